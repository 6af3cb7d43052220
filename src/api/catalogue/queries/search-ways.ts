import type { Core } from '@strapi/strapi';

import { ask, askOfMany } from '../database/ask';
import type { ListQuery } from '../params/list';
import { matchSql, rankSql } from './matching';
import { limitSql, type Page, pageOf, type PageRow } from './page';
import type { ResolvedFilters } from './references';
import { behindSql, candidatesSql, ORDERS, orderSql, selectionSql } from './selection';
import { Statement } from './statement';
import { bounded, type Total } from './total';
import type { Asked } from './understand';

export interface SearchRow extends PageRow {
  document_id: string;
}

export interface SearchPage extends Page<SearchRow> {
  total: Total;
  /** How many of those found were compared by relevance, the newest of them; `null` for all. */
  compared: number | null;
}

export interface Search {
  strapi: Core.Strapi;
  query: ListQuery;
  filters: ResolvedFilters;
  words: Asked;
}

/** How many that match the index finds. */
export const MAX_LOOKED = 10_000;
/** How many of those are compared by relevance. */
const MAX_COMPARED = 1000;
/** How many a walk meets before it stops, which are then compared. */
export const MAX_MET = 300;
/** How far to walk before the estimate is taken to have been wrong. */
export const MAX_WALKED = 50_000;

/** Beside each row what the search has looked at and found, and one such row where the page is empty. */
interface CountedRow extends Omit<SearchRow, 'document_id'> {
  document_id: string | null;
  looked: number;
  hits: number;
}

export interface Outcome {
  page: SearchPage;
  looked: number;
  hits: number;
}

export function outcomeOf(
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
export async function amongAll({ strapi, query, filters, words }: Search): Promise<Outcome> {
  const statement = new Statement();
  const { from, where, isHit } = candidatesSql(statement, filters, words);
  const { column } = ORDERS[query.sort];
  const isRanked = query.sort === 'relevance';
  const sorted = isRanked || column === 'date_added' ? '' : `, f.${column}`;
  const found = isRanked
    ? `recent as materialized (
         select document_id from looked_at where is_hit
         order by date_added desc, entered desc limit ${MAX_COMPARED}),
       found as materialized (
         select e.document_id, e.entered, ${rankSql(statement, 'e', words)} as rank
         from recent join catalogue_entry e using (document_id))`
    : `found as (select * from looked_at where is_hit)`;
  const counts =
    'select count(*)::integer as looked, (count(*) filter (where is_hit))::integer as hits from looked_at';
  const rows = await askOfMany<CountedRow>(
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
  const outcome = outcomeOf(query, rows, totalOf, isRanked ? MAX_COMPARED : null);
  if (isWhole || !isRanked) return outcome;
  // Of those that were not looked at nobody knows, however few were found.
  const compared = Math.min(outcome.hits, MAX_COMPARED);
  return { ...outcome, page: { ...outcome.page, compared } };
}

/** Walks from the newest and compares the first that match. */
export async function amongNewest({ strapi, query, filters, words }: Search): Promise<Outcome> {
  const statement = new Statement();
  const { from, where } = selectionSql(statement, filters, { ofEntries: true });
  const text = `with walked as materialized (
       select w.document_id, w.entered, ${rankSql(statement, 'w', words)} as rank
       from (select f.document_id, f.entered, f.search from ${from} where ${where}
         order by f.date_added desc, f.entered desc limit ${MAX_WALKED}) w
       where ${matchSql(statement, 'w', words)} limit ${MAX_MET + 1}),
     found as (select * from walked limit ${MAX_MET}),
     ${pageSql(statement, query, 'select count(*)::integer as hits, 0 as looked from walked')}`;
  // The search box of a website: every one of these is the same statement, and its own bounds are enough.
  const isPlain = where === 'true' && query.page === 1 && words.inFiles.items.length === 0;
  const rows = isPlain
    ? await ask<CountedRow>(strapi, text, statement.values, `walk ${query.pageSize}`)
    : await askOfMany<CountedRow>(strapi, text, statement.values);
  return outcomeOf(query, rows, (hits) => bounded(hits, MAX_MET), MAX_MET);
}
