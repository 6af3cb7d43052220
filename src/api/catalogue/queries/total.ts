import type { Core } from '@strapi/strapi';

import { ask } from '../database/ask';
import type { ResolvedFilters } from './references';
import { type SelectionOptions, selectionSql } from './selection';
import { Statement } from './statement';

/** How many there are: exactly, or at least so many where counting on would cost more than it tells. */
export interface Total {
  value: number;
  relation: 'eq' | 'gte';
}

/** Where counting ends. */
export const COUNT_BOUND = 10_000;

interface Count {
  dimension: string;
  values: readonly string[];
}

/** The kept counts that answer for these filters, where one kind of them does. */
function keptCount(filters: ResolvedFilters): Count | null {
  const { kind, categoryIds, sourceIds, languages, publisher, dateAdded, published } = filters;
  const isOpen = [dateAdded.from, dateAdded.to, published.from, published.to].every(
    (end) => end === null,
  );
  if (publisher.length > 0 || !isOpen) return null;
  const used: Count[] = [
    { dimension: 'kind', values: kind },
    { dimension: 'category', values: categoryIds },
    { dimension: 'source', values: sourceIds },
    { dimension: 'language', values: languages },
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
  options: SelectionOptions = {},
): Promise<Total> {
  const kept = options.asked === undefined ? keptCount(filters) : null;
  if (kept !== null) {
    const [row] = await ask<{ value: string | null }>(
      strapi,
      'select sum(entries) as value from catalogue_count where dimension = $1 and value = any ($2)',
      [kept.dimension, kept.values],
    );
    return { value: Number(row?.value ?? 0), relation: 'eq' };
  }
  const statement = new Statement();
  const { from, where } = selectionSql(statement, filters, options);
  const [row] = await ask<{ value: number }>(
    strapi,
    `select count(*)::integer as value from (select from ${from} where ${where} limit ${COUNT_BOUND + 1}) c`,
    statement.values,
  );
  return bounded(row?.value ?? 0);
}

/** @param counted at most one more than the bound */
export function bounded(counted: number, bound: number = COUNT_BOUND): Total {
  return counted > bound ? { value: bound, relation: 'gte' } : { value: counted, relation: 'eq' };
}
