import type { Core } from '@strapi/strapi';

import type { Pulse } from '../../shared/desk';
import type { Reviewer } from '../../shared/wire';
import type { RequestActor } from './actor';
import { categoriesOf } from './content-facts';
import { requireSubmission } from './decide';
import { ReviewError } from './errors';
import { property } from './parse/unknown';
import { reviewableType } from './plugin-types';
import { digestOfSnapshot, requireDraft } from './record';
import { assertInScope } from './scopes';

const PRESENCE = 'review_presence';
/** Heartbeats come every few seconds; who missed some has gone. */
const SECONDS = 20;
const SEEN_LATELY = `seen_at > now() - interval '${SECONDS} seconds'`;
/** So many names are shown; of more the number of colleagues is no news. */
const MOST_VIEWERS = 20;

function personOf({ kind, id, name }: RequestActor): Reviewer {
  if (kind === 'admin' && id !== null) return { id, name };
  throw new ReviewError('forbidden', 'Only a person signed in to the admin looks at submissions.');
}

/** Foreign key violation: the submission went while we looked. */
function isGone(error: unknown): boolean {
  return property(error, 'code') === '23503';
}

async function noteSeen(strapi: Core.Strapi, id: string, reviewer: Reviewer): Promise<void> {
  const db = strapi.db.connection;
  try {
    await db(PRESENCE)
      .insert({
        submission_id: id,
        reviewer_id: reviewer.id,
        reviewer_name: reviewer.name,
        seen_at: db.raw('now()'),
      })
      .onConflict(['submission_id', 'reviewer_id'])
      .merge(['reviewer_name', 'seen_at']);
  } catch (error) {
    if (!isGone(error)) throw error;
    throw new ReviewError('notFound', 'This submission was withdrawn or deleted.');
  }
  // A statement of its own: within the one above, two windows of one person could wait for each other.
  await db(PRESENCE).where('reviewer_id', reviewer.id).whereRaw(`not ${SEEN_LATELY}`).delete();
}

/**
 * Notes that a reviewer has a submission open, and says what may have changed on their screen.
 * The digest is of the draft as it is now, like the one a decision is held against.
 */
export async function pulse(strapi: Core.Strapi, id: string, actor: RequestActor): Promise<Pulse> {
  const reviewer = personOf(actor);
  const submission = await requireSubmission(strapi, id);
  const type = reviewableType(strapi, submission.contentType);
  const draft = await requireDraft(strapi, type, submission.itemId);
  await assertInScope(strapi, strapi.db.connection, actor, categoriesOf(type, draft));
  await noteSeen(strapi, id, reviewer);
  const viewers: { reviewer_id: number; reviewer_name: string }[] = await strapi.db
    .connection(PRESENCE)
    .where('submission_id', id)
    .whereNot('reviewer_id', reviewer.id)
    .whereRaw(SEEN_LATELY)
    .orderBy('reviewer_name')
    .limit(MOST_VIEWERS)
    .select('reviewer_id', 'reviewer_name');
  const { state, revision, claim } = submission;
  return {
    digest: digestOfSnapshot(type, draft, submission),
    state,
    revision,
    claim,
    viewers: viewers.map(({ reviewer_id, reviewer_name }) => ({
      id: reviewer_id,
      name: reviewer_name,
    })),
  };
}

/** Takes a reviewer's name off, at once and without asking whether the submission is still there. */
export async function leave(strapi: Core.Strapi, id: string, actor: RequestActor): Promise<void> {
  const { id: reviewer_id } = personOf(actor);
  await strapi.db.connection(PRESENCE).where({ submission_id: id, reviewer_id }).delete();
}
