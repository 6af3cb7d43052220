import type { Core } from '@strapi/strapi';

import type { LinkFilter, LinkPage, LinkRow, LinkState } from '../../../shared/links';
import type { RequestActor } from '../actor';
import { withDescendants } from '../category-tree';
import { ReviewError } from '../errors';
import type { LinksQuery } from '../parse/links-query';
import { scopeOf } from '../scopes';
import { readSettings } from '../settings';
import { linkChecks, queueLink } from './check';
import { linkKey } from './linked-types';
import { viewLink, type LinkRecord } from './store';
import { seenSql, usesOf, type Within } from './uses';

async function withinOf(strapi: Core.Strapi, actor: RequestActor): Promise<Within> {
  const scope = scopeOf(await readSettings(strapi), actor);
  return scope === null ? null : withDescendants(strapi, strapi.db.connection, scope);
}

function filterSql(filter: LinkFilter): string {
  if (filter === 'all') return 'true';
  return filter === 'moved' ? 'l.suggested_url is not null' : `l.state = '${filter}'`;
}

const SORT_COLUMN = {
  failingSince: 'l.first_failed_at',
  checkedAt: 'l.checked_at',
  url: 'l.url',
} as const satisfies Record<LinksQuery['sort']['field'], string>;

async function countLinks(
  strapi: Core.Strapi,
  seen: string,
  within: Within,
): Promise<LinkPage['meta']['counts']> {
  const { rows } = await strapi.db.connection.raw<{
    rows: { state: LinkState; links: string; moved: string }[];
  }>(
    `select state, count(*) as links, count(suggested_url) as moved from review_links l where ${seen} group by state`,
    { within: within ?? [] },
  );
  const of = (state: LinkState) => Number(rows.find((row) => row.state === state)?.links ?? 0);
  return {
    unknown: of('unknown'),
    good: of('good'),
    failing: of('failing'),
    broken: of('broken'),
    refused: of('refused'),
    moved: rows.reduce((sum, { moved }) => sum + Number(moved), 0),
  };
}

/** A page of the links whose items the actor may see. */
export async function listLinks(
  strapi: Core.Strapi,
  actor: RequestActor,
  { filter, sort, page: { page, pageSize } }: LinksQuery,
): Promise<LinkPage> {
  const within = await withinOf(strapi, actor);
  const seen = seenSql(strapi, within);
  const counts = await countLinks(strapi, seen, within);
  const { rows } = await strapi.db.connection.raw<{ rows: LinkRecord[] }>(
    `select l.* from review_links l where ${filterSql(filter)} and ${seen}
     order by ${SORT_COLUMN[sort.field]} ${sort.order} nulls last, l.url ${sort.order} limit :pageSize offset :offset`,
    { within: within ?? [], pageSize, offset: (page - 1) * pageSize },
  );
  const uses = await usesOf(
    strapi,
    rows.map(({ url }) => url),
    within,
  );
  const { moved, ...states } = counts;
  const all = Object.values(states).reduce((sum, count) => sum + count, 0);
  const total = filter === 'all' ? all : counts[filter];
  return {
    data: rows.map((row) => ({ ...viewLink(row), usedBy: uses.get(row.url) ?? [] })),
    meta: {
      pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total },
      counts: { ...states, moved },
    },
  };
}

/** Nobody needs to know sooner again how a link stands. */
const SOONEST_MS = 60_000;

/**
 * Has one link looked at again, as soon as its host may be asked.
 * @throws ReviewError `notFound` for what nobody the actor may see links to, `tooSoon`, `conflict` where checks are off
 */
export async function checkAgain(
  strapi: Core.Strapi,
  actor: RequestActor,
  address: string,
): Promise<LinkRow> {
  const url = linkKey(address);
  const within = await withinOf(strapi, actor);
  const { rows } = await strapi.db.connection.raw<{ rows: LinkRecord[] }>(
    `select l.* from review_links l where l.url = :url and ${seenSql(strapi, within)}`,
    { url, within: within ?? [] },
  );
  const [row] = rows;
  if (row === undefined) {
    throw new ReviewError('notFound', 'Nothing in the library links to this address any more.');
  }
  if (!linkChecks(strapi).isOn) {
    throw new ReviewError(
      'conflict',
      'This library does not look at links. Whoever runs it can turn that on (ACCESSION_LINK_CHECKS).',
    );
  }
  const since = Date.now() - (row.checked_at?.valueOf() ?? 0);
  if (since < SOONEST_MS) {
    throw new ReviewError('tooSoon', 'This was looked at a moment ago. Try again in a minute.', {
      seconds: Math.ceil((SOONEST_MS - since) / 1000),
    });
  }
  await queueLink(strapi.db.connection, url);
  const uses = await usesOf(strapi, [url], within);
  return { ...viewLink(row), usedBy: uses.get(url) ?? [] };
}
