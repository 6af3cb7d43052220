import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import { main, throwIfInterrupted } from './processes';
import { catalogueDifferences } from './verify/catalogue';
import { dataOf } from './verify/client';
import { type RoundRobin, startRoundRobin } from './verify/round-robin';
import { countEach, roundsFrom, type Verification, withVerification } from './verify/run';
import type { Server } from './verify/server';
import { decide, submit } from './verify/submission';

const DEFAULT_ROUNDS = 5;
const READERS = 6;
/** How old an answer may be, in milliseconds. */
const MAX_AGE = 1000;
const LIST = '/api/catalogue?pagination[pageSize]=100&pagination[withCount]=false';
const DOCUMENTS = '/content-manager/collection-types/api::library-document.library-document';

/** What was answered to the editors, and when: the moments by which everybody must know. */
interface Known {
  id: string;
  liveSince: number;
  goneSince: number | null;
}

interface Seen {
  violations: string[];
  statuses: number[];
  /** Failed requests that went to a server which was not being killed. */
  unexplained: string[];
}

/**
 * `npm run verify:instances [-- rounds]`: two server processes on one database behind a round-robin. Editors publish
 * and withdraw, readers read, and each round one of the two is killed and started again. Fails if a reader gets an
 * answer older than a second, or an error from a server that was not killed.
 */
void main(async (args) => {
  const rounds = roundsFrom(args, DEFAULT_ROUNDS, 100);
  const { statuses, violations, unexplained } = await withVerification((to) => run(to, rounds));
  console.table(countEach(statuses));
  for (const line of [...violations, ...unexplained]) console.error(`Violation: ${line}`);
  const found = violations.length + unexplained.length;
  console.log(found === 0 ? 'No violation.' : `${String(found)} violations.`);
  return found === 0 ? 0 : 1;
});

async function run(verification: Verification, rounds: number): Promise<Seen> {
  const robin = await startRoundRobin();
  const killed = new Set<string>();
  const known: Known[] = [];
  const seen: Seen = { violations: [], statuses: [], unexplained: [] };
  let isOver = false;
  const stays = await verification.start();
  let goes = await verification.start();
  for (const { url } of [stays, goes]) robin.add(url);
  const until = () => isOver;
  const readers = Array.from({ length: READERS }, () => read(robin, known, killed, seen, until));
  const writer = write(stays, known, until);
  try {
    for (let round = 0; round < rounds; round += 1) {
      throwIfInterrupted();
      console.log(`Round ${String(round + 1)} of ${String(rounds)}: killing one of two …`);
      await sleep(2000);
      killed.add(goes.url);
      await goes.kill();
      robin.remove(goes.url);
      await sleep(1000);
      goes = await verification.start();
      robin.add(goes.url);
    }
    await sleep(2000);
  } finally {
    isOver = true;
    await Promise.all([writer, ...readers]);
    robin.close();
  }
  seen.violations.push(...(await catalogueDifferences(verification.pool)));
  return seen;
}

async function read(
  { url }: RoundRobin,
  known: readonly Known[],
  killed: ReadonlySet<string>,
  seen: Seen,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const started = performance.now();
    const response = await fetch(url + LIST).catch(() => undefined);
    const backend = response?.headers.get('x-backend') ?? '';
    const text = (await response?.text().catch(() => undefined)) ?? '';
    seen.statuses.push(response?.status ?? 0);
    if (response?.status === 200) seen.violations.push(...staleIn(text, started, known));
    else if (!killed.has(backend)) {
      seen.unexplained.push(`${String(response?.status)} from ${backend}: ${text.slice(0, 200)}`);
    }
  }
}

/** What an answer, asked for at that moment, does not know although it happened more than a second before. */
function staleIn(text: string, started: number, known: readonly Known[]): string[] {
  const deadline = started - MAX_AGE;
  return known.flatMap(({ id, liveSince, goneSince }) => {
    const isShown = text.includes(id);
    if (isShown && goneSince !== null && goneSince < deadline) {
      return [`${id} is shown ${(started - goneSince).toFixed(0)} ms after it was withdrawn`];
    }
    if (!isShown && goneSince === null && liveSince < deadline) {
      return [`${id} is not shown ${(started - liveSince).toFixed(0)} ms after it was published`];
    }
    return [];
  });
}

async function write(server: Server, known: Known[], isOver: () => boolean): Promise<void> {
  const [reviewer] = server.reviewers;
  if (reviewer === undefined) throw new Error('The server has no reviewers');
  for (let number = 0; !isOver(); number += 1) {
    const submission = await submit(server, `Item ${String(number)}`);
    dataOf(await decide(reviewer, submission, 'approve'));
    const { documentId: id } = submission.item;
    known.push({ id, liveSince: performance.now(), goneSince: null });
    const oldest = known.findIndex(({ goneSince }) => goneSince === null);
    if (number % 2 === 1) await withdraw(server, known, oldest);
    // The list holds a hundred; more must not be live at once.
    while (known.filter(({ goneSince }) => goneSince === null).length > 90) {
      await withdraw(
        server,
        known,
        known.findIndex(({ goneSince }) => goneSince === null),
      );
    }
    await sleep(50);
  }
}

async function withdraw({ editor }: Server, known: Known[], index: number): Promise<void> {
  const item = known[index];
  if (item === undefined) return;
  // Between asking and being answered it may be shown or not.
  item.liveSince = Number.POSITIVE_INFINITY;
  dataOf(await editor.send('POST', `${DOCUMENTS}/${item.id}/actions/unpublish`, {}));
  item.goneSince = performance.now();
}
