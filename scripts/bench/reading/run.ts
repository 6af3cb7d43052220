import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from 'pg';

import { readDocument } from '../../../src/plugins/review/server/src/reading/read-document';
import { throwIfInterrupted } from '../../processes';
import { dataOf } from '../../verify/client';
import { openScratchDatabase } from '../../verify/database';
import { LIBRARY_SERVER, type Server, startServer } from '../../verify/server';
import { decide, submit } from '../../verify/submission';
import { type Figures, figuresOf } from '../catalogue/load';
import { createReport, printReport, type Result } from '../catalogue/report';
import { makeBook } from './book';

const PAGES = 1000;
/** Read one after the other while answers are timed. */
const BOOKS = 4;
const MAX_SECONDS = 10;
const MAX_MEGABYTES = 300;
const MAX_RATIO = 2;
const IDLE_SECONDS = 20;
/** Between two questions, as from a website of moderate use. */
const PAUSE_MS = 10;

/** One file alone, in a process of its own. */
async function readAlone(folder: string): Promise<Result[]> {
  const path = join(folder, 'book.pdf');
  await writeFile(path, await makeBook(PAGES, 0));
  const start = performance.now();
  const reading = await readDocument({ path, mime: 'application/pdf' });
  const seconds = (performance.now() - start) / 1000;
  const megabytes = reading.peakMegabytes ?? Infinity;
  const isWhole = reading.parts.length >= PAGES && reading.thumbnail !== null;
  return [
    {
      work: `${PAGES} pages of PDF: text and thumbnail`,
      figure: `${seconds.toFixed(1)} s`,
      mustReach: `${MAX_SECONDS} s`,
      reached: isWhole && seconds <= MAX_SECONDS,
      details: { seconds, words: reading.words },
    },
    {
      work: 'the memory of its reader at most',
      figure: `${megabytes} MB`,
      mustReach: `${MAX_MEGABYTES} MB`,
      reached: megabytes <= MAX_MEGABYTES,
      details: { megabytes },
    },
  ];
}

/** Asks until `isOver`, what is kept by nobody: a search never asked before, and a member's own list. */
async function time(server: Server, isOver: () => boolean): Promise<Figures> {
  const times: number[] = [];
  const began = performance.now();
  let failed = 0;
  for (let turn = 0; !isOver(); turn += 1) {
    throwIfInterrupted();
    const path =
      turn % 2 === 0 ? '/api/submissions' : `/api/catalogue?_q=library+${began.toFixed(0)}${turn}`;
    const start = performance.now();
    const { status } = await server.member.send('GET', path);
    times.push(performance.now() - start);
    if (status !== 200) failed += 1;
    await sleep(PAUSE_MS);
  }
  return figuresOf(times, (performance.now() - began) / 1000, failed);
}

async function submitBook({ member }: Server, book: Buffer, number: number): Promise<void> {
  const form = new FormData();
  form.append('data', JSON.stringify({ title: `Volume ${number}`, description: 'A book' }));
  form.append('file', new Blob([new Uint8Array(book)]), 'book.pdf');
  dataOf(await member.send('POST', '/api/submissions/documents', form));
}

async function countRead(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int from review_readings where pages = $1',
    [PAGES],
  );
  return rows[0]?.count ?? 0;
}

/** @returns how the answers took while nothing was read, and while books were */
async function timeBoth(server: Server, client: Client): Promise<{ idle: Figures; busy: Figures }> {
  // First: it keeps this process busy, and connections that it does not look after end.
  const books: Buffer[] = [];
  for (let number = 1; number <= BOOKS; number += 1) books.push(await makeBook(PAGES, number));
  const library = await submit(server, 'The library');
  const [reviewer] = server.reviewers;
  if (reviewer !== undefined) await decide(reviewer, library, 'approve');
  const warmUp = performance.now() + 5000;
  await time(server, () => performance.now() > warmUp);
  const end = performance.now() + IDLE_SECONDS * 1000;
  const idle = await time(server, () => performance.now() > end);
  for (const [number, book] of books.entries()) await submitBook(server, book, number);
  let isDone = false;
  const waiting = (async () => {
    while ((await countRead(client)) < BOOKS) await sleep(200);
    isDone = true;
  })();
  const busy = await time(server, () => isDone);
  await waiting;
  return { idle, busy };
}

async function readBesideAnswers(folder: string): Promise<Result> {
  const database = await openScratchDatabase();
  const server = await startServer(LIBRARY_SERVER, database.url, folder, { ACCESSION_JOBS: 'on' });
  const client = new Client({ connectionString: database.url });
  try {
    await client.connect();
    const { idle, busy } = await timeBoth(server, client);
    const ratio = busy.p95 / idle.p95;
    return {
      work: 'answers while books are read, p95',
      figure: `${ratio.toFixed(2)} × idle`,
      mustReach: `${MAX_RATIO} × idle`,
      reached: ratio <= MAX_RATIO,
      details: { idle, reading: busy },
    };
  } finally {
    await client.end();
    await server.kill();
    await database.drop();
  }
}

/** `npm run bench -- reading`: what it costs to read a book, and those who wait for answers meanwhile. */
export async function benchReading(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'accession-bench-'));
  try {
    const alone = await readAlone(folder);
    printReport(createReport(BOOKS, [...alone, await readBesideAnswers(folder)]));
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
