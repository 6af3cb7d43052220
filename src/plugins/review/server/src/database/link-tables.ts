import type { Core } from '@strapi/strapi';

import type { LinkedType } from '../links/linked-types';

/**
 * Makes the addresses in a column known, due at once. In one order, so that two who write the same do not wait for each
 * other. What no request could be made of, which only SQL writes, stays unknown.
 */
export function knowSql(column: string, table: string): string {
  // Not a question mark in it: the query builder would take one for a binding.
  return `insert into review_links (url, host)
    select url, lower(substring(url from '^https{0,1}://([^/\\u003F#]+)')) from (
      select distinct split_part(${column}, '#', 1) as url from ${table}) t
    where url ~ '^https{0,1}://[^/\\u003F#[:space:][:cntrl:]]+[^[:space:][:cntrl:]]*$' and octet_length(url) <= 2048
    order by url on conflict do nothing`;
}

/**
 * What is known of web addresses, by the address without its fragment, which is never sent. Two tables: the first is
 * how matters stand at the latest check; the second is what the catalogue tells, which only changes when the state or
 * the suggestion does (decision 0030).
 */
const TABLES_SQL = `
create table if not exists review_links (
  url text primary key,
  host text not null,
  state text not null default 'unknown' check (state in ('unknown', 'good', 'failing', 'broken', 'refused')),
  checked_at timestamptz(3),
  last_good_at timestamptz(3),
  failures integer not null default 0,
  first_failed_at timestamptz(3),
  status integer,
  reason text,
  suggested_url text,
  next_check_at timestamptz(3) not null default now()
);
create index if not exists review_links_due on review_links (next_check_at, host);
create index if not exists review_links_due_of_host on review_links (host, next_check_at);
create index if not exists review_links_of_state on review_links (state, first_failed_at desc nulls last, url);
create index if not exists review_links_moved on review_links (url) where suggested_url is not null;

create table if not exists review_link_results (
  url text primary key,
  state text not null check (state in ('unknown', 'good', 'broken', 'refused')),
  checked_at timestamptz(3) not null,
  last_good_at timestamptz(3),
  suggested_url text
);

-- When each host was last asked, by whichever instance.
create table if not exists review_link_hosts (
  host text primary key,
  asked_at timestamptz(3) not null,
  gap_ms integer not null default 0,
  answered_at timestamptz(3)
);
create index if not exists review_link_hosts_asked on review_link_hosts (asked_at);
create table if not exists review_link_robots (
  origin text primary key,
  fetched_at timestamptz(3) not null,
  -- Null where the server failed to say; since when it does.
  rules text,
  failing_since timestamptz(3)
);

-- Argument: the column with the address. Whoever writes a row, its address becomes known here.
create or replace function review_note_links() returns trigger language plpgsql as $$
begin
  execute format($note$ ${knowSql('%I', 'touched')} $note$, tg_argv[0]);
  return null;
end $$;
`;

function triggersOf({ table, column }: LinkedType): string {
  const trigger = (event: 'insert' | 'update') => `
create or replace trigger review_note_links_${event} after ${event} on "${table}" referencing new table as touched
  for each statement execute function review_note_links('${column}');`;
  // A hash index, because an address written past our rules may be longer than others take.
  return `
create index if not exists "review_links_in_${table}" on "${table}" using hash (split_part("${column}", '#', 1));
${trigger('insert')}${trigger('update')}
`;
}

/** Tables and triggers, and the addresses of a library that had them before. May run again at every start. */
export function linkTablesSql(types: readonly LinkedType[]): string {
  return TABLES_SQL + types.map(triggersOf).join('');
}

/** For what was written before there were triggers; once. */
export async function noteExistingLinks(
  strapi: Core.Strapi,
  types: readonly LinkedType[],
): Promise<void> {
  const store = strapi.store({ type: 'plugin', name: 'review', key: 'links-noted' });
  const noted: unknown = await store.get({});
  const isNoted = ({ table }: LinkedType) => Array.isArray(noted) && noted.includes(table);
  if (types.every(isNoted)) return;
  for (const type of types) {
    if (isNoted(type)) continue;
    await strapi.db.connection.raw(knowSql(`"${type.column}"`, `"${type.table}"`));
  }
  await store.set({ value: types.map(({ table }) => table) });
}
