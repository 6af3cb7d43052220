import type { Core } from '@strapi/strapi';

import type { Reviewer } from '../../shared/wire';
import type { RequestActor } from './actor';
import { requireSubmission } from './decide';
import { ReviewError } from './errors';
import { withItemLocked, type Transaction } from './item-lock';
import { appendEvent } from './log';
import { findReviewer } from './reviewers';
import { assertInScope, isInScope, scopeOf } from './scopes';
import { readSettings } from './settings';
import { findSubmission, NO_CLAIM, updateSubmission, type Submission } from './submission-store';

type ClaimEvent = 'claimed' | 'released' | 'handed';

/** Runs `work` on a pending submission under its lock, so that no decision falls in between. */
async function onPending(
  strapi: Core.Strapi,
  id: string,
  actor: RequestActor,
  work: (transaction: Transaction, submission: Submission) => Promise<Submission>,
): Promise<Submission> {
  if (actor.kind !== 'admin' || !actor.mayDecide) {
    throw new ReviewError(
      'mayNotDecide',
      'Only a person who may decide can do this, signed in to the admin.',
    );
  }
  const { itemId } = await requireSubmission(strapi, id);
  return withItemLocked(strapi, itemId, async (transaction) => {
    const submission = await findSubmission(transaction.trx, id);
    if (submission === null)
      throw new ReviewError('notFound', 'This submission was withdrawn or deleted.');
    await assertInScope(strapi, transaction.trx, actor, submission.categoryIds);
    if (submission.state !== 'pending') {
      throw new ReviewError(
        'notDecidable',
        `This submission is ${submission.state}, so it waits for nobody. Reload to see what was decided.`,
        { state: submission.state },
      );
    }
    return work(transaction, submission);
  });
}

function logClaim(
  strapi: Core.Strapi,
  { trx }: Transaction,
  type: ClaimEvent,
  submission: Submission,
  actor: RequestActor,
  handedTo?: Reviewer,
): void {
  const { state, digest } = submission;
  const told = handedTo === undefined ? {} : { internalNote: handedTo.name };
  appendEvent(strapi, trx, {
    type,
    submission,
    from: state,
    to: state,
    digest,
    actor,
    ...told,
  });
}

/** Puts the submission down as somebody's, whoever had it before: a claim tells and locks nothing. */
async function assign(
  strapi: Core.Strapi,
  { trx }: Transaction,
  submission: Submission,
  { id, name }: Reviewer,
): Promise<Submission> {
  const { claimMinutes } = await readSettings(strapi);
  const until = new Date(Date.now() + claimMinutes * 60_000);
  const claim = { claimed_by: id, claimed_name: name, claimed_until: until };
  return updateSubmission(trx, submission, claim);
}

/**
 * Takes a submission, from a colleague too. Claiming one's own again makes it last longer.
 * @throws ReviewError `mayNotDecide`, `outOfScope`, `notFound`, `notDecidable`; so do the others here
 */
export async function claim(
  strapi: Core.Strapi,
  id: string,
  actor: RequestActor,
): Promise<Submission> {
  return onPending(strapi, id, actor, async (transaction, submission) => {
    const me = { id: Number(actor.id), name: actor.name };
    const claimed = await assign(strapi, transaction, submission, me);
    if (submission.claim?.reviewer.id !== me.id) {
      logClaim(strapi, transaction, 'claimed', claimed, actor);
    }
    return claimed;
  });
}

/** Gives one's own claim up. @throws ReviewError `conflict` where it is a colleague's */
export async function release(
  strapi: Core.Strapi,
  id: string,
  actor: RequestActor,
): Promise<Submission> {
  return onPending(strapi, id, actor, async (transaction, submission) => {
    const { claim: held } = submission;
    if (held === null) return submission;
    if (held.reviewer.id !== actor.id) {
      throw new ReviewError(
        'conflict',
        `${held.reviewer.name} has claimed this. You may decide on it all the same, or claim it yourself.`,
      );
    }
    const released = await updateSubmission(transaction.trx, submission, NO_CLAIM);
    logClaim(strapi, transaction, 'released', released, actor);
    return released;
  });
}

/** @throws ReviewError `invalidValue` where that person could not decide on it */
async function requireHeir(
  strapi: Core.Strapi,
  { trx }: Transaction,
  { categoryIds }: Submission,
  reviewerId: number,
): Promise<Reviewer> {
  const reviewer = await findReviewer(strapi, reviewerId);
  if (reviewer === null) {
    throw new ReviewError('invalidValue', 'That person may not decide on submissions.', {
      key: 'reviewer',
    });
  }
  const scope = scopeOf(await readSettings(strapi), { account: reviewer.id });
  if (await isInScope(strapi, trx, scope, categoryIds)) return reviewer;
  throw new ReviewError(
    'invalidValue',
    `This is filed outside the categories that ${reviewer.name} reviews. Choose someone else.`,
    { key: 'reviewer' },
  );
}

/** Makes it a colleague's turn. The event's internal note says whose. */
export async function hand(
  strapi: Core.Strapi,
  id: string,
  reviewerId: number,
  actor: RequestActor,
): Promise<Submission> {
  return onPending(strapi, id, actor, async (transaction, submission) => {
    const heir = await requireHeir(strapi, transaction, submission, reviewerId);
    const handed = await assign(strapi, transaction, submission, heir);
    logClaim(strapi, transaction, 'handed', handed, actor, heir);
    return handed;
  });
}
