import type { Core } from '@strapi/strapi';

import type { RequestActor } from './actor';
import { createDraft, deleteItem, updateDraft } from './document-service';
import { ReviewError } from './errors';
import { withItemLocked, type Transaction } from './item-lock';
import { appendEvent } from './log';
import { assertNotRefusedAgain, assertWithinQuota } from './quota';
import { checkReceived, checkRevision, withStoredFile, type ReceivedFile } from './received-file';
import { recordDraft, recordSubmitted } from './record';
import { assertRelatedExist } from './related-items';
import type { ReviewableType } from './reviewable';
import { readSettings } from './settings';
import { deleteSubmission, findSubmission, type Submission } from './submission-store';
import type { SubmissionValues } from './parse/submission-values';

interface Content {
  values: SubmissionValues;
  file: ReceivedFile | null;
}

function withFile(
  type: ReviewableType,
  values: SubmissionValues,
  fileId: number | null,
): SubmissionValues {
  return fileId === null || type.file === null ? values : { ...values, [type.file]: fileId };
}

/**
 * A registered user's new item: draft, submission and event in one transaction, its file checked first.
 * @throws ReviewError where the file is missing or refused; Strapi's ValidationError for values
 */
export async function submit(
  strapi: Core.Strapi,
  type: ReviewableType,
  { values, file }: Content,
  actor: RequestActor,
): Promise<Submission> {
  const fileRequired = type.attributes.some(({ name, required }) => name === type.file && required);
  if (fileRequired && file === null) {
    throw new ReviewError(
      'incomplete',
      'Missing: file. Send multipart/form-data with the parts "data" and "file".',
      {
        keys: ['file'],
      },
    );
  }
  await assertRelatedExist(strapi, type, values);
  const wanted = { submission: null, arriving: file?.size ?? null };
  const settings = await readSettings(strapi);
  await assertNotRefusedAgain(strapi.db.connection, settings, actor, wanted);
  const checked = await checkReceived(strapi, type, file);
  const admit = (trx: Transaction['trx']) => assertWithinQuota(trx, settings, actor, wanted);
  return withStoredFile(strapi, { actor, file: checked, admit }, async (fileId) => {
    const draft = await createDraft(strapi, type, withFile(type, values, fileId));
    // Not locked: nobody else can know of it before the commit.
    return strapi.db.transaction((transaction: Transaction) =>
      recordSubmitted(strapi, transaction, type, draft, actor),
    );
  });
}

/** @throws ReviewError `notFound` for another member's submission just as for none */
function assertOwn(
  submission: Submission | null,
  actor: RequestActor,
): asserts submission is Submission {
  const own =
    submission !== null &&
    submission.submitter.kind === actor.kind &&
    submission.submitter.id !== null &&
    submission.submitter.id === actor.id;
  if (!own) throw new ReviewError('notFound', 'You have no such submission.');
}

export async function requireOwn(
  strapi: Core.Strapi,
  id: string,
  actor: RequestActor,
): Promise<Submission> {
  const submission = await findSubmission(strapi.db.connection, id);
  assertOwn(submission, actor);
  return submission;
}

/** An address made from the title follows it until the item was public once; from then on it is kept. */
function addressesToRenew(
  type: ReviewableType,
  { title, approvedOn, approvedDigest }: Submission,
  values: SubmissionValues,
): SubmissionValues {
  const newTitle = values[type.title];
  if (newTitle === undefined || newTitle === title) return {};
  if (approvedOn !== null || approvedDigest !== null) return {};
  const addresses = type.attributes.filter((attribute) => attribute.type === 'uid');
  return Object.fromEntries(addresses.map(({ name }) => [name, null]));
}

/**
 * Changes the draft: a pending one in place, a rejected one back to pending, an approved one as a
 * new revision beside the live version. Nothing happens where nothing changed. A file that was
 * replaced is removed later, when the settings say so.
 */
export async function revise(
  strapi: Core.Strapi,
  type: ReviewableType,
  submission: Submission,
  { values, file }: Content,
  actor: RequestActor,
): Promise<Submission> {
  await assertRelatedExist(strapi, type, values);
  const { id, itemId } = submission;
  const arriving = file?.size ?? null;
  const settings = await readSettings(strapi);
  await assertNotRefusedAgain(strapi.db.connection, settings, actor, { submission, arriving });
  const checked = await checkRevision(strapi, type, submission, file, actor);
  // Not before the item is locked: until then it may be decided.
  const admit = () => Promise.resolve();
  const arrival = { actor, file: checked, admit };
  return withStoredFile(strapi, arrival, (fileId) =>
    withItemLocked(strapi, itemId, async (transaction) => {
      const current = await findSubmission(transaction.trx, id);
      assertOwn(current, actor);
      const { trx } = transaction;
      await assertWithinQuota(trx, settings, actor, { submission: current, arriving });
      const renamed = { ...addressesToRenew(type, current, values), ...values };
      await updateDraft(strapi, type, itemId, withFile(type, renamed, fileId));
      return recordDraft(strapi, transaction, type, itemId, actor);
    }),
  );
}

/**
 * Takes back what was never approved, its draft with it; the log keeps the event. Its file is removed
 * later, when the settings say so, and until then is nobody's to fetch.
 * @throws ReviewError `alreadyApproved`
 */
export async function withdraw(
  strapi: Core.Strapi,
  type: ReviewableType,
  { id, itemId }: Submission,
  actor: RequestActor,
): Promise<void> {
  await withItemLocked(strapi, itemId, async (transaction) => {
    const submission = await findSubmission(transaction.trx, id);
    assertOwn(submission, actor);
    if (submission.approvedOn !== null || submission.approvedDigest !== null) {
      throw new ReviewError(
        'alreadyApproved',
        'This was approved, so it is the library’s now. Ask the editors to take it down.',
      );
    }
    await deleteItem(strapi, type, itemId);
    await deleteSubmission(transaction.trx, submission);
    const { state: from, digest } = submission;
    appendEvent(strapi, transaction.trx, {
      type: 'withdrawn',
      submission,
      from,
      to: null,
      digest,
      actor,
    });
  });
}
