import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

import type { ReviewSettings } from '../../../src/plugins/review/shared/desk';
import { throwIfInterrupted } from '../../processes';
import { SentenceError } from '../../sentence-error';
import { type Clamd, prepareClamd } from '../../tests/clamd';
import { dataOf } from '../../verify/client';
import { openScratchDatabase } from '../../verify/database';
import { LIBRARY_SERVER, type Server, startServer } from '../../verify/server';
import { type Figures, figuresOf, takeTurns } from '../catalogue/load';
import { createReport, type Picture, printReport, type Result, writeReport } from '../catalogue/report';
import { pdfMaker } from './pdf';

const STOCK_SERVER = resolve('dist', 'scripts', 'bench', 'files', 'stock-server.js');
const DEFAULT_SECONDS = 8;
const ROUNDS = 3;
const CONNECTIONS = 4;
const MUST_REACH = 0.5;

const A_SECOND: Picture = {
  name: 'files',
  title: 'Files of one megabyte taken in a second',
  axis: { type: 'value', min: 0 },
  value: ({ perSecond }) => perSecond,
};

function secondsFrom(given: string | undefined): number {
  const seconds = given === undefined ? DEFAULT_SECONDS : Number(given);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 60) return seconds;
  throw new SentenceError('Say how many seconds each turn takes: a whole number from 1 to 60.');
}

type Send = (bytes: Buffer) => Promise<number>;

function formOf(part: string, bytes: Buffer): FormData {
  const form = new FormData();
  form.append(part, new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), 'report.pdf');
  return form;
}

async function submitter(server: Server): Promise<Send> {
  const settings = dataOf(await server.editor.send('GET', '/review/settings')) as ReviewSettings;
  const data = { ...settings, maxPendingItems: null, maxPendingMegabytes: null };
  dataOf(await server.editor.send('PUT', '/review/settings', { data }));
  return async (bytes) => {
    const form = formOf('file', bytes);
    form.append('data', JSON.stringify({ title: 'A report', description: 'Of the benchmark' }));
    return (await server.member.send('POST', '/api/submissions/documents', form)).status;
  };
}

const uploader =
  ({ member }: Server): Send =>
  async (bytes) =>
    (await member.send('POST', '/api/upload', formOf('files', bytes))).status;

/** As many as it takes from so many at once in so many seconds. */
async function press(send: Send, nextPdf: () => Buffer, seconds: number): Promise<Figures> {
  throwIfInterrupted();
  const times: number[] = [];
  let failed = 0;
  const start = performance.now();
  const one = async () => {
    while (performance.now() - start < seconds * 1000) {
      const bytes = nextPdf();
      const sent = performance.now();
      const status = await send(bytes);
      if (status < 300) times.push(performance.now() - sent);
      else failed += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
  return figuresOf(times, (performance.now() - start) / 1000, failed);
}

function resultOf(work: string, ours: Figures, stock: Figures, mustReach: boolean): Result {
  const ratio = ours.perSecond / stock.perSecond;
  return {
    work,
    figure: `${ratio.toFixed(2)} × stock upload, ${ours.perSecond.toFixed(0)} a second`,
    mustReach: mustReach ? `${String(MUST_REACH)} × stock` : '',
    reached: ours.failed === 0 && (!mustReach || ratio >= MUST_REACH),
    details: { ours, ...(mustReach && { 'stock upload': stock }) },
  };
}

/** The same server three times: alone, with a scanner, and reading what it took while it takes more. */
async function measure(
  start: (program: string, settings?: Record<string, string>) => Promise<Server>,
  clamd: Clamd,
  seconds: number,
): Promise<Result[]> {
  const scanner = { CLAMAV_HOST: clamd.host, CLAMAV_PORT: String(clamd.port) };
  const plain = await submitter(await start(LIBRARY_SERVER));
  const scanned = await submitter(await start(LIBRARY_SERVER, scanner));
  const reading = await submitter(await start(LIBRARY_SERVER, { ACCESSION_JOBS: 'on' }));
  const stock = uploader(await start(STOCK_SERVER));
  const nextPdf = await pdfMaker();
  for (const send of [plain, scanned, reading, stock]) await press(send, nextPdf, 1);
  const turn = (send: Send) => () => press(send, nextPdf, seconds);
  const figures = await takeTurns(
    { plain: turn(plain), scanned: turn(scanned), reading: turn(reading), stock: turn(stock) },
    ROUNDS,
  );
  return [
    resultOf('submissions of a 1 MB PDF', figures.plain, figures.stock, true),
    resultOf('the same, scanned by clamd', figures.scanned, figures.stock, false),
    resultOf('the same, read meanwhile', figures.reading, figures.stock, false),
  ];
}

/** `CLAMD_PATH=… npm run bench -- files [seconds]`: taking files in, beside a stock Strapi's upload. */
export async function benchFiles([given]: string[]): Promise<number> {
  const seconds = secondsFrom(given);
  const folder = await mkdtemp(join(tmpdir(), 'accession-bench-'));
  const clamd = await prepareClamd();
  const ends: (() => Promise<unknown>)[] = [
    () => rm(folder, { recursive: true, force: true }),
    () => clamd.remove(),
  ];
  let count = 0;
  const start = async (program: string, settings: Record<string, string> = {}) => {
    const database = await openScratchDatabase();
    ends.push(() => database.drop());
    count += 1;
    const server = await startServer(program, database.url, join(folder, String(count)), settings);
    ends.push(() => server.kill());
    return server;
  };
  try {
    await clamd.start();
    const report = createReport(1, await measure(start, clamd, seconds));
    printReport(report);
    console.log(`Written: ${(await writeReport(report, A_SECOND)).join(', ')}`);
    return 0;
  } finally {
    for (const end of ends.reverse()) await end();
  }
}
