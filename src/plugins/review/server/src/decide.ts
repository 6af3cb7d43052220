import type { Core } from '@strapi/strapi';

import { EVENT_OF, transition } from '../../shared/workflow';
import type { DecisionRequest } from '../../shared/wire';
import type { RequestActor } from './actor';
import { approve } from './approve';
import { publishDraft } from './document-service';
import { categoriesOf, contentFacts } from './content-facts';
import { keepDecided } from './decided-content';
import { refusalOf } from './error-responses';
import { ReviewError } from './errors';
import { lockIdempotencyKey, withItemLocked, type Transaction } from './item-lock';
import { findByIdempotencyKey, logRefusal } from './log';
import { digestOfSnapshot, recordTransition, requireDraft } from './record';
import type { ReviewableType } from './reviewable';
import { assertInScope } from './scopes';
import { readSettings } from './settings';
import { findSubmission, type Submission } from './submission-store';

export interface Decision extends DecisionRequest {
  submissionId: string;
  idempotencyKey?: string | undefined;
}

/** @throws ReviewError `notFound` */
export async function requireSubmission(strapi: Core.Strapi, id: string): Promise<Submission> {
  const submission = await findSubmission(strapi.db.connection, id);
  if (submission === null) throw new ReviewError('notFound', 'There is no such submission.');
  return submission;
}

/**
 * The answer to a repeated request, or `null` where the key is new.
 * @throws ReviewError `idempotencyKeyReused` where the key stood for something else
 */
async function replay(
  { trx }: Transaction,
  submission: Submission,
  decision: Decision,
  actor: RequestActor,
): Promise<Submission | null> {
  if (decision.idempotencyKey === undefined) return null;
  await lockIdempotencyKey(trx, actor, decision.idempotencyKey);
  const earlier = await findByIdempotencyKey(trx, actor, decision.idempotencyKey);
  if (earlier === undefined) return null;
  const same =
    earlier.submission_id === submission.id &&
    earlier.digest === decision.digest &&
    earlier.type === EVENT_OF[decision.decision] &&
    earlier.reason === (decision.reason ?? null) &&
    earlier.reason_id === (decision.reasonId ?? null) &&
    earlier.note === (decision.note ?? null) &&
    earlier.internal_note === (decision.internalNote ?? null);
  if (same) return submission;
  throw new ReviewError(
    'idempotencyKeyReused',
    'This Idempotency-Key was used for another decision. Send a new one.',
  );
}

function assertDecidable(submission: Submission, decision: Decision, digest: string): void {
  if (transition(submission.state, decision.decision) === undefined) {
    throw new ReviewError(
      'notDecidable',
      `This submission is ${submission.state} already. Reload to see what was decided.`,
      { state: submission.state },
    );
  }
  if (digest !== decision.digest) {
    throw new ReviewError(
      'staleDigest',
      'This changed since you opened it. Nothing was decided; look at it again.',
      { digest },
    );
  }
}

async function assertReasonExists(strapi: Core.Strapi, { reasonId }: Decision): Promise<void> {
  if (reasonId === undefined) return;
  const { reasons } = await readSettings(strapi);
  if (reasons.some(({ id }) => id === reasonId)) return;
  throw new ReviewError(
    'invalidValue',
    `There is no reason "${reasonId}" in the settings any more. Choose another; nothing was decided.`,
    { key: 'reasonId' },
  );
}

