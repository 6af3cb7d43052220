import type { Core } from '@strapi/strapi';

import type { LinkView, OwnLinkView } from '../../../shared/links';
import { linkOf } from '../content-facts';
import type { Snapshot } from '../digest';
import type { ReviewableType } from '../reviewable';
import type { Submission } from '../submission-store';
import { toldState } from './judge';
import { linkKey } from './linked-types';
import { findLink, viewLink, type LinkRecord } from './store';

async function recordOf(
  strapi: Core.Strapi,
  type: ReviewableType,
  snapshot: Snapshot,
): Promise<LinkRecord | null> {
  const url = linkOf(type, snapshot);
  if (url === null) return null;
  return (await findLink(strapi.db.connection, linkKey(url))) ?? null;
}

/** How the link of a version stands, or `null` where it has none. */
export async function linkForReviewer(
  strapi: Core.Strapi,
  type: ReviewableType,
  snapshot: Snapshot,
): Promise<LinkView | null> {
  const row = await recordOf(strapi, type, snapshot);
  return row === null ? null : viewLink(row);
}

/** As long as it takes at most until a new link is broken. */
const BROKEN_AFTER_MS = 3 * 86_400_000;

/**
 * What was found of the link since it was submitted, and nothing from before: that would tell that somebody else had
 * submitted the same, who may be waiting too.
 */
export function ownLinkView(
  row: Pick<LinkRecord, 'state' | 'checked_at' | 'last_good_at'>,
  submittedAt: Date,
): OwnLinkView {
  const { state, checked_at: checkedAt, last_good_at: lastGoodAt } = row;
  if (checkedAt === null || checkedAt < submittedAt) return { state: 'unknown' };
  const ownGood = lastGoodAt !== null && lastGoodAt >= submittedAt ? lastGoodAt : null;
  const known = checkedAt.valueOf() - submittedAt.valueOf() >= BROKEN_AFTER_MS;
  return {
    state: state === 'broken' && !known ? 'unknown' : toldState({ state, lastGoodAt: ownGood }),
  };
}

export async function linkForSubmitter(
  strapi: Core.Strapi,
  type: ReviewableType,
  snapshot: Snapshot,
  { submittedAt }: Submission,
): Promise<OwnLinkView | null> {
  const row = await recordOf(strapi, type, snapshot);
  return row === null ? null : ownLinkView(row, submittedAt);
}
