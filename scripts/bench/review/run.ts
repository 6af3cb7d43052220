import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

import { Client } from 'pg';

import type { ReviewSettings } from '../../../src/plugins/review/shared/desk';
import { throwIfInterrupted } from '../../processes';
import { dataOf, type Client as Caller } from '../../verify/client';
import { openScratchDatabase } from '../../verify/database';
import { type Server, startServer } from '../../verify/server';
import { figuresOf } from '../catalogue/load';
import {
  createReport,
  type Picture,
  printReport,
  type Result,
  writeReport,
} from '../catalogue/report';
import { HALF, type Question, questions } from './questions';
import { fillQueue, queueLengthFrom } from './queue';

const DEFAULT_SUBMISSIONS = 100_000;
const MUST_REACH_MS = 100;
const ROUNDS = 100;
const WARM_UP = 5;
const SERVER = resolve('dist', 'scripts', 'bench', 'review', 'review-server.js');

const MILLISECONDS: Picture = {
  name: 'review',
  title: 'The review queue, 95th percentile in milliseconds',
  axis: { type: 'value', min: 0, max: MUST_REACH_MS },
  value: ({ p95 }) => p95,
};

async function ask(caller: Caller, path: string): Promise<number> {
  const start = performance.now();
  dataOf(await caller.send('GET', path));
  return performance.now() - start;
}

/** The statements one request leads to, those of signing in included. */
async function statementsOf(server: Server, caller: Caller, path: string): Promise<number> {
  const told = async () => {
    const answered = once(server.process, 'message');
    server.process.send('statements');
    return ((await answered) as [number])[0];
  };
  await told();
  await ask(caller, path);
  return told();
}

async function limit(server: Server, reviewer: number): Promise<void> {
  const settings = dataOf(await server.editor.send('GET', '/review/settings')) as ReviewSettings;
  const data = { ...settings, scopes: [{ reviewer, categories: HALF }] };
  dataOf(await server.editor.send('PUT', '/review/settings', { data }));
}

/** Ids from the middle of what the limited reviewer sees. */
async function middleOf({ reviewers }: Server, pending: number): Promise<string[]> {
  const page = Math.floor(pending / 4 / 25);
  const limited = reviewers[1];
  const rows = await limited?.send('GET', `/review/submissions?pagination[page]=${page}`);
  return rows === undefined ? [] : (dataOf(rows) as { id: string }[]).map(({ id }) => id);
}

/** All questions in turns, so that whatever else the machine does falls on all alike. */
async function measure(server: Server, asked: readonly Question[]): Promise<Result[]> {
  const [free, limited] = server.reviewers;
  if (free === undefined || limited === undefined) throw new Error('The server has no reviewers');
  const callerOf = (question: Question) => (question.limited === true ? limited : free);
  const times = new Map(asked.map((question) => [question, [] as number[]]));
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    throwIfInterrupted();
    for (const question of asked) {
      const at = (round + WARM_UP) % question.paths.length;
      const milliseconds = await ask(callerOf(question), question.paths[at] ?? '');
      if (round >= 0) times.get(question)?.push(milliseconds);
    }
  }
  const results: Result[] = [];
  for (const question of asked) {
    const figures = figuresOf(times.get(question) ?? [], 1);
    const seconds = (times.get(question) ?? []).reduce((sum, one) => sum + one, 0) / 1000;
    const statements = await statementsOf(server, callerOf(question), question.paths[0] ?? '');
    results.push({
      work: question.work,
      figure: `p95 ${figures.p95.toFixed(0)} ms, ${statements} statements`,
      mustReach: `p95 under ${MUST_REACH_MS} ms`,
      reached: figures.p95 < MUST_REACH_MS,
      details: { '': { ...figures, perSecond: ROUNDS / seconds }, statements },
    });
  }
  return results;
}

/** `npm run bench -- review [submissions]`: what reviewers ask of the desk, with three in ten submissions pending. */
export async function benchReview([given]: string[]): Promise<number> {
  const count = queueLengthFrom(given, DEFAULT_SUBMISSIONS);
  const folder = await mkdtemp(join(tmpdir(), 'accession-bench-'));
  const database = await openScratchDatabase();
  const server = await startServer(SERVER, database.url, folder);
  try {
    console.log(`Writing ${count} submissions …`);
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await fillQueue(client, count);
    const { rows: waiting } = await client.query<{ count: number }>(
      `select count(*)::int from review_submissions where state = 'pending'`,
    );
    const { rows: people } = await client.query<{ id: number }>(
      `select id from admin_users where email = 'two@example.org'`,
    );
    await limit(server, people[0]?.id ?? 0);
    await client.query('vacuum analyze review_submissions');
    await client.end();
    console.log('Measuring …');
    const pending = waiting[0]?.count ?? 0;
    const ids = await middleOf(server, pending);
    const report = createReport(count, await measure(server, questions(pending, count, ids)));
    printReport(report);
    console.log(`Written: ${(await writeReport(report, MILLISECONDS)).join(', ')}`);
    return 0;
  } finally {
    await server.kill();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}
