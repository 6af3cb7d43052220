// The program that reads one file: a process of its own, so that whatever a hostile file does to it ends with it.
import { constants, setPriority } from 'node:os';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';

import { hashFile } from '../file/hash-file';
import { isOffice, readOffice } from './formats/office';
import { readPdf } from './formats/pdf';
import { readPlain } from './formats/plain';
import { readRtf } from './formats/rtf';
import { languageOf } from './language';
import type { ReadingLine, ReadingOrder } from './lines';
import { ReadingStop } from './reading-stop';
import { Sink } from './sink';
import type { Watched } from './watchdog';

async function write(line: ReadingLine): Promise<void> {
  // Whoever listens sets the pace.
  if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain');
}

/** A thread of its own: the one that reads may hear nothing for as long as a file keeps it busy. */
function watch({ cpuSeconds, memoryMegabytes }: ReadingOrder): void {
  const workerData: Watched = { cpuSeconds, memoryMegabytes, parent: process.ppid };
  new Worker(path.join(__dirname, 'watchdog.js'), { workerData }).unref();
}

async function readContent(order: ReadingOrder, sink: Sink): Promise<void> {
  const { mime } = order;
  if (mime === 'application/pdf') await readPdf(order, sink);
  else if (isOffice(mime)) await readOffice(order, sink);
  else if (mime === 'application/rtf') await readRtf(order, sink);
  else if (mime === 'text/plain' || mime === 'text/csv') await readPlain(order, sink);
  else sink.find('unreadable');
}

async function main(): Promise<void> {
  // People wait for answers; nobody waits for this. Not lower still, or on a busy machine it would never be done.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const order = JSON.parse(await text(process.stdin)) as ReadingOrder; // our own parent wrote it
  watch(order);
  await write({ is: 'hash', sha256: await hashFile(order.path) });
  const sink = new Sink(order, write);
  try {
    await readContent(order, sink);
  } catch (error) {
    if (!(error instanceof ReadingStop)) throw error;
    sink.end();
    sink.find(error.code);
  }
  const language = await languageOf(sink.sample);
  if (language !== null) sink.tell({ is: 'language', language });
  await sink.drain();
  await write({ is: 'end', memory: process.resourceUsage().maxRSS });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
