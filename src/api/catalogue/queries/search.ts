import type { Core } from '@strapi/strapi';

import { ask } from '../database/ask';
import type { ListQuery } from '../params/list';
import { limitSql, type Page, pageOf, type PageRow } from './page';
import type { ResolvedFilters } from './references';
import { behindSql, ORDERS, orderSql, selectionSql } from './selection';
import { Statement } from './statement';
import { bounded, countSelection, type Total } from './total';

/** What was typed, as PostgreSQL understands it. */
export interface Asked {
  /** Finds entries. */
  asked: string;
  /** Ranks and highlights them. */
  ranked: string;
}

export interface SearchRow extends PageRow {
  document_id: string;
}

export interface SearchPage extends Page<SearchRow> {
  total: Total;
  /** How many of those found were compared by relevance, the newest of them; `null` for all. */
  compared: number | null;
}

/**
 * The cost of a search is that of what it looks at, so both are bounded, however common the word. What
 * at most this many entries hold is found by the index, whole; what more of them hold is met soon enough
 * by walking from the newest.
 */
const MAX_HITS = 10_000;
/** How many are compared by relevance. */
const MAX_COMPARED = 1000;
/** How far to walk from the newest before the estimate is taken to have been wrong. */
const MAX_WALK = 40_000;

/** A word in the title counts most, then description and publisher, then the body; a long text less. */
const rankSql = (vector: string, ranked: string) =>
  `ts_rank('{0.05, 0.2, 0.4, 1.0}', ${vector}, ${ranked}::tsquery, 1)`;

/** @returns `null` where nothing is left to look for: only stop words, or punctuation */
export async function understand(
  strapi: Core.Strapi,
  typed: string,
  languages: readonly string[],
): Promise<Asked | null> {
  const [row] = await ask<{ asked: string | null; ranked: string | null }>(
    strapi,
    'select asked::text, ranked::text from catalogue_query($1, $2)',
    [typed, languages],
  );
  const { asked, ranked } = row ?? { asked: null, ranked: null };
  return asked === null || ranked === null ? null : { asked, ranked };
}

interface Plan {
  Plan: { 'Plan Rows': number };
}

/** How many entries the planner expects, from the statistics it keeps anyway. */
async function expectedHits(
  strapi: Core.Strapi,
  filters: ResolvedFilters,
  asked: string,
): Promise<number> {
  const statement = new Statement();
  const { from, where } = selectionSql(statement, filters, { asked });
  const [row] = await ask<{ 'QUERY PLAN': Plan[] }>(
    strapi,
    `explain (format json) select from ${from} where ${where}`,
    statement.values,
  );
  return row?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0;
}

interface Search {
  strapi: Core.Strapi;
  query: ListQuery;
  filters: ResolvedFilters;
  words: Asked;
}

type CountedRow = SearchRow & { hits: number };

/** Ends every search: the page of `found` in its order, beside how much was found. */
function pageSql(statement: Statement, query: ListQuery, hits: string): string {
  const { sort, after } = query;
  const { column } = ORDERS[sort];
  return `page as materialized (
      select f.* from found f where ${behindSql(statement, sort, 'f', after)}
      order by ${orderSql(sort, 'f')} ${limitSql(query)})
    select e.printed, e.document_id, p.${column}::text as key, p.entered, t.hits
    from (select count(*)::integer as hits from ${hits}) t
    left join page p on true left join catalogue_entry e using (document_id)
    order by ${orderSql(sort, 'p')}`;
}

function answer(
  { query }: Search,
  found: CountedRow[],
  totalOf: (hits: number) => Total,
  compared: (hits: number) => number | null,
): SearchPage & { hits: number } {
  const hits = found[0]?.hits ?? 0;
  // Where the page is empty there is still the row with the number of hits.
  const rows = found.filter(({ document_id }) => (document_id as string | null) !== null);
  return { ...pageOf(query, rows), total: totalOf(hits), compared: compared(hits), hits };
}

