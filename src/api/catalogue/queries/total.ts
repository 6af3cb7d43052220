import type { Core } from '@strapi/strapi';

import { ask, askOfMany } from '../database/ask';
import type { ResolvedFilters } from './references';
import { candidatesSql, selectionSql } from './selection';
import { Statement } from './statement';
import type { Asked } from './understand';

/** How many there are: exactly, or at least so many where counting on would cost more than it tells. */
export interface Total {
  value: number;
  relation: 'eq' | 'gte';
}

/** Where counting ends. */
export const COUNT_BOUND = 10_000;
/** How many that may hold a phrase are looked at. */
const MAX_CANDIDATES = 50_000;

interface Count {
  dimension: string;
  values: readonly string[];
}

/** The kept counts that answer for these filters, where one kind of them does. */
function keptCount(filters: ResolvedFilters): Count | null {
  const { kind, categoryIds, sourceIds, languages, publisher, link, dateAdded, published } =
    filters;
  const isOpen = [dateAdded.from, dateAdded.to, published.from, published.to].every(
    (end) => end === null,
  );
  if (publisher.length > 0 || !isOpen) return null;
  const used: Count[] = [
    { dimension: 'kind', values: kind },
    { dimension: 'category', values: categoryIds },
    { dimension: 'source', values: sourceIds },
    { dimension: 'language', values: languages },
    { dimension: 'link', values: link },
  ].filter(({ values }) => values.length > 0);
  const [first, second] = used;
  if (first === undefined) return { dimension: 'all', values: [''] };
  // An entry may be filed in several categories, and would be counted in each.
  if (second !== undefined || categoryIds.length > 1) return null;
  return first;
}

export async function countSelection(
  strapi: Core.Strapi,
  filters: ResolvedFilters,
): Promise<Total> {
  const kept = keptCount(filters);
  if (kept !== null) {
    const [row] = await ask<{ value: string | null }>(
      strapi,
      'select sum(entries) as value from catalogue_count where dimension = $1 and value = any ($2)',
      [kept.dimension, kept.values],
    );
    return { value: Number(row?.value ?? 0), relation: 'eq' };
  }
  const statement = new Statement();
  const { from, where } = selectionSql(statement, filters);
  const [row] = await askOfMany<{ value: number }>(
    strapi,
    `select count(*)::integer as value from (select from ${from} where ${where} limit ${COUNT_BOUND + 1}) c`,
    statement.values,
  );
  return bounded(row?.value ?? 0);
}

/** How many candidates a count looks at: where the index alone knows what holds the words, no more than it counts. */
export function boundOf({ asked, loosely }: Asked): number {
  return asked === loosely ? COUNT_BOUND : MAX_CANDIDATES;
}

export async function countFound(
  strapi: Core.Strapi,
  filters: ResolvedFilters,
  words: Asked,
): Promise<Total> {
  const statement = new Statement();
  const { from, where, isHit } = candidatesSql(statement, filters, words);
  const bound = boundOf(words);
  const [row] = await askOfMany<{ looked: number; hits: number }>(
    strapi,
    `select count(*)::integer as looked, (count(*) filter (where is_hit))::integer as hits
     from (select ${isHit} as is_hit from ${from} where ${where} limit ${bound + 1}) c`,
    statement.values,
  );
  const { looked, hits } = row ?? { looked: 0, hits: 0 };
  const total = bounded(hits);
  return looked > bound ? { ...total, relation: 'gte' } : total;
}

/** @param counted at most one more than the bound */
export function bounded(counted: number, bound: number = COUNT_BOUND): Total {
  return counted > bound ? { value: bound, relation: 'gte' } : { value: counted, relation: 'eq' };
}
