import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { SYSTEM } from '../actor';
import { withItemLocked } from '../item-lock';
import { appendEvent, EVENTS } from '../log';
import { findSubmission, SUBMISSIONS, type Submission } from '../submission-store';
import type { Scan } from './clamd';
import { keepScan } from './scans';

async function isLogged(trx: Knex, { id, digest }: Submission): Promise<boolean> {
  const event: unknown = await trx(EVENTS)
    .where({ submission_id: id, type: 'infected', digest })
    .first('id');
  return event !== undefined;
}

/** Says in the log of a submission what its file turned out to be; once for the same content. */
async function logInfected(
  strapi: Core.Strapi,
  { id, item_id }: { id: string; item_id: string },
  sha256: string,
  signature: string,
): Promise<void> {
  await withItemLocked(strapi, item_id, async ({ trx }) => {
    const submission = await findSubmission(trx, id);
    if (submission?.fileSha256 !== sha256 || (await isLogged(trx, submission))) return;
    const { state, digest } = submission;
    appendEvent(strapi, trx, {
      type: 'infected',
      submission,
      from: state,
      to: state,
      digest,
      actor: SYSTEM,
      internalNote: signature,
    });
  });
}

/**
 * Marks stored bytes as infected: from then on they are not approved and not shown, whichever
 * submission they belong to. May be done again after it was broken off.
 */
export async function recordInfected(
  strapi: Core.Strapi,
  sha256: string,
  scan: Scan & { state: 'infected' },
): Promise<void> {
  // First, and by itself: nobody approves it while the log is written.
  await keepScan(strapi.db.connection, sha256, scan);
  const submissions: { id: string; item_id: string }[] = await strapi.db
    .connection(SUBMISSIONS)
    .where({ file_sha256: sha256 })
    .select('id', 'item_id');
  for (const submission of submissions) {
    strapi.log.warn(`Submission ${submission.id} holds an infected file: ${scan.signature}`);
    await logInfected(strapi, submission, sha256, scan.signature);
  }
}
