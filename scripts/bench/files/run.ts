import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

import { throwIfInterrupted } from '../../processes';
import { SentenceError } from '../../sentence-error';
import { wholeNumber } from '../../whole-number';
import { CLAMD, type Clamd, prepareClamd } from '../../tests/clamd';
import { dataOf } from '../../verify/client';
import { openScratchDatabase } from '../../verify/database';
import { LIBRARY_SERVER, PASSWORD, type Server, startServer } from '../../verify/server';
import { type Figures, figuresOf, takeTurns } from '../catalogue/load';
import {
  createReport,
  type Picture,
  printReport,
  type Result,
  writeReport,
} from '../catalogue/report';
import { pdfMaker } from './pdf';
import { postTo } from './post';

const STOCK_SERVER = resolve('dist', 'scripts', 'bench', 'files', 'stock-server.js');
const DEFAULT_SECONDS = 8;
const ROUNDS = 3;
const CONNECTIONS = 4;
const MUST_REACH = 0.5;
/** Strapi makes this role first of all. */
const AUTHENTICATED = 1;

const A_SECOND: Picture = {
  name: 'files',
  title: 'Files of one megabyte taken in a second',
  axis: { type: 'value', min: 0 },
  value: ({ perSecond }) => perSecond,
};

/** @param who of the members, by number. @returns the status of the answer */
type Send = (bytes: Buffer, who: number) => Promise<number>;

const USERS = '/content-manager/collection-types/plugin::users-permissions.user';

/** One for each connection: what one member sends is counted against their quota one by one. */
async function tokensOf({ editor, url }: Server): Promise<string[]> {
  const tokens: string[] = [];
  for (let number = 1; number <= CONNECTIONS; number += 1) {
    const username = `sender-${String(number)}`;
    const account = { username, email: `${username}@example.org`, password: PASSWORD };
    const role = { connect: [{ id: AUTHENTICATED }] };
    dataOf(await editor.send('POST', USERS, { ...account, confirmed: true, blocked: false, role }));
    const response = await fetch(`${url}/api/auth/local`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ identifier: username, password: PASSWORD }),
    });
    const { jwt } = (await response.json()) as { jwt: string };
    tokens.push(jwt);
  }
  return tokens;
}

async function submitter(server: Server): Promise<Send> {
  const send = postTo(`${server.url}/api/submissions/documents`);
  const members = await tokensOf(server);
  let count = 0;
  return (bytes, who) => {
    count += 1;
    // Each of its own name, as documents are: thousands of one name would be numbered one after the other.
    const title = `Report on ward ${String(count)} of the borough`;
    const data = JSON.stringify({ title, description: 'Of the benchmark' });
    return send(members[who], { file: bytes, data });
  };
}

async function uploader(server: Server): Promise<Send> {
  const send = postTo(`${server.url}/api/upload`);
  const members = await tokensOf(server);
  return (files, who) => send(members[who], { files });
}

/** As many as it takes from so many at once in so many seconds. */
async function press(send: Send, nextPdf: () => Buffer, seconds: number): Promise<Figures> {
  throwIfInterrupted();
  const times: number[] = [];
  let failed = 0;
  const start = performance.now();
  const one = async (_: unknown, who: number) => {
    while (performance.now() - start < seconds * 1000) {
      const bytes = nextPdf();
      const sent = performance.now();
      const status = await send(bytes, who);
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

/** The same server twice, with a scanner and without; at last one that reads what it took while it takes more. */
async function measure(
  start: (program: string, settings?: Record<string, string>) => Promise<Server>,
  clamd: Clamd,
  seconds: number,
): Promise<Result[]> {
  const scanner = { CLAMAV_HOST: clamd.host, CLAMAV_PORT: String(clamd.port) };
  const plain = await submitter(await start(LIBRARY_SERVER));
  const scanned = await submitter(await start(LIBRARY_SERVER, scanner));
  const stock = await uploader(await start(STOCK_SERVER));
  const nextPdf = await pdfMaker();
  for (const send of [plain, scanned, stock]) await press(send, nextPdf, 1);
  const turn = (send: Send) => () => press(send, nextPdf, seconds);
  const figures = await takeTurns(
    { plain: turn(plain), scanned: turn(scanned), stock: turn(stock) },
    ROUNDS,
  );
  // Not before the others have ended: it goes on reading.
  const reading = await submitter(await start(LIBRARY_SERVER, { ACCESSION_JOBS: 'on' }));
  const busy = await press(reading, nextPdf, seconds);
  return [
    resultOf('submissions of a 1 MB PDF', figures.plain, figures.stock, true),
    resultOf('the same, scanned by clamd', figures.scanned, figures.stock, false),
    resultOf('the same, read meanwhile', busy, figures.stock, false),
  ];
}

/** `CLAMD_PATH=… npm run bench -- files [seconds]`: taking files in, beside a stock Strapi's upload. */
export async function benchFiles([given]: string[]): Promise<number> {
  const bounds = { fallback: DEFAULT_SECONDS, min: 1, max: 60 };
  const seconds = wholeNumber(given, 'Say how many seconds each turn takes:', bounds);
  if (CLAMD === undefined) {
    throw new SentenceError('Say in CLAMD_PATH where clamd is: CLAMD_PATH=/usr/sbin/clamd.');
  }
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
    console.log('Measuring …');
    const report = createReport(null, await measure(start, clamd, seconds));
    printReport(report);
    console.log(`Written: ${(await writeReport(report, A_SECOND)).join(', ')}`);
    return 0;
  } finally {
    for (const end of ends.reverse()) await end();
  }
}
