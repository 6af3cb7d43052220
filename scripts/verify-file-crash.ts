import { createHash } from 'node:crypto';
import { readdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Pool } from 'pg';

import { main, throwIfInterrupted } from './processes';
import {
  countEach,
  roundsFrom,
  tellProgress,
  type Verification,
  withVerification,
} from './verify/run';
import type { Server } from './verify/server';
import { submit } from './verify/submission';

const DEFAULT_ROUNDS = 30;
/** Or as long as a submission takes on this machine now, and a little more, where that is longer. */
const LATEST_KILL_MS = 60;
const TWO_DAYS_S = 2 * 86_400;
const SWEEP_LIMIT_MS = 60_000;

interface StoredRow {
  name: string;
  sha256: string;
}

/**
 * `npm run verify:file-crash [-- rounds]`: starts a server process, sends it a submission with a file, kills it while it
 * is at it, and so on; then has a last one sweep the storage, and looks whether every submission has its file, every
 * row its bytes, and nothing else lies there.
 */
void main(async (args) => {
  const rounds = roundsFrom(args, DEFAULT_ROUNDS, 1000);
  return withVerification(async (verification) => {
    const answers: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      throwIfInterrupted();
      tellProgress(round, rounds);
      answers.push(await crash(verification, round));
    }
    const before = await strays(verification);
    const logged = await sweep(verification);
    const after = await strays(verification);
    const found = [
      ...after.map((name) => `${name} belongs to nothing after the sweep`),
      ...(await withoutBytes(verification)),
      ...(await withoutFile(verification.pool)),
    ];
    if (logged !== before.length) found.push(`${String(logged)} removals are in the log`);
    console.log(`\n${String(rounds)} submissions, the server killed during each`);
    console.table(countEach(answers));
    console.log(
      `Left in storage without a row: ${String(before.length)}, after the sweep: ${String(after.length)}.`,
    );
    for (const violation of found) console.error(`Violation: ${violation}`);
    console.log(found.length === 0 ? 'No violation.' : `${String(found.length)} violations.`);
    return found.length === 0 ? 0 : 1;
  });
});

/** @returns what became of the submission: answered or not */
async function crash(to: Verification, round: number): Promise<string> {
  const server = await to.start();
  const latest = Math.max(LATEST_KILL_MS, 1.2 * (await usualTime(server, round)));
  const answer = submit(server, `Killed in ${String(round)}`).then(
    () => 'answered',
    () => 'not answered',
  );
  await sleep(Math.random() * latest);
  await server.kill();
  return answer;
}

/** How long a submission takes, in milliseconds; not the first of a fresh process. */
async function usualTime(server: Server, round: number): Promise<number> {
  let took = 0;
  for (const time of ['first', 'second']) {
    const start = performance.now();
    await submit(server, `Warming up ${String(round)}, ${time}`);
    took = performance.now() - start;
  }
  return took;
}

async function storedIn(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, 'uploads'));
  return names.filter((name) => !name.startsWith('.'));
}

async function rowsOf(pool: Pool): Promise<StoredRow[]> {
  return (await pool.query<StoredRow>('select hash || ext as name, sha256 from files')).rows;
}

/** What lies in storage and no row knows of. */
async function strays({ folder, pool }: Verification): Promise<string[]> {
  const known = new Set((await rowsOf(pool)).map(({ name }) => name));
  return (await storedIn(folder)).filter((name) => !known.has(name));
}

/** Makes all that is stored two days old, and has a server sweep it. @returns how many removals were logged */
async function sweep(to: Verification): Promise<number> {
  const then = Date.now() / 1000 - TWO_DAYS_S;
  for (const name of await storedIn(to.folder)) {
    await utimes(join(to.folder, 'uploads', name), then, then);
  }
  const server = await to.start({ ACCESSION_JOBS: 'on' });
  await to.pool.query(`select graphile_worker.add_job('sweepStorage', '{}'::json)`);
  await untilDone(to.pool);
  await server.kill();
  const { rows } = await to.pool.query<{ removals: number }>(
    `select count(*)::int as removals from review_events where type = 'fileRemoved'`,
  );
  return rows[0]?.removals ?? 0;
}

async function untilDone(pool: Pool): Promise<void> {
  for (let waited = 0; waited < SWEEP_LIMIT_MS; waited += 50) {
    const { rows } = await pool.query(
      `select from graphile_worker.jobs where task_identifier = 'sweepStorage'`,
    );
    if (rows.length === 0) return;
    await sleep(50);
  }
  throw new Error('The sweep was not done in time');
}

async function withoutBytes({ folder, pool }: Verification): Promise<string[]> {
  const found: string[] = [];
  for (const { name, sha256 } of await rowsOf(pool)) {
    const bytes = await readFile(join(folder, 'uploads', name)).catch(() => null);
    const hash = bytes && createHash('sha256').update(bytes).digest('hex');
    if (hash !== sha256)
      found.push(`${name} ${bytes === null ? 'has no bytes' : 'has other bytes'}`);
  }
  return found;
}

async function withoutFile(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ title: string }>(
    `select s.title from review_submissions s where not exists (
       select from library_documents d join files_related_mph m on m.related_id = d.id
         and m.related_type = s.content_type join files f on f.id = m.file_id
       where d.document_id = s.item_id and d.published_at is null)`,
  );
  return rows.map(({ title }) => `the submission "${title}" has no file`);
}
