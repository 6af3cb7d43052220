import type { Core } from '@strapi/strapi';

import { ask } from '../database/ask';
import type { ListQuery } from '../params/list';
import { limitSql, type Page, pageOf, type PageRow } from './page';
import type { ResolvedFilters } from './references';
import { behindSql, ORDERS, orderSql, selectionSql } from './selection';
import { Statement } from './statement';
import { bounded, countSelection, type Total } from './total';
import type { Asked } from './understand';

export interface SearchRow extends PageRow {
  document_id: string;
}

export interface SearchPage extends Page<SearchRow> {
  total: Total;
  /** How many of those found were compared by relevance, the newest of them; `null` for all. */
  compared: number | null;
}

/**
 * The cost of a search is that of what it looks at, so that is bounded, however common the word (decision
 * 0016). There are two ways. The index finds all that match, of which the newest are compared: good where
 * few match. Walking from the newest meets the first that match: good where many do.
 */
const MAX_LOOKED = 10_000;
/** How many of those are compared by relevance. */
const MAX_COMPARED = 1000;
/** How many a walk meets before it stops, which are then compared. */
const MAX_MET = 400;
/** How far to walk before the estimate is taken to have been wrong. */
const MAX_WALKED = 50_000;
/** Up to here the index is asked whatever it costs: totals are exact, and nothing is passed over. */
const MAX_EXACT = 2000;
/** What it costs to look at a match somewhere in the table, in entries passed in order. Measured. */
const COST_OF_LOOKING = 10;

/** A word in the title counts most, then description and publisher, then the body; a long text less. */
const rankSql = (vector: string, ranked: string) =>
  `ts_rank('{0.05, 0.2, 0.4, 1.0}', ${vector}, ${ranked}::tsquery, 1)`;

interface Plan {
  Plan: { 'Plan Rows': number };
}

