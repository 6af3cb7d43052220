import type { Core } from '@strapi/strapi';

import { ask, askOfMany } from '../database/ask';
import type { CategoryRef } from '../item';
import type { Facet } from '../params/list';
import { OPEN } from '../params/ranges';
import type { ResolvedFilters } from './references';
import { type Asked, understand } from './understand';
import { candidatesSql, selectionSql } from './selection';
import { Statement } from './statement';
import { boundOf, COUNT_BOUND } from './total';

export interface FacetValue {
  value: string;
  /** Of a category, whose value is its `documentId`. */
  name?: string;
  slug?: string;
  count: number;
}

export interface FacetCounts {
  /** Most frequent first; years newest first. */
  values: FacetValue[];
  /** `eq`: exact. `gte`: there are at least so many, counted among the first of them only. */
  relation: 'eq' | 'gte';
}

export type FacetAnswer = Partial<Record<Facet, FacetCounts>>;

const MAX_VALUES = 200;

const WITHOUT_OWN: Readonly<Record<Facet, (filters: ResolvedFilters) => ResolvedFilters>> = {
  kind: (filters) => ({ ...filters, kind: [] }),
  category: (filters) => ({ ...filters, categoryIds: [] }),
  language: (filters) => (filters.languages.length === 0 ? filters : { ...filters, languages: [] }),
  year: (filters) => ({ ...filters, published: OPEN }),
};

const COUNTED = `
  select 'kind' as facet, kind as value, count(*)::integer as count from rows group by 2
  union all select 'language', language, count(*)::integer from rows where language is not null group by 2
  union all select 'year', year, count(*)::integer from rows where year <> '' group by 2`;

const COUNTED_CATEGORIES = `
  union all select 'category', c.category_id, count(*)::integer from rows join catalogue_filing c using (document_id) group by 2`;

interface Row {
  facet: string;
  value: string;
  count: number;
}

/** Counts of everything, which are kept. */
function keptRows(strapi: Core.Strapi): Promise<Row[]> {
  return ask<Row>(
    strapi,
    `select dimension as facet, value, entries::integer as count from catalogue_count
     where entries > 0 and dimension in ('kind', 'language', 'year', 'category')`,
  );
}

function countedRows(
  strapi: Core.Strapi,
  filters: ResolvedFilters,
  words: Asked | null,
  withCategories: boolean,
): Promise<Row[]> {
  const statement = new Statement();
  const { from, where, isHit } =
    words === null
      ? { ...selectionSql(statement, filters), isHit: 'true' }
      : candidatesSql(statement, filters, words);
  const bound = words === null ? COUNT_BOUND : boundOf(words);
  return askOfMany<Row>(
    strapi,
    `with looked_at as materialized (
       select f.document_id, f.kind, f.language, left(f.published_key, 4) as year, ${isHit} as is_hit
       from ${from} where ${where} limit ${bound + 1}),
     rows as materialized (select * from looked_at where is_hit limit ${COUNT_BOUND + 1})
     ${COUNTED} ${withCategories ? COUNTED_CATEGORIES : ''}
     union all select 'all', '', (case when (select count(*) from looked_at) > ${bound}
       then ${COUNT_BOUND + 1} else (select count(*) from rows) end)::integer`,
    statement.values,
  );
}

function isOpen(filters: ResolvedFilters): boolean {
  const { kind, categoryIds, sourceIds, languages, publisher, dateAdded, published } = filters;
  return (
    [kind, categoryIds, sourceIds, languages, publisher].every((values) => values.length === 0) &&
    [dateAdded, published].every(({ from, to }) => from === null && to === null)
  );
}

function countsOf(facet: Facet, rows: readonly Row[], isWhole: boolean): FacetCounts {
  const all = rows.find((row) => row.facet === 'all')?.count ?? 0;
  const values = rows
    .filter((row) => row.facet === facet)
    .map(({ value, count }) => ({ value, count }));
  values.sort((a, b) =>
    facet === 'year'
      ? Number(b.value) - Number(a.value)
      : b.count - a.count || (a.value < b.value ? -1 : 1),
  );
  return {
    values: values.slice(0, MAX_VALUES),
    relation: isWhole && all <= COUNT_BOUND ? 'eq' : 'gte',
  };
}

async function named(strapi: Core.Strapi, counts: FacetCounts): Promise<FacetCounts> {
  const found = await ask<CategoryRef>(
    strapi,
    'select document_id as id, name, slug from categories where document_id = any ($1)',
    [counts.values.map(({ value }) => value)],
  );
  const byId = new Map(found.map((category) => [category.id, category]));
  const values = counts.values.map(({ value, count }) => {
    const category = byId.get(value);
    return { value, ...(category && { name: category.name, slug: category.slug }), count };
  });
  return { ...counts, values };
}

/** What was typed, and how it was understood for the filters given: `null` where nothing is left to look for. */
export interface Searched {
  typed: string;
  words: Asked | null;
}

/** How many there are of each value, for each facet as if it were not filtered by itself. */
export async function countFacets(
  strapi: Core.Strapi,
  facets: readonly Facet[],
  filters: ResolvedFilters,
  searched: Searched | null,
): Promise<FacetAnswer> {
  const runs = new Map<string, Promise<Row[]>>();
  const withCategories = facets.includes('category');
  const run = async (narrowed: ResolvedFilters): Promise<Row[]> => {
    if (searched === null) {
      return isOpen(narrowed)
        ? keptRows(strapi)
        : countedRows(strapi, narrowed, null, withCategories);
    }
    // What is typed means other words in other languages.
    const words =
      narrowed.languages === filters.languages
        ? searched.words
        : await understand(strapi, searched.typed, narrowed.languages);
    return words === null ? [] : countedRows(strapi, narrowed, words, withCategories);
  };
  const rowsFor = (narrowed: ResolvedFilters): Promise<Row[]> => {
    const key = JSON.stringify(narrowed);
    const known = runs.get(key);
    if (known !== undefined) return known;
    const started = run(narrowed);
    runs.set(key, started);
    return started;
  };
  const isWhole = searched?.words?.inFiles.isWhole ?? true;
  const entries = facets.map(async (facet) => {
    const counts = countsOf(facet, await rowsFor(WITHOUT_OWN[facet](filters)), isWhole);
    return [facet, facet === 'category' ? await named(strapi, counts) : counts] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