async function decideLocked(
  strapi: Core.Strapi,
  transaction: Transaction,
  type: ReviewableType,
  decision: Decision,
  actor: RequestActor,
): Promise<Submission> {
  const submission = await findSubmission(transaction.trx, decision.submissionId);
  if (submission === null)
    throw new ReviewError('notFound', 'This submission was withdrawn or deleted.');
  const replayed = await replay(transaction, submission, decision, actor);
  if (replayed !== null) return replayed;
  const draft = await requireDraft(strapi, type, submission.itemId);
  await assertInScope(strapi, transaction.trx, actor, categoriesOf(type, draft));
  await assertReasonExists(strapi, decision);
  const digest = digestOfSnapshot(type, draft, submission);
  assertDecidable(submission, decision, digest);
  if (decision.decision === 'reject') {
    const changes = { ...contentFacts(type, draft), decided_at: new Date(), digest };
    const rejected = await recordTransition(
      strapi,
      transaction,
      submission,
      'reject',
      actor,
      changes,
      decision,
    );
    await keepDecided(transaction.trx, rejected, draft);
    return rejected;
  }
  const approved = await approve(strapi, transaction, {
    type,
    submission,
    draft,
    actor,
    texts: decision,
    publish: () => publishDraft(strapi, type, submission.itemId),
  });
  return approved.submission;
}

/**
 * Runs `work` on a submission for a person who may decide, signed in to the admin; logs a refusal.
 * The right is asked for here and not at the route, where a refusal would leave no event, and an
 * admin token could approve what is its owner's.
 */
async function asReviewer<T>(
  strapi: Core.Strapi,
  id: string,
  actor: RequestActor,
  digest: string | null,
  work: (submission: Submission) => Promise<T>,
): Promise<T> {
  const submission = await findSubmission(strapi.db.connection, id);
  try {
    if (!actor.mayDecide) {
      throw new ReviewError(
        'mayNotDecide',
        'Only a person who may decide can do this, signed in to the admin.',
      );
    }
    return await work(submission ?? (await requireSubmission(strapi, id)));
  } catch (error) {
    const refusal = error instanceof ReviewError ? error : refusalOf(error);
    if (refusal !== undefined && submission !== null) {
      await logRefusal(strapi, submission, actor, { code: refusal.code, digest });
    }
    throw error;
  }
}

/**
 * Approves or rejects exactly the content the reviewer saw, in one transaction: state, event and
 * publication, or nothing. Of any number of decisions at once, one wins.
 * @throws ReviewError `mayNotDecide`, `outOfScope`, `reasonRequired`, `notDecidable`, `staleDigest` (with the
 *   current digest), `selfApproval`, `incomplete`, `invalidFile`; each is logged as a refused attempt.
 */
export async function decide(
  strapi: Core.Strapi,
  typeOf: (uid: string) => ReviewableType,
  decision: Decision,
  actor: RequestActor,
): Promise<Submission> {
  const { submissionId, digest } = decision;
  return asReviewer(strapi, submissionId, actor, digest, async (submission) => {
    if (decision.decision === 'reject' && decision.reason === undefined) {
      throw new ReviewError(
        'reasonRequired',
        'A rejection needs a reason: it is what the submitter reads.',
      );
    }
    const type = typeOf(submission.contentType);
    return withItemLocked(strapi, submission.itemId, (transaction) =>
      decideLocked(strapi, transaction, type, decision, actor),
    );
  });
}

/**
 * Puts a rejected submission back into the queue, its content unchanged.
 * @throws ReviewError `mayNotDecide`, `outOfScope`, `notDecidable`; logged as a refused attempt
 */
export async function reopen(
  strapi: Core.Strapi,
  typeOf: (uid: string) => ReviewableType,
  id: string,
  actor: RequestActor,
): Promise<Submission> {
  return asReviewer(strapi, id, actor, null, ({ itemId, contentType }) =>
    withItemLocked(strapi, itemId, async (transaction) => {
      const submission = await findSubmission(transaction.trx, id);
      if (submission === null) {
        throw new ReviewError('notFound', 'This submission was withdrawn or deleted.');
      }
      const type = typeOf(contentType);
      const draft = await requireDraft(strapi, type, itemId);
      await assertInScope(strapi, transaction.trx, actor, categoriesOf(type, draft));
      return recordTransition(strapi, transaction, submission, 'reopen', actor, {});
    }),
  );
}
