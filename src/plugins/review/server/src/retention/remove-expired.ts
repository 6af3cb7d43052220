import type { Core } from '@strapi/strapi';

import { SYSTEM } from '../actor';
import { deleteItem } from '../document-service';
import { deleteUnusedFile } from '../file/remove-file';
import { discardBytes } from '../file/stored-file';
import { withItemLocked } from '../item-lock';
import { appendEvent } from '../log';
import { reviewableType, reviewableTypes } from '../plugin-types';
import { readSettings } from '../settings';
import { readFileOf } from '../snapshot';
import {
  deleteSubmission,
  findSubmission,
  SUBMISSIONS,
  type Submission,
} from '../submission-store';

const DAY_MS = 86_400_000;
const BATCH = 100;

interface Due {
  id: string;
  item_id: string;
  content_type: string;
  /** As the database has it, finer than a `Date` is. */
  decided_at: string;
}

/** What was rejected before a moment and never public, after `last` in the order of decisions. */
async function dueAfter(strapi: Core.Strapi, before: Date, last: Due | undefined): Promise<Due[]> {
  const query = strapi.db
    .connection(SUBMISSIONS)
    .select<Due[]>('id', 'item_id', 'content_type', strapi.db.connection.raw('decided_at::text'))
    .where('state', 'rejected')
    .whereNull('approved_on')
    .whereNull('approved_digest')
    .where('decided_at', '<', before)
    .whereIn('content_type', [...reviewableTypes(strapi).keys()])
    .orderBy([{ column: `${SUBMISSIONS}.decided_at` }, { column: 'id' }])
    .limit(BATCH);
  if (last !== undefined) {
    void query.whereRaw('(decided_at, id) > (cast(? as timestamptz), ?)', [
      last.decided_at,
      last.id,
    ]);
  }
  return query;
}

function isExpired(submission: Submission | null, before: Date): submission is Submission {
  if (submission === null) return false;
  const { state, approvedOn, approvedDigest, decidedAt } = submission;
  const neverPublic = approvedOn === null && approvedDigest === null;
  return state === 'rejected' && neverPublic && decidedAt !== null && decidedAt < before;
}

/** Removes item, file and submission, and leaves the event. What changed before the lock was had stays. */
async function expire(strapi: Core.Strapi, due: Due, before: Date): Promise<boolean> {
  const type = reviewableType(strapi, due.content_type);
  const { expired, bytes } = await withItemLocked(strapi, due.item_id, async ({ trx }) => {
    const submission = await findSubmission(trx, due.id);
    if (!isExpired(submission, before)) return { expired: false, bytes: null };
    const file = await readFileOf(strapi, type, due.item_id, 'draft');
    await deleteItem(strapi, type, due.item_id);
    await deleteSubmission(trx, submission);
    const { state: from, digest } = submission;
    appendEvent(strapi, trx, {
      type: 'expired',
      submission,
      from,
      to: null,
      digest,
      actor: SYSTEM,
    });
    const deleted = file === null ? null : await deleteUnusedFile(strapi, trx, file.id);
    return { expired: true, bytes: deleted };
  });
  if (bytes !== null) await discardBytes(strapi, bytes);
  return expired;
}

/**
 * Removes what was rejected longer ago than the settings keep it and was never public, oldest first
 * and each in a transaction of its own. What cannot be removed is told to the server's log and left
 * for the next time.
 * @returns how many were removed
 */
export async function removeExpired(strapi: Core.Strapi, now: Date): Promise<number> {
  const { keepRejectedDays } = await readSettings(strapi);
  if (keepRejectedDays === null) return 0;
  const before = new Date(now.valueOf() - keepRejectedDays * DAY_MS);
  let removed = 0;
  let batch = await dueAfter(strapi, before, undefined);
  while (batch.length > 0) {
    for (const due of batch) {
      try {
        if (await expire(strapi, due, before)) removed += 1;
      } catch (error) {
        strapi.log.error(`Submission ${due.id} is past its time and could not be removed`, error);
      }
    }
    batch = await dueAfter(strapi, before, batch.at(-1));
  }
  return removed;
}
