import type { Knex } from 'knex';

import type { LinkReason, LinkState, LinkView } from '../../../shared/links';
import { toldState, type Standing } from './judge';

export const LINKS = 'review_links';

export interface LinkRecord {
  url: string;
  host: string;
  state: LinkState;
  checked_at: Date | null;
  last_good_at: Date | null;
  failures: number;
  first_failed_at: Date | null;
  status: number | null;
  reason: LinkReason | null;
  suggested_url: string | null;
  next_check_at: Date;
}

export function standingOf(row: LinkRecord): Standing {
  return {
    state: row.state,
    checkedAt: row.checked_at,
    lastGoodAt: row.last_good_at,
    failures: row.failures,
    firstFailedAt: row.first_failed_at,
    status: row.status,
    reason: row.reason,
    suggestedUrl: row.suggested_url,
  };
}

function moment(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}

export function viewLink(row: LinkRecord): LinkView {
  return {
    url: row.url,
    state: row.state,
    checkedAt: moment(row.checked_at),
    lastGoodAt: moment(row.last_good_at),
    failingSince: moment(row.first_failed_at),
    failures: row.failures,
    status: row.status,
    reason: row.reason,
    suggestedUrl: row.suggested_url,
    nextCheckAt: row.next_check_at.toISOString(),
  };
}

export async function findLink(db: Knex, url: string): Promise<LinkRecord | undefined> {
  return db<LinkRecord>(LINKS).where({ url }).first();
}

/** What is told of a link changes with its state or its suggestion only; most checks find what was found before. */
async function tell(trx: Knex.Transaction, url: string, standing: Standing): Promise<void> {
  const state = toldState(standing);
  const { checkedAt, lastGoodAt, suggestedUrl } = standing;
  const told: object | undefined = await trx<{ url: string }>('review_link_results')
    .where({ url })
    .first('url');
  if (state === 'unknown' && told === undefined) return;
  await trx.raw(
    `insert into review_link_results as told (url, state, checked_at, last_good_at, suggested_url)
     values (?, ?, ?, ?, ?)
     on conflict (url) do update set state = excluded.state, checked_at = excluded.checked_at,
       last_good_at = excluded.last_good_at, suggested_url = excluded.suggested_url
     where (told.state, told.suggested_url) is distinct from (excluded.state, excluded.suggested_url)`,
    [url, state, checkedAt, lastGoodAt, suggestedUrl],
  );
}

/**
 * Writes how a link stands now. `judge` gets the row under its lock.
 * @returns the row as it was written, or `undefined` where nobody links there any more
 */
export async function settleLink(
  db: Knex,
  url: string,
  judge: (known: Standing) => { standing: Standing; nextCheckAt: Date },
): Promise<void> {
  await db.transaction(async (trx) => {
    const row = await trx<LinkRecord>(LINKS).where({ url }).forUpdate().first();
    if (row === undefined) return;
    const { standing, nextCheckAt } = judge(standingOf(row));
    await trx<LinkRecord>(LINKS).where({ url }).update({
      state: standing.state,
      checked_at: standing.checkedAt,
      last_good_at: standing.lastGoodAt,
      failures: standing.failures,
      first_failed_at: standing.firstFailedAt,
      status: standing.status,
      reason: standing.reason,
      suggested_url: standing.suggestedUrl,
      next_check_at: nextCheckAt,
    });
    await tell(trx, url, standing);
    // The catalogue settles at the end of a transaction; here, so that its failure is heard.
    await trx.raw('set constraints all immediate');
  });
}
