import type { Core } from '@strapi/strapi';

import type { ListQuery } from '../params/list';
import type { Selection } from '../params/selection';
import type { ListAnswer } from '../presenters/list';
import { browse } from './browse';
import { countFacets } from './facets';
import { highlightsOf } from './highlights';
import { type ResolvedFilters, resolveFilters } from './references';
import { search } from './search';
import type { SearchPage } from './search-ways';
import { type Asked, understand } from './understand';
import { corrected } from './spelling';
import { countSelection } from './total';

interface Found {
  page: SearchPage | null;
  words: Asked | null;
  typed: string;
  correctedFrom: string | null;
}

async function find(
  strapi: Core.Strapi,
  query: ListQuery,
  filters: ResolvedFilters,
  typed: string,
): Promise<Found> {
  const words = await understand(strapi, typed, filters.languages);
  const page = words && (await search({ strapi, query, filters, words }));
  return { page, words, typed, correctedFrom: null };
}

/** Where nothing is found and something is misspelt, what it was meant to be is looked for instead. */
async function findOrCorrect(
  strapi: Core.Strapi,
  query: ListQuery,
  filters: ResolvedFilters,
  typed: string,
): Promise<Found> {
  const found = await find(strapi, query, filters, typed);
  if (found.page === null || found.page.total.value > 0) return found;
  const right = await corrected(strapi, typed);
  if (right === null) return found;
  const meant = await find(strapi, query, filters, right);
  if (meant.page === null || meant.page.total.value === 0) return found;
  return { ...meant, correctedFrom: typed };
}

async function listSearched(
  strapi: Core.Strapi,
  query: ListQuery,
  filters: ResolvedFilters,
  asked: string,
): Promise<ListAnswer> {
  const { page, words, typed, correctedFrom } = await findOrCorrect(strapi, query, filters, asked);
  const rows = page?.rows ?? [];
  const [highlights, facets] = await Promise.all([
    highlightsOf(
      strapi,
      rows.map(({ document_id }) => document_id),
      words,
    ),
    query.facets.length > 0 ? countFacets(strapi, query.facets, filters, { typed, words }) : null,
  ]);
  const compared = page?.compared ?? null;
  return {
    items: rows.map(({ printed }) => printed),
    highlights: rows.map(({ document_id }) => highlights.get(document_id)),
    page: query.page,
    pageSize: query.pageSize,
    next: page?.next ?? null,
    total: query.withCount ? (page?.total ?? { value: 0, relation: 'eq' }) : null,
    facets,
    search: {
      query: typed,
      correctedFrom,
      compared: compared === null ? 'all' : { newest: compared },
    },
  };
}

/** @throws CatalogueError `bad-parameter` for a category or source that does not exist */
export async function listEntries(strapi: Core.Strapi, query: ListQuery): Promise<ListAnswer> {
  const filters = await resolveFilters(strapi, query.filters);
  if (query.search !== null) return listSearched(strapi, query, filters, query.search);
  const [{ rows, next }, total, facets] = await Promise.all([
    browse(strapi, query, filters),
    query.withCount ? countSelection(strapi, filters) : null,
    query.facets.length > 0 ? countFacets(strapi, query.facets, filters, null) : null,
  ]);
  return {
    items: rows.map(({ printed }) => printed),
    highlights: null,
    page: query.page,
    pageSize: query.pageSize,
    next,
    total,
    facets,
    search: null,
  };
}

/** What a feed shows: the newest of a selection, or of what was found. */
export async function newestOf(
  strapi: Core.Strapi,
  selection: Selection,
  count: number,
): Promise<string[]> {
  const { items } = await listEntries(strapi, {
    ...selection,
    sort: 'dateAdded:desc',
    page: 1,
    after: null,
    pageSize: count,
    withCount: false,
    facets: [],
  });
  return [...items];
}
