import type { Core } from '@strapi/strapi';

import { isSameActor, type RequestActor } from './actor';
import { categoriesOf, contentFacts, missingFields } from './content-facts';
import { columnOf } from './database/storage';
import { keepDecided } from './decided-content';
import type { Snapshot } from './digest';
import { ReviewError } from './errors';
import { checkFile } from './file/check-file';
import { fileLimits } from './file/file-limits';
import { storageOf } from './file/storage/of-application';
import type { Transaction } from './item-lock';
import { contributorsOf, type EventTexts } from './log';
import { property } from './parse/unknown';
import { digestOfSnapshot, recordTransition } from './record';
import type { ReviewableType } from './reviewable';
import { assertScanned } from './scanning/approvable';
import { assertInScope } from './scopes';
import { readSettings } from './settings';
import { readFileOf, readSnapshot } from './snapshot';
import type { Submission } from './submission-store';

/** One decision to approve, its item locked and its draft read under that lock. */
export interface Approval {
  type: ReviewableType;
  submission: Submission;
  draft: Snapshot;
  actor: RequestActor;
  texts: EventTexts;
  /** Publishes the draft: the document service, or the rest of a call the guard holds. */
  publish: () => Promise<unknown>;
}

async function emailOfMember(strapi: Core.Strapi, id: number): Promise<string | null> {
  const user: unknown = await strapi.db
    .query('plugin::users-permissions.user')
    .findOne({ where: { id }, select: ['email'] });
  const email = property(user, 'email');
  return typeof email === 'string' ? email.toLowerCase() : null;
}

/** Whether the actor submitted or changed what is being decided, by either kind of account. */
export async function isOwnWork(
  strapi: Core.Strapi,
  db: Transaction['trx'] | Core.Strapi['db']['connection'],
  submission: Submission,
  actor: RequestActor,
): Promise<boolean> {
  const authors = [submission.submitter, ...(await contributorsOf(db, submission))];
  if (authors.some((author) => isSameActor(author, actor))) return true;
  const { submitter } = submission;
  if (actor.email === null || submitter.kind !== 'user' || submitter.id === null) return false;
  return (await emailOfMember(strapi, submitter.id)) === actor.email;
}

async function assertNotOwnWork(
  strapi: Core.Strapi,
  { trx }: Transaction,
  { submission, actor }: Approval,
): Promise<void> {
  if ((await readSettings(strapi)).allowSelfApproval) return;
  if (await isOwnWork(strapi, trx, submission, actor)) {
    throw new ReviewError(
      'selfApproval',
      'You submitted or changed this yourself, and the settings ask for a second person. Someone else must decide.',
    );
  }
}

/** The draft must have what the type requires, and the stored bytes must be what was recorded. */
async function assertPublishable(
  strapi: Core.Strapi,
  transaction: Transaction,
  { type, draft }: Approval,
): Promise<void> {
  const empty = missingFields(type, draft);
  if (empty.length > 0) {
    throw new ReviewError(
      'incomplete',
      `This cannot be published yet: ${empty.join(', ')} missing. Add it, then decide.`,
      {
        fields: empty,
      },
    );
  }
  const file = await readFileOf(strapi, type, draft.documentId, 'draft');
  if (file === null) return;
  await assertScanned(strapi, transaction, file);
  const { allowMacros } = fileLimits(strapi);
  const checked = await storageOf(strapi).withFile(file.stored, (path) =>
    checkFile({ ...file, path }, { maxFileSize: Number.POSITIVE_INFINITY, allowMacros }),
  );
  if (checked.sha256 !== file.sha256) {
    throw new ReviewError(
      'invalidFile',
      'The stored file is not the one that was submitted. Ask for it again; do not publish it.',
    );
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** The date this approval fills in, or `null` where an editor set one, or the type keeps none. */
function dateToStamp({ type, draft, submission }: Approval): string | null {
  const field = draft.fields.find(({ name }) => name === type.approvedOn);
  if (field?.value !== null) return null;
  return submission.approvedOn ?? today();
}

/**
 * Gives the draft its date. Deliberately not `documents().update()`: that is an edit, with a new
 * `updatedAt`, an event, and a fifth more statements.
 */
async function stampDraft(
  strapi: Core.Strapi,
  { trx }: Transaction,
  { type, draft }: Approval,
  date: string,
): Promise<void> {
  await trx(strapi.db.metadata.get(type.uid).tableName)
    .where({ document_id: draft.documentId })
    .whereNull('published_at')
    .update({ [columnOf(strapi, type.uid, type.approvedOn ?? '')]: date });
}

/**
 * Approves and publishes, inside the caller's transaction and lock. The state is written first:
 * the database lets a live row in only beside the approval of this very transaction.
 * @throws ReviewError; the caller's transaction must then roll back whole.
 */
export async function approve(
  strapi: Core.Strapi,
  transaction: Transaction,
  approval: Approval,
): Promise<{ submission: Submission; published: unknown }> {
  const { type, draft, submission, actor, texts } = approval;
  await assertInScope(strapi, transaction.trx, actor, categoriesOf(type, draft));
  await assertNotOwnWork(strapi, transaction, approval);
  await assertPublishable(strapi, transaction, approval);
  const digest = digestOfSnapshot(type, draft, submission);
  const date = dateToStamp(approval);
  const approved = await recordTransition(
    strapi,
    transaction,
    submission,
    'approve',
    actor,
    {
      ...contentFacts(type, draft),
      digest,
      decided_at: new Date(),
      approved_digest: digest,
      approved_on: date ?? submission.approvedOn,
      approved_in: transaction.trx.raw('pg_current_xact_id()'),
    },
    texts,
  );
  await keepDecided(transaction.trx, approved, draft);
  if (date !== null) await stampDraft(strapi, transaction, approval, date);
  const published = await approval.publish();
  const live = await readSnapshot(strapi, type, draft.documentId, 'live');
  if (live === null || digestOfSnapshot(type, live, approved) !== digest) {
    strapi.log.warn(
      `${type.uid} ${draft.documentId}: what was published was not what was approved`,
    );
    throw new ReviewError(
      'conflict',
      'Something this refers to changed at the same moment. Nothing was published; look at it again.',
    );
  }
  return { submission: approved, published };
}
