import type { Knex } from 'knex';

import type { DecidedContent, FieldView } from '../../shared/wire';
import type { Snapshot } from './digest';
import type { Submission } from './submission-store';

const DECIDED = 'review_decided';

interface DecidedRow {
  submission_id: string;
  at: Date;
  digest: string;
  /** JSON: Strapi has the driver leave it as it is written. */
  fields: string;
}

/** Keeps what was decided about, in the deciding transaction; the decision before it is forgotten. */
export async function keepDecided(
  trx: Knex.Transaction,
  { id, digest }: Submission,
  { fields }: Snapshot,
): Promise<void> {
  const decided = { at: new Date(), digest, fields: JSON.stringify(fields) };
  await trx(DECIDED)
    .insert({ submission_id: id, ...decided })
    .onConflict('submission_id')
    .merge(decided);
}

/**
 * What a second look is held against: the live version where there is one, else what was decided
 * last; `null` at the first look, and where that very content was decided.
 */
export async function comparedWith(
  db: Knex,
  submission: Submission,
  live: Snapshot | null,
): Promise<DecidedContent | null> {
  if (live !== null) {
    return submission.digest === submission.approvedDigest
      ? null
      : { against: 'live', at: submission.decidedAt?.toISOString() ?? null, fields: live.fields };
  }
  const row = await db<DecidedRow>(DECIDED).where('submission_id', submission.id).first();
  if (row === undefined || row.digest === submission.digest) return null;
  const fields = JSON.parse(row.fields) as FieldView[]; // as `keepDecided` wrote them
  return { against: 'rejected', at: row.at.toISOString(), fields };
}
