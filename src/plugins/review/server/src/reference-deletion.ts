import type { Core } from '@strapi/strapi';

import { currentActor } from './actor';
import { contentFacts } from './content-facts';
import { joinOf } from './database/storage';
import { lockItem, withItemLocked, type Transaction } from './item-lock';
import { appendEvent } from './log';
import { property } from './parse/unknown';
import { digestOfSnapshot } from './record';
import type { ReviewableType } from './reviewable';
import { readSnapshot } from './snapshot';
import { findSubmissionOfItem, updateSubmission } from './submission-store';

/** An item that refers to something about to be deleted. */
interface Referrer {
  type: ReviewableType;
  documentId: string;
}

async function referrersOf(
  { trx }: Pick<Transaction, 'trx'>,
  strapi: Core.Strapi,
  types: readonly ReviewableType[],
  target: string,
  targetIds: readonly unknown[],
): Promise<Referrer[]> {
  const referrers = new Map<string, Referrer>();
  for (const type of types) {
    for (const { name } of type.attributes.filter((attribute) => attribute.target === target)) {
      const { table, ownColumn, targetColumn } = joinOf(strapi, type.uid, name);
      const rows: unknown[] = await trx(`${strapi.db.metadata.get(type.uid).tableName} as item`)
        .join(`${table} as link`, `link.${ownColumn}`, 'item.id')
        .whereRaw('link.?? = any(?)', [targetColumn, targetIds])
        .distinct('item.document_id');
      for (const row of rows) {
        const documentId = String(property(row, 'document_id'));
        referrers.set(`${type.uid} ${documentId}`, { type, documentId });
      }
    }
  }
  // In one order, so that two deletions do not wait for each other.
  return [...referrers.values()].sort((a, b) => a.documentId.localeCompare(b.documentId));
}

/** Brings the digests in step with content that lost a reference nobody has to decide about. */
async function recordRefiled(strapi: Core.Strapi, { type, documentId }: Referrer): Promise<void> {
  await withItemLocked(strapi, documentId, async ({ trx }) => {
    const submission = await findSubmissionOfItem(trx, type.uid, documentId);
    const draft = await readSnapshot(strapi, type, documentId, 'draft');
    if (submission === null || draft === null) return;
    const live = await readSnapshot(strapi, type, documentId, 'live');
    const liveDigest = live === null ? null : digestOfSnapshot(type, live, submission);
    const draftDigest = digestOfSnapshot(type, draft, submission);
    const digest = submission.state === 'approved' ? (liveDigest ?? draftDigest) : draftDigest;
    if (digest === submission.digest && liveDigest === submission.approvedDigest) return;
    const approved = submission.approvedDigest === null ? null : liveDigest;
    const refiled = await updateSubmission(trx, submission, {
      ...contentFacts(type, draft),
      digest,
      approved_digest: approved,
    });
    const { state } = submission;
    const actor = currentActor(strapi);
    appendEvent(strapi, trx, {
      type: 'refiled',
      submission: refiled,
      from: state,
      to: state,
      // Of what is live, where something is: the log shows that each live content was let in.
      digest: approved ?? digest,
      actor,
    });
  });
}

/**
 * Deleting a category or source changes what every item filed there refers to, the live ones too.
 * That is the deletion's own effect and no new content, so it keeps their state and is logged.
 * Their locks are taken before anything goes: an approval under way finishes first.
 */
export function followReferenceDeletion(
  strapi: Core.Strapi,
  types: readonly ReviewableType[],
): void {
  const targets = types.flatMap(({ attributes }) =>
    attributes.flatMap(({ target }) => target ?? []),
  );
  const remember = async (uid: string, where: unknown, state: Record<string, unknown>) => {
    const rows: unknown[] = await strapi.db.query(uid).findMany({ where, select: ['id'] });
    const ids = rows.map((row) => property(row, 'id'));
    state.referrers = await strapi.db.transaction(async ({ trx }: Transaction) => {
      const found = await referrersOf({ trx }, strapi, types, uid, ids);
      for (const { documentId } of found) await lockItem(trx, documentId);
      return found;
    });
  };
  const follow = async (state: Record<string, unknown>) => {
    const referrers = (state.referrers ?? []) as Referrer[]; // as remembered before
    for (const referrer of referrers) await recordRefiled(strapi, referrer);
  };
  strapi.db.lifecycles.subscribe({
    models: [...new Set<string>(targets)],
    beforeDelete: ({ model, params, state }) => remember(model.uid, params.where, state),
    beforeDeleteMany: ({ model, params, state }) => remember(model.uid, params.where, state),
    afterDelete: ({ state }) => follow(state),
    afterDeleteMany: ({ state }) => follow(state),
  });
}
