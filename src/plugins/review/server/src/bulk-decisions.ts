import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

import type { BulkDecisionRequest, BulkOutcome, BulkRefusal } from '../../shared/desk';
import type { RequestActor } from './actor';
import { decide } from './decide';
import { refusalOf } from './error-responses';
import { ReviewError } from './errors';
import { property } from './parse/unknown';
import { reviewableType, reviewableTypes } from './plugin-types';
import { SUBMISSIONS, type Submission } from './submission-store';
import { viewQueueRows } from './submission-views';

interface BulkDecision extends BulkDecisionRequest {
  idempotencyKey?: string | undefined;
}

/** Why one of them was not decided; a failure of ours must not hide what was done before it. */
function whyNot(
  strapi: Core.Strapi,
  id: string,
  error: unknown,
): Omit<BulkRefusal, 'id' | 'title'> {
  const refusal = error instanceof ReviewError ? error : refusalOf(error);
  if (refusal !== undefined) return { code: refusal.code, message: refusal.message };
  // Strapi's own validation of what is published.
  if (error instanceof errors.ApplicationError) {
    return { code: 'invalidValue', message: String(property(error, 'message')) };
  }
  strapi.log.error(`Deciding on submission ${id} failed`, error);
  return { code: 'failed', message: 'The server failed on this one and decided nothing about it.' };
}

async function titlesOf(
  strapi: Core.Strapi,
  refused: readonly { id: string; code: string }[],
): Promise<ReadonlyMap<string, string>> {
  // What is filed elsewhere is not named to whom it does not concern.
  const ids = refused.filter(({ code }) => code !== 'outOfScope').map(({ id }) => id);
  const rows: { id: string; title: string }[] = await strapi.db
    .connection(SUBMISSIONS)
    .whereIn('id', ids)
    .select('id', 'title');
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/**
 * The same decision about many, each in a transaction of its own and about the digest it was shown with.
 * One after the other and never two locked at once, so bulk decisions that cross do not wait for each
 * other in a circle. What is refused is reported, and logged as any refused decision.
 * @throws ReviewError `mayNotDecide`, `reasonRequired` for the whole of it
 */
export async function decideMany(
  strapi: Core.Strapi,
  { items, idempotencyKey, ...texts }: BulkDecision,
  actor: RequestActor,
): Promise<BulkOutcome> {
  if (texts.decision === 'reject' && texts.reason === undefined) {
    throw new ReviewError(
      'reasonRequired',
      'A rejection needs a reason: it is what the submitters read.',
    );
  }
  const decided: Submission[] = [];
  const refused: Omit<BulkRefusal, 'title'>[] = [];
  for (const { id, digest } of items) {
    const key = idempotencyKey === undefined ? {} : { idempotencyKey: `${idempotencyKey} ${id}` };
    const decision = { ...texts, ...key, submissionId: id, digest };
    try {
      decided.push(await decide(strapi, (uid) => reviewableType(strapi, uid), decision, actor));
    } catch (error) {
      refused.push({ id, ...whyNot(strapi, id, error) });
      // Each attempt is in the log by now.
      if (!actor.mayDecide && refused.length === items.length) throw error;
    }
  }
  const titles = await titlesOf(strapi, refused);
  return {
    done: await viewQueueRows(strapi, reviewableTypes(strapi), decided),
    refused: refused.map((refusal) => ({ ...refusal, title: titles.get(refusal.id) ?? '' })),
  };
}
