import { performance } from 'node:perf_hooks';

import type { Client as Database } from 'pg';

import type { SubmissionView } from '../../../src/plugins/review/shared/wire';
import { throwIfInterrupted } from '../../processes';
import type { Client } from '../../verify/client';
import type { Server } from '../../verify/server';
import { decide, submit } from '../../verify/submission';
import { figuresOf } from '../catalogue/load';
import type { Result } from '../catalogue/report';
import { keepReadings } from './readings';

const PAGES = 1000;
const ROUNDS = 15;
const WARM_UP = 2;
/** Approvals that are at hand while one of a book goes on: more than there is time for. */
const BESIDE = 40;
const LIMIT_MS = 2000;

async function submitBook(
  server: Server,
  database: Database,
  title: string,
): Promise<SubmissionView> {
  const submission = await submit(server, title);
  const { rows } = await database.query<{ sha256: string }>(
    `select f.sha256 from files f join files_related_mph m on m.file_id = f.id
     join library_documents d on d.id = m.related_id
     where m.related_type = 'api::library-document.library-document' and d.document_id = $1`,
    [submission.item.documentId],
  );
  await keepReadings(
    database,
    rows.map(({ sha256 }) => ({ sha256, pages: PAGES })),
  );
  return submission;
}

/** @returns milliseconds */
async function approve(reviewer: Client, submission: SubmissionView): Promise<number> {
  const start = performance.now();
  const { status, body } = await decide(reviewer, submission, 'approve');
  if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  return performance.now() - start;
}

/** Approves a book, and small documents one after the other for as long as that takes. @returns their longest time too */
async function approveBeside(
  { reviewers: [first, second] }: Server,
  book: SubmissionView,
  small: readonly SubmissionView[],
): Promise<{ book: number; longest: number }> {
  if (first === undefined || second === undefined) throw new Error('The server has no reviewers');
  const state = { isOver: false };
  const approval = approve(first, book).finally(() => {
    state.isOver = true;
  });
  let longest = 0;
  for (const one of small) {
    if (state.isOver) break;
    longest = Math.max(longest, await approve(second, one));
  }
  return { book: await approval, longest };
}

/** What each round took, in milliseconds. */
interface Times {
  leaflet: number[];
  book: number[];
  contended: number[];
  beside: number[];
}

async function timeRound(
  server: Server,
  database: Database,
  name: string,
  times: Times | null,
): Promise<void> {
  const [reviewer] = server.reviewers;
  if (reviewer === undefined) throw new Error('The server has no reviewers');
  const book = await submitBook(server, database, `A book, ${name}`);
  const other = await submitBook(server, database, `Another book, ${name}`);
  const leaflet = await submit(server, `A leaflet, ${name}`);
  const small: SubmissionView[] = [];
  for (let number = 1; number <= BESIDE; number += 1) {
    small.push(await submit(server, `Leaflet ${number}, ${name}`));
  }
  const alone = [await approve(reviewer, leaflet), await approve(reviewer, book)] as const;
  const both = await approveBeside(server, other, small);
  times?.leaflet.push(alone[0]);
  times?.book.push(alone[1]);
  times?.contended.push(both.book);
  times?.beside.push(both.longest);
}

function resultOf(work: string, times: number[]): Result {
  const figures = figuresOf(times, times.reduce((sum, one) => sum + one, 0) / 1000);
  return {
    work,
    figure: `p50 ${figures.p50.toFixed(0)} ms, p95 ${figures.p95.toFixed(0)} ms`,
    mustReach: `p95 under ${LIMIT_MS} ms`,
    reached: figures.p95 < LIMIT_MS,
    details: { '': figures },
  };
}

/** What it costs to approve what was read before, and whoever approves something else meanwhile. */
export async function timeApprovals(server: Server, database: Database): Promise<Result[]> {
  const times: Times = { leaflet: [], book: [], contended: [], beside: [] };
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    throwIfInterrupted();
    await timeRound(server, database, `round ${round}`, round < 0 ? null : times);
  }
  return [
    resultOf('approval of a document without pages', times.leaflet),
    resultOf(`approval of ${PAGES} pages`, times.book),
    resultOf('the same while others are approved', times.contended),
    resultOf('the longest of those others', times.beside),
  ];
}
