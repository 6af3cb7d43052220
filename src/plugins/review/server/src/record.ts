import type { Core } from '@strapi/strapi';

import { EVENT_OF, revisionAfterRevise, transition, type Action } from '../../shared/workflow';
import type { NamedActor } from '../../shared/wire';
import { contentFacts, linkOf } from './content-facts';
import { digestOf, type Snapshot } from './digest';
import { dueOnFromNow } from './due-dates';
import { ReviewError } from './errors';
import { queueWritten } from './links/check';
import type { Transaction } from './item-lock';
import { appendEvent, type EventTexts } from './log';
import type { ReviewableType } from './reviewable';
import { queueReadingsOf } from './reading/read-file-job';
import { askForScan } from './scanning/later';
import { scannerOf } from './scanning/scans';
import { readFileOf, readSnapshot } from './snapshot';
import {
  findSubmissionOfItem,
  insertSubmission,
  NO_CLAIM,
  updateSubmission,
  type Submission,
  type SubmissionRow,
} from './submission-store';

/** The digest of a snapshot, the date that this submission's first approval gave left out. */
export function digestOfSnapshot(
  type: ReviewableType,
  snapshot: Snapshot,
  submission: Submission | null,
): string {
  const date = submission?.approvedOn ?? null;
  const ours = type.approvedOn === null || date === null ? null : { name: type.approvedOn, date };
  return digestOf(type.uid, snapshot.fields, ours);
}

/** The draft of an item. @throws ReviewError `notFound` */
export async function requireDraft(
  strapi: Core.Strapi,
  type: ReviewableType,
  documentId: string,
): Promise<Snapshot> {
  const snapshot = await readSnapshot(strapi, type, documentId, 'draft');
  if (snapshot === null) throw new ReviewError('notFound', 'This item no longer exists.');
  return snapshot;
}

/** A file that came in by another door than a submitter's may not have been scanned. */
async function scanStored(
  strapi: Core.Strapi,
  trx: Transaction['trx'],
  type: ReviewableType,
  { itemId, fileSha256 }: Submission,
): Promise<void> {
  if (fileSha256 === null || scannerOf(strapi) === null) return;
  const file = await readFileOf(strapi, type, itemId, 'draft');
  await askForScan(strapi, trx, { sha256: fileSha256, fileId: file?.id ?? null });
}

/** Opens the review of an item that has none. */
export async function recordSubmitted(
  strapi: Core.Strapi,
  { trx }: Transaction,
  type: ReviewableType,
  snapshot: Snapshot,
  actor: NamedActor,
): Promise<Submission> {
  const { documentId } = snapshot;
  const digest = digestOfSnapshot(type, snapshot, null);
  const facts = contentFacts(type, snapshot);
  await queueWritten(strapi, trx, linkOf(type, snapshot));
  await queueReadingsOf(trx, snapshot);
  const submission = await insertSubmission(trx, {
    type,
    documentId,
    facts: { ...facts, due_on: await dueOnFromNow(strapi, trx, facts.category_ids) },
    digest,
    submitter: actor,
  });
  await scanStored(strapi, trx, type, submission);
  appendEvent(strapi, trx, {
    type: 'submitted',
    submission,
    from: null,
    to: 'pending',
    digest,
    actor,
    at: submission.submittedAt,
  });
  return submission;
}

const NEXT_STEP: Readonly<Record<Submission['state'], string>> = {
  pending: 'Reload to see what happened.',
  approved: 'Change it first; the change then waits for a decision.',
  rejected: 'Reopen it in Review first, or save a change to it.',
};

/** A decision ends a claim; what begins to wait, or waits with new content, is due anew. */
async function turnsOf(
  strapi: Core.Strapi,
  trx: Transaction['trx'],
  submission: Submission,
  to: Submission['state'],
  changes: Partial<SubmissionRow>,
): Promise<Partial<SubmissionRow>> {
  if (to !== 'pending') return NO_CLAIM;
  const isNewWait = submission.state !== 'pending' || changes.submitted_at !== undefined;
  if (!isNewWait) return {};
  return {
    due_on: await dueOnFromNow(strapi, trx, changes.category_ids ?? submission.categoryIds),
  };
}

/**
 * Writes one transition of the table with its event.
 * @throws ReviewError `notDecidable` where the table has no such row.
 */
export async function recordTransition(
  strapi: Core.Strapi,
  { trx }: Transaction,
  submission: Submission,
  action: Action,
  actor: NamedActor,
  changes: Partial<SubmissionRow>,
  texts: EventTexts = {},
): Promise<Submission> {
  const to = transition(submission.state, action);
  if (to === undefined) {
    throw new ReviewError(
      'notDecidable',
      `This submission is ${submission.state}, so nobody can ${action} it now. ${NEXT_STEP[submission.state]}`,
      { state: submission.state },
    );
  }
  const turns = await turnsOf(strapi, trx, submission, to, changes);
  const updated = await updateSubmission(trx, submission, { ...changes, ...turns, state: to });
  // Submission and log tell the same moment.
  const at = changes.submitted_at ?? changes.decided_at ?? new Date();
  appendEvent(strapi, trx, {
    ...texts,
    type: EVENT_OF[action],
    submission: updated,
    from: submission.state,
    to,
    digest: updated.digest,
    actor,
    at,
  });
  return updated;
}

/**
 * Brings the submission in step with its draft after any write: opened if there is none, revised
 * if the content differs, untouched if nothing a reviewer judges has changed.
 */
export async function recordDraft(
  strapi: Core.Strapi,
  transaction: Transaction,
  type: ReviewableType,
  documentId: string,
  actor: NamedActor,
): Promise<Submission> {
  const submission = await findSubmissionOfItem(transaction.trx, type.uid, documentId);
  const snapshot = await requireDraft(strapi, type, documentId);
  if (submission === null) return recordSubmitted(strapi, transaction, type, snapshot, actor);
  const digest = digestOfSnapshot(type, snapshot, submission);
  if (digest === submission.digest) return submission;
  await queueWritten(strapi, transaction.trx, linkOf(type, snapshot));
  await queueReadingsOf(transaction.trx, snapshot);
  const revised = await recordTransition(strapi, transaction, submission, 'revise', actor, {
    ...contentFacts(type, snapshot),
    digest,
    revision: revisionAfterRevise(submission.state, submission.revision),
    submitted_at: new Date(),
  });
  await scanStored(strapi, transaction.trx, type, revised);
  return revised;
}
