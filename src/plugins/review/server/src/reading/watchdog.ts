// Runs beside the reader, in a thread of the same process, and ends that process where it costs too much or where nobody
// waits for it any more. Not by a limit of the operating system: each has its own, and some have none.
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

import type { FindingCode } from '../../../shared/reading';

export interface Watched {
  cpuSeconds: number;
  memoryMegabytes: number;
  /** The process that started the reader. */
  parent: number;
}

const EVERY_MS = 50;
const STDERR = 2;

const { cpuSeconds, memoryMegabytes, parent } = workerData as Watched; // what reader.ts gives it

function end(why: Extract<FindingCode, 'tookTooLong' | 'tookTooMuchMemory'>): void {
  writeSync(STDERR, `${why}\n`);
  process.kill(process.pid, 'SIGKILL');
}

setInterval(() => {
  const { user, system } = process.cpuUsage();
  if ((user + system) / 1_000_000 > cpuSeconds) end('tookTooLong');
  if (process.memoryUsage.rss() > memoryMegabytes * 1024 ** 2) end('tookTooMuchMemory');
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, EVERY_MS);
