import type { Core } from '@strapi/strapi';

import { approve } from './approve';
import { categoriesOf, contentFacts } from './content-facts';
import { ReviewError } from './errors';
import {
  assertDraftOnly,
  documentIdIn,
  documentIdOf,
  dropIdentity,
  isOwnAndUnseen,
  MAY_NOT,
  mayTakeDown,
  PUBLISH_BY_APPROVAL,
  refuse,
  type Call,
} from './guarded-call';
import { withItemLocked, type Transaction } from './item-lock';
import { appendEvent } from './log';
import { recordDraft, recordTransition, requireDraft } from './record';
import type { ReviewableType } from './reviewable';
import { isInScope, outOfScope, scopeOf } from './scopes';
import { readSettings } from './settings';
import { readSnapshot } from './snapshot';
import { deleteSubmission, findSubmissionOfItem } from './submission-store';

/** Whether the draft as it is now lies outside the categories the caller is limited to. */
async function isOutside(
  { strapi, type, actor }: Call,
  { trx }: Transaction,
  documentId: string,
): Promise<boolean> {
  if (actor.account === null) return false;
  const scope = scopeOf(await readSettings(strapi), actor);
  if (scope === null) return false;
  const draft = await readSnapshot(strapi, type, documentId, 'draft');
  return draft !== null && !(await isInScope(strapi, trx, scope, categoriesOf(type, draft)));
}

async function guardNew(call: Call): Promise<unknown> {
  assertDraftOnly(call);
  dropIdentity(call);
  return call.strapi.db.transaction(async ({ trx, onRollback }: Transaction) => {
    const created = await call.next();
    if (created === null) return created;
    await recordDraft(
      call.strapi,
      { trx, onRollback },
      call.type,
      documentIdIn(created),
      call.actor,
    );
    return created;
  });
}

async function guardClone(call: Call): Promise<unknown> {
  const { type, params } = call;
  if (type.approvedOn !== null) {
    // The copy was not added when the original was.
    params.data = { ...(params.data as object | undefined), [type.approvedOn]: null };
  }
  return guardNew(call);
}

async function guardUpdate(call: Call): Promise<unknown> {
  const { strapi, type, actor } = call;
  const documentId = documentIdOf(call);
  return withItemLocked(strapi, documentId, async (transaction) => {
    if (call.params.status === 'published') {
      const error = new ReviewError('mayNotDecide', PUBLISH_BY_APPROVAL);
      const submission = await findSubmissionOfItem(transaction.trx, type.uid, documentId);
      if (submission !== null) refuse(call, transaction, submission, error);
      throw error;
    }
    dropIdentity(call);
    const wasOutside = await isOutside(call, transaction, documentId);
    const updated = await call.next();
    if (updated === null) return updated;
    const submission = await recordDraft(strapi, transaction, type, documentId, actor);
    // Or whoever is limited to some categories files what they like there, and then decides on it.
    if (wasOutside && !(await isOutside(call, transaction, documentId))) {
      refuse(call, transaction, submission, outOfScope());
    }
    return updated;
  });
}

/** Publish, by someone entitled, is an approval of exactly the draft there is; by others it is refused. */
async function guardPublish(call: Call): Promise<unknown> {
  const { strapi, type, actor } = call;
  const documentId = documentIdOf(call);
  return withItemLocked(strapi, documentId, async (transaction) => {
    const submission = await recordDraft(strapi, transaction, type, documentId, actor);
    if (!actor.mayDecide) {
      refuse(call, transaction, submission, new ReviewError('mayNotDecide', MAY_NOT));
    }
    if (submission.state === 'approved') return liveVersions(strapi, type, documentId);
    const draft = await requireDraft(strapi, type, documentId);
    try {
      const approval = { type, submission, draft, actor, texts: {}, publish: call.next };
      return (await approve(strapi, transaction, approval)).published;
    } catch (error) {
      if (error instanceof ReviewError) refuse(call, transaction, submission, error);
      throw error;
    }
  });
}

/** What `publish` answers where the draft is live already: nothing to do, nothing to log. */
async function liveVersions(
  strapi: Core.Strapi,
  type: ReviewableType,
  documentId: string,
): Promise<unknown> {
  const entries: unknown = await strapi.db
    .query(type.uid)
    .findMany({ where: { documentId, publishedAt: { $notNull: true } } });
  return { documentId, entries };
}

async function guardUnpublish(call: Call): Promise<unknown> {
  const { strapi, type, actor } = call;
  const documentId = documentIdOf(call);
  return withItemLocked(strapi, documentId, async (transaction) => {
    const submission = await findSubmissionOfItem(transaction.trx, type.uid, documentId);
    if (submission === null) return call.next();
    if (!mayTakeDown(actor))
      refuse(call, transaction, submission, new ReviewError('mayNotDecide', MAY_NOT));
    if (await isOutside(call, transaction, documentId)) {
      refuse(call, transaction, submission, outOfScope());
    }
    const wasLive = submission.approvedDigest !== null;
    const result = await call.next();
    if (wasLive) {
      const changes = { approved_digest: null, decided_at: new Date() };
      await recordTransition(strapi, transaction, submission, 'unpublish', actor, changes);
    }
    return result;
  });
}

async function guardDiscard(call: Call): Promise<unknown> {
  const { strapi, type, actor } = call;
  const documentId = documentIdOf(call);
  return withItemLocked(strapi, documentId, async (transaction) => {
    const live = await readSnapshot(strapi, type, documentId, 'live');
    if (live === null) {
      // Strapi would delete the draft and put nothing in its place.
      throw new ReviewError(
        'conflict',
        'Nothing of this item is published, so there is nothing to go back to.',
      );
    }
    const submission = await findSubmissionOfItem(transaction.trx, type.uid, documentId);
    if (submission !== null && (await isOutside(call, transaction, documentId))) {
      refuse(call, transaction, submission, outOfScope());
    }
    const result = await call.next();
    if (
      submission !== null &&
      submission.state !== 'approved' &&
      submission.approvedDigest !== null
    ) {
      const changes = { ...contentFacts(type, live), digest: submission.approvedDigest };
      await recordTransition(strapi, transaction, submission, 'discard', actor, changes);
    }
    return result;
  });
}

async function guardDelete(call: Call): Promise<unknown> {
  const { strapi, type, actor } = call;
  const documentId = documentIdOf(call);
  return withItemLocked(strapi, documentId, async (transaction) => {
    const submission = await findSubmissionOfItem(transaction.trx, type.uid, documentId);
    if (submission === null) return call.next();
    if (!isOwnAndUnseen(actor, submission)) {
      if (!mayTakeDown(actor)) {
        refuse(call, transaction, submission, new ReviewError('mayNotDecide', MAY_NOT));
      }
      if (await isOutside(call, transaction, documentId)) {
        refuse(call, transaction, submission, outOfScope());
      }
    }
    // First: nothing may find a submission whose item is gone.
    await deleteSubmission(transaction.trx, submission);
    const { state: from, digest } = submission;
    appendEvent(strapi, transaction.trx, {
      type: 'deleted',
      submission,
      from,
      to: null,
      digest,
      actor,
    });
    return call.next();
  });
}

/** How each action of the document service that writes is guarded, by its name. */
export const GUARDED_WRITES: Readonly<Record<string, (call: Call) => Promise<unknown>>> = {
  create: guardNew,
  clone: guardClone,
  update: guardUpdate,
  publish: guardPublish,
  unpublish: guardUnpublish,
  discardDraft: guardDiscard,
  delete: guardDelete,
};
