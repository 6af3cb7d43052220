import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';

import type { ReviewSettings } from '../../shared/desk';
import type { Actor } from '../../shared/wire';
import { ReviewError } from './errors';
import { inTurn } from './in-turn';
import { lockName, type Transaction } from './item-lock';
import { SUBMISSIONS, type Submission } from './submission-store';

const MEGABYTE = 1024 ** 2;

/** Members who were refused within this time, by name. */
const REFUSED_MS = 60_000;
const refused = new LRUCache<string, true>({ max: 10_000, ttl: REFUSED_MS });

function nameOf({ kind, id }: Actor): string {
  return `quota ${kind} ${String(id)}`;
}

/** What a member wants to have waiting: a new item, or another file for one they have. */
interface Wanted {
  /** The submission it is about, `null` where there will be a new one. */
  submission: Pick<Submission, 'id' | 'state' | 'fileSize'> | null;
  /** Bytes of the file that arrives, `null` where none does. */
  arriving: number | null;
}

interface Holding {
  items: number;
  bytes: number;
}

async function holdingBeside(
  db: Knex,
  { kind, id }: Actor,
  submissionId: string | null,
): Promise<Holding> {
  const query = db(SUBMISSIONS).where({
    submitter_kind: kind,
    submitter_id: id,
    state: 'pending',
  });
  if (submissionId !== null) void query.whereNot({ id: submissionId });
  const [held] = await query.select<{ items: string; bytes: string }[]>(
    db.raw('count(*) as items, coalesce(sum(file_size), 0) as bytes'),
  );
  return { items: Number(held?.items ?? 0), bytes: Number(held?.bytes ?? 0) };
}

/**
 * Runs `work` in a transaction that holds a member's quota to its end. The lock comes before any
 * other, so that no circle can form.
 */
export async function withQuota<T>(
  strapi: Core.Strapi,
  member: Actor,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  const name = nameOf(member);
  return inTurn(name, () =>
    strapi.db.transaction(async ({ trx }: Transaction) => {
      await lockName(trx, name);
      return work(trx);
    }),
  );
}

function tooMany(held: number, most: number): ReviewError {
  return new ReviewError(
    'quotaReached',
    `You have ${held} submissions that wait for a decision, and ${most} is the most. Withdraw one, or wait until one is decided.`,
    { items: held, maxItems: most },
  );
}

function tooMuch(held: number, arriving: number, most: number): ReviewError {
  const megabytes = (bytes: number) => (Math.ceil((bytes / MEGABYTE) * 10) / 10).toFixed(1);
  return new ReviewError(
    'quotaReached',
    `Your submissions that wait for a decision hold ${megabytes(held)} MB. With ${megabytes(arriving)} MB more it would be over ${most} MB, the most for one person. Withdraw one, or wait until one is decided.`,
    { bytes: held, arriving, maxBytes: most * MEGABYTE },
  );
}

function refuse(member: Actor, error: ReviewError): never {
  refused.set(nameOf(member), true);
  throw error;
}

/**
 * What is there already may stay, even above a limit that was lowered since; only what grows is refused.
 * Exact within `withQuota`.
 * @throws ReviewError `quotaReached`
 */
export async function assertWithinQuota(
  db: Knex,
  { maxPendingItems, maxPendingMegabytes }: ReviewSettings,
  member: Actor,
  { submission, arriving }: Wanted,
): Promise<void> {
  const waits = submission?.state === 'pending';
  const before = waits ? (submission.fileSize ?? 0) : 0;
  const after = arriving ?? submission?.fileSize ?? 0;
  if (waits && after <= before) return;
  const beside = await holdingBeside(db, member, submission?.id ?? null);
  if (!waits && maxPendingItems !== null && beside.items >= maxPendingItems) {
    refuse(member, tooMany(beside.items, maxPendingItems));
  }
  const grows = after > before && maxPendingMegabytes !== null;
  if (grows && beside.bytes + after > maxPendingMegabytes * MEGABYTE) {
    refuse(member, tooMuch(beside.bytes + before, after - before, maxPendingMegabytes));
  }
}

/**
 * Asks beforehand of whoever was refused just now, because a file costs more to check than to count. Of all others it
 * is asked once, within `withQuota`.
 * @throws ReviewError `quotaReached`
 */
export async function assertNotRefusedAgain(
  ...asked: Parameters<typeof assertWithinQuota>
): Promise<void> {
  const [, , member] = asked;
  if (refused.has(nameOf(member))) await assertWithinQuota(...asked);
}