/** Finds all by the index, up to the bound, and compares the newest of them. */
async function amongAll(search: Search): Promise<SearchPage & { hits: number }> {
  const { strapi, query, filters, words } = search;
  const statement = new Statement();
  const { from, where } = selectionSql(statement, filters, words);
  const { column } = ORDERS[query.sort];
  const isRanked = query.sort === 'relevance';
  const found = isRanked
    ? `recent as materialized (
         select document_id from hits order by date_added desc, entered desc limit ${MAX_COMPARED}),
       found as materialized (
         select e.document_id, e.entered, ${rankSql('e.search', statement.bind(words.ranked))} as rank
         from recent join catalogue_entry e using (document_id))`
    : `found as (select * from hits)`;
  const rows = await ask<CountedRow>(
    strapi,
    `with hits as materialized (
       select f.document_id, f.entered, f.date_added ${isRanked || column === 'date_added' ? '' : `, f.${column}`}
       from ${from} where ${where} limit ${MAX_HITS + 1}),
     ${found}, ${pageSql(statement, query, 'hits')}`,
    statement.values,
  );
  return answer(
    search,
    rows,
    (hits) => bounded(hits, MAX_HITS),
    (hits) => (isRanked && hits > MAX_COMPARED ? MAX_COMPARED : null),
  );
}

/** Walks from the newest and compares the first that match. */
async function amongNewest(search: Search): Promise<SearchPage & { hits: number }> {
  const { strapi, query, filters, words } = search;
  const statement = new Statement();
  const { from, where, entry } = selectionSql(statement, filters, { withEntry: true });
  const asked = statement.bind(words.asked);
  const rows = await ask<CountedRow>(
    strapi,
    `with found as materialized (
       select w.document_id, w.entered, ${rankSql('w.search', statement.bind(words.ranked))} as rank
       from (select f.document_id, f.entered, ${entry}.search from ${from} where ${where}
         order by f.date_added desc, f.entered desc limit ${MAX_WALK}) w
       where w.search @@ ${asked}::tsquery limit ${MAX_COMPARED}),
     ${pageSql(statement, query, 'found')}`,
    statement.values,
  );
  const total: Total = { value: MAX_COMPARED, relation: 'gte' };
  return answer(
    search,
    rows,
    () => total,
    () => MAX_COMPARED,
  );
}

/**
 * Walks in the order asked for, as far as the page goes.
 * @param bound how far at most; `null` to the end, by the index where that is less
 */
async function inOrder(
  search: Search,
  bound: number | null = MAX_WALK,
): Promise<SearchPage & { hits: number }> {
  const { strapi, query, filters, words } = search;
  const statement = new Statement();
  const { sort, after } = query;
  const { column } = ORDERS[sort];
  const { from, where, entry } = selectionSql(statement, filters, { withEntry: true });
  const asked = statement.bind(words.asked);
  const rows = await ask<CountedRow>(
    strapi,
    `with page as materialized (
       select w.document_id, w.${column}, w.entered
       from (select f.document_id, f.${column}, f.entered, ${entry}.search from ${from}
         where ${where} and ${behindSql(statement, sort, 'f', after)}
         order by ${orderSql(sort, 'f')} limit ${bound ?? 'all'}) w
       where w.search @@ ${asked}::tsquery ${limitSql(query)})
     select e.printed, e.document_id, p.${column}::text as key, p.entered, 0 as hits
     from page p join catalogue_entry e using (document_id) order by ${orderSql(sort, 'p')}`,
    statement.values,
  );
  const total = query.withCount
    ? await countSelection(strapi, filters, words)
    : // Not shown; but something was found.
      ({ value: MAX_HITS, relation: 'gte' } as const);
  return answer(
    { ...search },
    rows.map((row) => ({ ...row, hits: rows.length })),
    () => total,
    () => null,
  );
}

/**
 * A page of what holds the words, by relevance or in another order. `total` is exact where the index
 * found all.
 */
export async function search(search: Search): Promise<SearchPage> {
  const { strapi, query, filters, words } = search;
  const isRanked = query.sort === 'relevance';
  const walk = isRanked ? amongNewest : inOrder;
  const enough = isRanked ? MAX_COMPARED : query.pageSize;
  const isCommon = (await expectedHits(strapi, filters, words.asked)) > MAX_HITS;
  if (isCommon) {
    const walked = await walk(search);
    if (walked.hits >= enough) return walked;
  }
  const all = await amongAll(search);
  if (all.total.relation === 'eq') return all;
  // Of more than were gathered nobody knows which: a last page, or one far from the others, is none of theirs.
  if (!isRanked) return inOrder(search, null);
  if (isCommon) return all;
  const walked = await walk(search);
  return walked.hits >= enough ? walked : all;
}
