import type { Core } from '@strapi/strapi';
import { closest } from 'fastest-levenshtein';

import { ask } from '../database/ask';
import { CatalogueError } from '../errors';
import type { Filters } from '../params/selection';

/** Filters with every name replaced by what entries hold: documentIds, and tags that occur. */
export interface ResolvedFilters extends Omit<Filters, 'category' | 'source' | 'language'> {
  categoryIds: readonly string[];
  sourceIds: readonly string[];
  languages: readonly string[];
}

type ReferenceTable = 'categories' | 'information_sources';

/** How many names are looked through for the nearest one. */
const MAX_NAMES = 5000;

interface Known {
  id: string;
  slug: string;
}

async function unknownReference(
  strapi: Core.Strapi,
  table: ReferenceTable,
  parameter: string,
  value: string,
): Promise<CatalogueError> {
  const names = await ask<Known>(strapi, `select slug from ${table} limit ${MAX_NAMES}`);
  const nearest =
    names.length === 0
      ? undefined
      : closest(
          value,
          names.map(({ slug }) => slug),
        );
  const hint = nearest === undefined ? 'There is none at all.' : `Did you mean "${nearest}"?`;
  return new CatalogueError(
    'bad-parameter',
    `"${parameter}" names nothing there is: "${value}" is neither a documentId nor a slug. ${hint}`,
    { parameter, value, nearest: nearest ?? null },
  );
}

async function resolve(
  strapi: Core.Strapi,
  table: ReferenceTable,
  parameter: string,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const found = await ask<Known>(
    strapi,
    `select document_id as id, slug from ${table} where document_id = any ($1) or slug = any ($1)`,
    [names],
  );
  const ids: string[] = [];
  for (const name of names) {
    const match = found.find(({ id }) => id === name) ?? found.find(({ slug }) => slug === name);
    if (match === undefined) throw await unknownReference(strapi, table, parameter, name);
    ids.push(match.id);
  }
  return [...new Set(ids)].sort();
}

/** The tags that occur in the library and that one of the ranges takes in (RFC 4647, basic filtering). */
async function languagesIn(strapi: Core.Strapi, ranges: readonly string[]): Promise<string[]> {
  if (ranges.length === 0) return [];
  const tags = await ask<{ tag: string }>(
    strapi,
    `select value as tag from catalogue_count where dimension = 'language' and entries > 0`,
  );
  const taken = tags
    .map(({ tag }) => tag)
    .filter((tag) => {
      const lower = tag.toLowerCase();
      return ranges.some((range) => lower === range || lower.startsWith(`${range}-`));
    });
  // None of them: a list must still be narrowed, to nothing.
  return taken.length === 0 ? [...ranges] : taken;
}

/** @throws CatalogueError `bad-parameter` for a category or source that does not exist */
export async function resolveFilters(
  strapi: Core.Strapi,
  { category, source, language, ...filters }: Filters,
): Promise<ResolvedFilters> {
  const [categoryIds, sourceIds, languages] = await Promise.all([
    resolve(strapi, 'categories', 'filters[category]', category),
    resolve(strapi, 'information_sources', 'filters[source]', source),
    languagesIn(strapi, language),
  ]);
  return { ...filters, categoryIds, sourceIds, languages };
}
