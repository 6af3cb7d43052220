import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Pool } from 'pg';

import type { SubmissionView } from '../src/plugins/review/shared/wire';
import { main, throwIfInterrupted } from './processes';
import { catalogueDifferences } from './verify/catalogue';
import type { Client } from './verify/client';
import {
  countEach,
  roundsFrom,
  tellProgress,
  type Verification,
  withVerification,
} from './verify/run';
import type { Server } from './verify/server';
import { decide, disagreements, factsOf, submit, violationsOf } from './verify/submission';

const DEFAULT_ROUNDS = 50;
/** Or as long as an approval takes on this machine now, and a little more, where that is longer. */
const LATEST_KILL_MS = 80;

interface Round {
  submission: SubmissionView;
  answered: boolean;
  state: string | null;
  violations: string[];
}

/**
 * `npm run verify:crash [-- rounds]`: starts a server process, sends it an approval, kills it while it is at it,
 * and looks whether state, log and live rows agree; then starts the next, which must come up and show the same.
 */
void main(async (args) => {
  const rounds = roundsFrom(args, DEFAULT_ROUNDS, 1000);
  const differences: string[] = [];
  const done = await withVerification(async (verification) => {
    const all: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      throwIfInterrupted();
      tellProgress(round, rounds);
      all.push(await crash(verification, round, all.at(-1)));
    }
    await checkAfterRestart(verification, all.at(-1));
    differences.push(...(await catalogueDifferences(verification.pool)));
    return all;
  });
  console.log(`\n${String(rounds)} approvals, the server killed during each`);
  console.table(
    countEach(
      done.map(
        ({ answered, state }) => `${String(state)}, ${answered ? 'answered' : 'not answered'}`,
      ),
    ),
  );
  const found = [
    ...done.flatMap(({ violations }, i) => violations.map((v) => `round ${String(i)}: ${v}`)),
    ...differences,
  ];
  for (const violation of found) console.error(`Violation: ${violation}`);
  console.log(found.length === 0 ? 'No violation.' : `${String(found.length)} violations.`);
  return found.length === 0 ? 0 : 1;
});

async function crash(
  to: Verification,
  number: number,
  previous: Round | undefined,
): Promise<Round> {
  const server = await to.start();
  const [reviewer] = server.reviewers;
  if (reviewer === undefined) throw new Error('The server has no reviewers');
  if (previous !== undefined) {
    previous.violations.push(...(await violationsOf(to.pool, reviewer, previous.submission)));
  }
  const latest = Math.max(LATEST_KILL_MS, 1.2 * (await usualTime(server, reviewer)));
  const submission = await submit(server, `Killed in ${String(number)}`);
  const answer = decide(reviewer, submission, 'approve').then(
    ({ status }) => status,
    () => null,
  );
  await sleep(Math.random() * latest);
  await server.kill();
  const status = await answer;
  await untilRolledBack(to.pool);
  const facts = await factsOf(to.pool, submission);
  const violations = [...disagreements(facts), ...(await orphans(to.pool))];
  if (status === 200 && facts.state !== 'approved') violations.push('answered 200, not approved');
  if (status !== null && status !== 200) violations.push(`answered ${String(status)}`);
  return { submission, answered: status !== null, state: facts.state, violations };
}

/** How long an approval takes, in milliseconds; not the first of a fresh process, which is slow for its own reasons. */
async function usualTime(server: Server, reviewer: Client): Promise<number> {
  let took = 0;
  for (const time of ['first', 'second']) {
    const submission = await submit(server, `Warming up, ${time}`);
    const start = performance.now();
    await decide(reviewer, submission, 'approve');
    took = performance.now() - start;
  }
  return took;
}

async function checkAfterRestart(to: Verification, last: Round | undefined): Promise<void> {
  const server = await to.start();
  const [reviewer] = server.reviewers;
  if (last === undefined || reviewer === undefined) return;
  last.violations.push(...(await violationsOf(to.pool, reviewer, last.submission)));
}

/** PostgreSQL notices the end of a client by itself, but not in the same instant. */
async function untilRolledBack(pool: Pool): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 20) {
    const { rows } = await pool.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity
        where datname = current_database() and application_name <> current_setting('application_name')`,
    );
    if (rows[0]?.others === 0) return;
    await sleep(20);
  }
  throw new Error('PostgreSQL still holds connections of the killed server');
}

async function orphans(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ document_id: string }>(
    `select d.document_id from library_documents d where d.published_at is not null and not exists (
       select from review_submissions s where s.item_id = d.document_id and s.approved_digest is not null)`,
  );
  return rows.map(({ document_id }) => `the live row of ${document_id} has no approval`);
}