/** How many entries the planner expects, from the statistics it keeps anyway. */
async function expectedHits({ strapi, filters, words }: Search): Promise<number> {
  const statement = new Statement();
  const unfiltered = selectionSql(new Statement(), filters, {}).where === 'true';
  if (unfiltered) return words.expected;
  const { from, where } = selectionSql(statement, filters, { asked: words.asked });
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

/** Beside each row what the search has looked at and found, and one such row where the page is empty. */
interface CountedRow extends Omit<SearchRow, 'document_id'> {
  document_id: string | null;
  looked: number;
  hits: number;
}

interface Outcome {
  page: SearchPage;
  looked: number;
  hits: number;
}

function outcomeOf(
  query: ListQuery,
  found: CountedRow[],
  totalOf: (hits: number) => Total,
  compared: number | null,
): Outcome {
  const { looked, hits } = found[0] ?? { looked: 0, hits: 0 };
  const rows = found.filter((row): row is CountedRow & SearchRow => row.document_id !== null);
  const total = totalOf(hits);
  const isAllCompared = compared === null || hits <= compared;
  const page = { ...pageOf(query, rows), total, compared: isAllCompared ? null : compared };
  return { page, looked, hits };
}

/** Ends a search: the page of `found` in its order, beside `counts`. */
function pageSql(statement: Statement, query: ListQuery, counts: string): string {
  const { sort, after } = query;
  const { column } = ORDERS[sort];
  return `page as materialized (
      select f.* from found f where ${behindSql(statement, sort, 'f', after)}
      order by ${orderSql(sort, 'f')} ${limitSql(query)})
    select e.printed, e.document_id, p.${column}::text as key, p.entered, t.looked, t.hits
    from (${counts}) t left join page p on true left join catalogue_entry e using (document_id)
    order by ${orderSql(sort, 'p')}`;
}

/** Finds all by the index, up to the bound, and compares the newest of them. */
async function amongAll({ strapi, query, filters, words }: Search): Promise<Outcome> {
  const statement = new Statement();
  const { from, where } = selectionSql(statement, filters, { asked: words.loosely });
  const { column } = ORDERS[query.sort];
  const isRanked = query.sort === 'relevance';
  const sorted = isRanked || column === 'date_added' ? '' : `, f.${column}`;
  const isHit =
    words.loosely === words.asked ? 'true' : `f.search @@ ${statement.bind(words.asked)}::tsquery`;
  const found = isRanked
    ? `recent as materialized (
         select document_id from looked_at where is_hit
         order by date_added desc, entered desc limit ${MAX_COMPARED}),
       found as materialized (
         select e.document_id, e.entered, ${rankSql('e.search', statement.bind(words.ranked))} as rank
         from recent join catalogue_entry e using (document_id))`
    : `found as (select * from looked_at where is_hit)`;
  const counts =
    'select count(*)::integer as looked, (count(*) filter (where is_hit))::integer as hits from looked_at';
  const rows = await ask<CountedRow>(
    strapi,
    `with looked_at as materialized (
       select f.document_id, f.entered, f.date_added ${sorted}, ${isHit} as is_hit
       from ${from} where ${where} limit ${MAX_LOOKED + 1}),
     ${found}, ${pageSql(statement, query, counts)}`,
    statement.values,
  );
  const isWhole = (rows[0]?.looked ?? 0) <= MAX_LOOKED;
  const totalOf = (hits: number): Total =>
    isWhole
      ? { value: hits, relation: 'eq' }
      : { value: Math.min(hits, MAX_LOOKED), relation: 'gte' };
  return outcomeOf(query, rows, totalOf, isRanked ? MAX_COMPARED : null);
}

/** Walks from the newest and compares the first that match. */
async function amongNewest({ strapi, query, filters, words }: Search): Promise<Outcome> {
  const statement = new Statement();
  const { from, where } = selectionSql(statement, filters, { ofEntries: true });
  const asked = statement.bind(words.asked);
  const rows = await ask<CountedRow>(
    strapi,
    `with walked as materialized (
       select w.document_id, w.entered, ${rankSql('w.search', statement.bind(words.ranked))} as rank
       from (select f.document_id, f.entered, f.search from ${from} where ${where}
         order by f.date_added desc, f.entered desc limit ${MAX_WALKED}) w
       where w.search @@ ${asked}::tsquery limit ${MAX_MET + 1}),
     found as (select * from walked limit ${MAX_MET}),
     ${pageSql(statement, query, 'select count(*)::integer as hits, 0 as looked from walked')}`,
    statement.values,
    // The search box of a website: every one of these is the same statement.
    where === 'true' && query.page === 1 ? `walk ${query.pageSize}` : undefined,
  );
  return outcomeOf(query, rows, (hits) => bounded(hits, MAX_MET), MAX_MET);
}

/**
 * Walks in the order asked for, as far as the page goes.
 * @param bound how far at most; `all` to the end, by the index where that is less
 */
async function inOrder(
  { strapi, query, filters, words }: Search,
  bound: number | 'all' = MAX_WALKED,
): Promise<Outcome> {
  const statement = new Statement();
  const { sort, after } = query;
  const { column } = ORDERS[sort];
  const { from, where } = selectionSql(statement, filters, { ofEntries: true });
  const asked = statement.bind(words.asked);
  const rows = await ask<SearchRow>(
    strapi,
    `with page as materialized (
       select w.document_id, w.${column}, w.entered
       from (select f.document_id, f.${column}, f.entered, f.search from ${from}
         where ${where} and ${behindSql(statement, sort, 'f', after)}
         order by ${orderSql(sort, 'f')} limit ${bound}) w
       where w.search @@ ${asked}::tsquery ${limitSql(query)})
     select e.printed, e.document_id, p.${column}::text as key, p.entered
     from page p join catalogue_entry e using (document_id) order by ${orderSql(sort, 'p')}`,
    statement.values,
  );
  const total: Total = query.withCount
    ? await countSelection(strapi, filters, { asked: words.asked })
    : // Not shown; but something was found.
      { value: MAX_LOOKED, relation: 'gte' };
  const counted = rows.map((row) => ({ ...row, looked: 0, hits: rows.length }));
  return outcomeOf(query, counted, () => total, null);
}

function isWalkShorter(expected: number, entries: number, enough: number): boolean {
  const passed = (enough * entries) / Math.max(1, expected);
  return expected > MAX_EXACT && passed < COST_OF_LOOKING * Math.min(expected, MAX_LOOKED);
}

/**
 * A page of what holds the words, by relevance or in another order. `total` is exact where the index
 * found all.
 */
export async function search(asked: Search): Promise<SearchPage> {
  const { query, words } = asked;
  const isRanked = query.sort === 'relevance';
  const enough = isRanked ? MAX_MET : query.pageSize;
  const walk = async (): Promise<SearchPage | null> => {
    const { page, hits } = await (isRanked ? amongNewest(asked) : inOrder(asked));
    return hits > enough ? page : null;
  };
  // What many hold is soon met walking; what few hold the index finds at once. Estimates err, so each
  // way has the other behind it.
  const expected = await expectedHits(asked);
  const isCommon = isWalkShorter(expected, words.entries, enough);
  const walked = isCommon ? await walk() : null;
  if (walked !== null) return walked;
  const { page, looked } = await amongAll(asked);
  if (looked <= MAX_LOOKED) return page;
  // Of more than were looked at nobody knows which: a last page, or one far from the others, is none of theirs.
  if (!isRanked) return (await inOrder(asked, 'all')).page;
  return isCommon ? page : ((await walk()) ?? page);
}
