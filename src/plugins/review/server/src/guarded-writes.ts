import type { Core } from '@strapi/strapi';

import { isSameActor, type RequestActor } from './actor';
import { approve } from './approve';
import { ReviewError } from './errors';
import { withItemLocked, type Transaction } from './item-lock';
import { appendEvent, logRefusal } from './log';
import { isRecord, property } from './parse/unknown';
import { recordDraft, recordTransition, requireDraft } from './record';
import type { ReviewableType } from './reviewable';
import { readSnapshot } from './snapshot';
import { deleteSubmission, findSubmissionOfItem, type Submission } from './submission-store';

/** One guarded call of the document service. */
export interface Call {
  strapi: Core.Strapi;
  type: ReviewableType;
  params: Record<string, unknown>;
  actor: RequestActor;
  next: () => Promise<unknown>;
}

const IDENTITY: ReadonlySet<string> = new Set(['id', 'documentId', 'publishedAt', 'locale']);

const PUBLISH_BY_APPROVAL =
  'Nothing is published without a decision. Save it as a draft; someone who may decide then approves it.';
const MAY_NOT =
  'You may not decide on submissions. Your changes can wait in the queue for someone who may.';

function documentIdOf({ params, type }: Call): string {
  const id = params.documentId;
  if (typeof id !== 'string' || id === '') {
    throw new ReviewError('invalidValue', `A ${type.displayName} is named by its documentId.`);
  }
  return id;
}

function documentIdIn(result: unknown): string {
  const id = property(result, 'documentId');
  if (typeof id !== 'string') throw new Error('The document service named no document');
  return id;
}

function assertDraftOnly({ params }: Call): void {
  if (params.status === 'published') throw new ReviewError('mayNotDecide', PUBLISH_BY_APPROVAL);
}

/**
 * Takes out what names a row and not its content. The content manager hands on whatever the browser
 * sent: a chosen `documentId` becomes part of addresses in other people's browsers, a chosen `id`
 * blocks the next row that the database gives that number.
 */
function dropIdentity({ params }: Call): void {
  const { data } = params;
  if (!isRecord(data)) return;
  params.data = Object.fromEntries(Object.entries(data).filter(([name]) => !IDENTITY.has(name)));
}

/** People need the right to decide; the server's own code may always take something down. */
function mayTakeDown(actor: RequestActor): boolean {
  return actor.kind === 'system' || actor.mayDecide;
}

/** What was never public may also go by the hand of whoever submitted it. */
function mayRemove(actor: RequestActor, { approvedDigest, submitter }: Submission): boolean {
  return mayTakeDown(actor) || (approvedDigest === null && isSameActor(submitter, actor));
}

/** Refuses, and has the refusal logged once the caller's transaction is rolled back. */
function refuse(
  call: Call,
  transaction: Transaction,
  submission: Submission,
  error: ReviewError,
): never {
  transaction.onRollback(() => {
    void logRefusal(call.strapi, submission, call.actor, {
      code: error.code,
      digest: submission.digest,
    });
  });
  throw error;
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
    const updated = await call.next();
    if (updated !== null) await recordDraft(strapi, transaction, type, documentId, actor);
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
    const result = await call.next();
    if (
      submission !== null &&
      submission.state !== 'approved' &&
      submission.approvedDigest !== null
    ) {
      const changes = { digest: submission.approvedDigest, title: live.title };
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
    if (!mayRemove(actor, submission)) {
      refuse(call, transaction, submission, new ReviewError('mayNotDecide', MAY_NOT));
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
