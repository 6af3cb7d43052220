import type { Core } from '@strapi/strapi';

import { knowSql } from '../database/link-tables';
import { linkChecks, queueLink } from './check';
import { linkedTypes } from './linked-types';

/** As many as are likely to be done before the next time, and so few of a host that others get their turn. */
const MOST = 200;
const MOST_OF_HOST = 10;
/** If a job is lost its link is due again after this. */
const LEASE_MS = 3_600_000;

/** Queues what is due to be looked at. @returns how many */
export async function queueDueLinks(strapi: Core.Strapi, now: Date): Promise<number> {
  if (!linkChecks(strapi).isOn) return 0;
  return strapi.db.connection.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: { url: string }[] }>(
      `update review_links set next_check_at = :lease where url in (
         select due.url from (
           select host, min(next_check_at) as oldest from review_links where next_check_at <= :now
             group by host order by oldest limit :most) hosts
         cross join lateral (
           select url, next_check_at, row_number() over (order by next_check_at) as place from review_links l
             where l.host = hosts.host and next_check_at <= :now order by next_check_at limit :mostOfHost) due
         order by due.place, due.next_check_at limit :most)
       returning url`,
      {
        now,
        lease: new Date(now.valueOf() + LEASE_MS),
        most: MOST,
        mostOfHost: MOST_OF_HOST,
      },
    );
    for (const { url } of rows) await queueLink(trx, url);
    return rows.length;
  });
}

const FORGET_MS = 40 * 86_400_000;

/**
 * Forgets links that nothing holds any more, and hosts nobody asked for weeks. What was written in the same moment
 * becomes known again.
 */
export async function forgetUnusedLinks(strapi: Core.Strapi, now: Date): Promise<void> {
  const types = linkedTypes(strapi);
  const db = strapi.db.connection;
  const unused = types
    .map(
      ({ table, column }) =>
        `not exists (select from "${table}" h where split_part(h."${column}", '#', 1) = l.url)`,
    )
    .join(' and ');
  await db.transaction(async (trx) => {
    await trx.raw(`delete from review_links l where ${unused}`);
    await trx.raw(
      'delete from review_link_results r where not exists (select from review_links l where l.url = r.url)',
    );
    await trx.raw('set constraints all immediate');
  });
  for (const { table, column } of types) await db.raw(knowSql(`"${column}"`, `"${table}"`));
  const before = new Date(now.valueOf() - FORGET_MS);
  await db('review_link_hosts').where('asked_at', '<', before).delete();
  await db('review_link_robots').where('fetched_at', '<', before).delete();
}
