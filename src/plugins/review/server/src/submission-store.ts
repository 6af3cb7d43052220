import { randomBytes } from 'node:crypto';

import type { Knex } from 'knex';

import type { State } from '../../shared/workflow';
import type { ActorKind, Claim, NamedActor, SubmissionView } from '../../shared/wire';
import type { ContentFacts } from './content-facts';
import type { ReviewableType } from './reviewable';

export const SUBMISSIONS = 'review_submissions';

/** One row of `review_submissions`. */
export interface Submission {
  id: string;
  contentType: string;
  itemId: string;
  title: string;
  state: State;
  revision: number;
  digest: string;
  submitter: NamedActor;
  submittedAt: Date;
  decidedAt: Date | null;
  /** Digest of what is live, `null` where nothing is. */
  approvedDigest: string | null;
  /** `YYYY-MM-DD` of the first approval. */
  approvedOn: string | null;
  /** documentIds of the categories the draft is filed in, without those above them. */
  categoryIds: string[];
  /** Names of required fields that are empty. */
  missing: string[];
  /** Of the draft's file, `null` where it has none. */
  fileSha256: string | null;
  /** Bytes of it. */
  fileSize: number | null;
  /** `YYYY-MM-DD`. Once it is decided, the date it had while it waited. */
  dueOn: string | null;
  claim: Claim | null;
}

export interface SubmissionRow {
  id: string;
  content_type: string;
  item_id: string;
  title: string;
  state: State;
  revision: number;
  digest: string;
  submitter_kind: ActorKind;
  submitter_id: number | null;
  submitter_name: string;
  submitted_at: Date;
  decided_at: Date | null;
  approved_digest: string | null;
  approved_in: Knex.Raw | string | null;
  approved_on: string | null;
  category_ids: string[];
  missing: string[];
  file_sha256: string | null;
  file_size: number | string | null;
  due_on: string | null;
  claimed_by: number | null;
  claimed_name: string | null;
  claimed_until: Date | null;
}

export const NO_CLAIM = { claimed_by: null, claimed_name: null, claimed_until: null } as const;

/** A claim that has run out is none. */
function claimOf({ claimed_by, claimed_name, claimed_until }: SubmissionRow): Claim | null {
  if (claimed_by === null || claimed_until === null || claimed_until <= new Date()) return null;
  const reviewer = { id: claimed_by, name: claimed_name ?? `Editor ${claimed_by}` };
  return { reviewer, until: claimed_until.toISOString() };
}

export function fromRow(row: SubmissionRow): Submission {
  return {
    id: row.id,
    contentType: row.content_type,
    itemId: row.item_id,
    title: row.title,
    state: row.state,
    revision: row.revision,
    digest: row.digest,
    submitter: { kind: row.submitter_kind, id: row.submitter_id, name: row.submitter_name },
    submittedAt: row.submitted_at,
    decidedAt: row.decided_at,
    approvedDigest: row.approved_digest,
    approvedOn: row.approved_on,
    categoryIds: row.category_ids,
    missing: row.missing,
    fileSha256: row.file_sha256,
    // A bigint: the driver gives it as text.
    fileSize: row.file_size === null ? null : Number(row.file_size),
    dueOn: row.due_on,
    claim: claimOf(row),
  };
}

function rows(trx: Knex): Knex.QueryBuilder<SubmissionRow, SubmissionRow[]> {
  return trx<SubmissionRow, SubmissionRow[]>(SUBMISSIONS);
}

export async function findSubmission(db: Knex, id: string): Promise<Submission | null> {
  const row = await rows(db).where({ id }).first();
  return row === undefined ? null : fromRow(row);
}

export async function findSubmissionOfItem(
  db: Knex,
  contentType: string,
  itemId: string,
): Promise<Submission | null> {
  const row = await rows(db).where({ content_type: contentType, item_id: itemId }).first();
  return row === undefined ? null : fromRow(row);
}

export async function insertSubmission(
  trx: Knex.Transaction,
  opening: {
    type: ReviewableType;
    documentId: string;
    facts: ContentFacts & Pick<SubmissionRow, 'due_on'>;
    digest: string;
    submitter: NamedActor;
  },
): Promise<Submission> {
  const { type, documentId, facts, digest, submitter } = opening;
  const inserted = await rows(trx)
    .insert({
      id: randomBytes(12).toString('hex'),
      content_type: type.uid,
      ...facts,
      item_id: documentId,
      state: 'pending',
      revision: 1,
      digest,
      submitter_kind: submitter.kind,
      submitter_id: submitter.id,
      submitter_name: submitter.name,
      submitted_at: new Date(),
    })
    .returning('*');
  const [row] = inserted; // `returning('*')` gives whole rows
  if (row === undefined) throw new Error('The database gave no submission back');
  return fromRow(row);
}

/** Writes what changed and returns the submission as it is now. */
export async function updateSubmission(
  trx: Knex.Transaction,
  submission: Submission,
  changes: Partial<Omit<SubmissionRow, 'id'>>,
): Promise<Submission> {
  const updated = await rows(trx).where({ id: submission.id }).update(changes).returning('*');
  const [row] = updated; // `returning('*')` gives whole rows
  if (row === undefined) throw new Error(`Submission ${submission.id} vanished under its lock`);
  return fromRow(row);
}

export async function deleteSubmission(
  trx: Knex.Transaction,
  submission: Submission,
): Promise<void> {
  await rows(trx).where({ id: submission.id }).delete();
}

/** What a submission is to everyone who may see it. Listed by hand: a new column leaks nowhere. */
export function viewSubmission(submission: Submission, typeName: string): SubmissionView {
  return {
    id: submission.id,
    type: typeName,
    state: submission.state,
    revision: submission.revision,
    digest: submission.digest,
    submittedAt: submission.submittedAt.toISOString(),
    decidedAt: submission.decidedAt?.toISOString() ?? null,
    live: submission.approvedDigest !== null,
    item: { documentId: submission.itemId, title: submission.title },
  };
}
