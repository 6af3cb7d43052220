import { badValue, CatalogueError } from '../errors';
import { badCursor, decodeCursor, fingerprint } from './cursor';
import { isDay } from './ranges';
import { listOf, numberOf, oneOf, type Parameters, readParameters } from './read-parameters';
import { readSelection, type Selection, SELECTION_LISTS, SELECTION_PARAMETERS } from './selection';

export const SORTS = [
  'dateAdded:desc',
  'dateAdded:asc',
  'title:asc',
  'title:desc',
  'publishedDate:desc',
  'publishedDate:asc',
  'relevance',
] as const;
export type Sort = (typeof SORTS)[number];

export const FACETS = ['kind', 'category', 'language', 'year'] as const;
export type Facet = (typeof FACETS)[number];

/** Where a page begins: behind the entry with this key. Keys are of the order sorted by. */
export interface Place {
  key: string;
  entered: number;
}

export interface ListQuery extends Selection {
  sort: Sort;
  /** One of the two ways to page: `page` counts from 1 and is `null` where a cursor is given. */
  page: number | null;
  after: Place | null;
  pageSize: number;
  withCount: boolean;
  facets: readonly Facet[];
}

export const MAX_PAGE_SIZE = 100;
/** How far `pagination[page]` reaches: an offset is read and thrown away. A cursor reaches to the end. */
export const MAX_DEPTH = 10_000;
export const LIST_PARAMETERS: readonly string[] = [
  ...SELECTION_PARAMETERS,
  'sort',
  'facets',
  'pagination[page]',
  'pagination[pageSize]',
  'pagination[after]',
  'pagination[withCount]',
];
const LISTS: ReadonlySet<string> = new Set([...SELECTION_LISTS, 'sort', 'facets']);

function onlyOne(parameters: Parameters, name: string): string | undefined {
  const values = listOf(parameters, name);
  if (values.length > 1) throw badValue(name, values.join(), 'one value');
  return values[0];
}

function sortOf(parameters: Parameters, search: string | null): Sort {
  const value = onlyOne(parameters, 'sort');
  if (value === undefined) return search === null ? 'dateAdded:desc' : 'relevance';
  const spelt = ['dateAdded', 'title', 'publishedDate'].includes(value) ? `${value}:asc` : value;
  const sort = oneOf('sort', spelt === 'relevance:desc' ? 'relevance' : spelt, SORTS);
  if (sort === 'relevance' && search === null) {
    throw badValue('sort', value, 'another order where nothing is searched for with _q');
  }
  return sort;
}

function facetsOf(parameters: Parameters): Facet[] {
  const values = listOf(parameters, 'facets').flatMap((value) => value.split(','));
  const wanted = new Set(values.map((value) => oneOf('facets', value.trim(), FACETS)));
  return FACETS.filter((facet) => wanted.has(facet));
}

function withCountOf(parameters: Parameters): boolean {
  const name = 'pagination[withCount]';
  const value = parameters.get(name) ?? 'true';
  return ['true', '1'].includes(oneOf(name, value, ['true', 'false', '1', '0']));
}

/** What a cursor of a list holds: of which question it is, and where that stood. */
export function questionOf({ search, filters, sort }: Selection & { sort: Sort }): string {
  return fingerprint([search, filters, sort]);
}

/** What can be a key: whatever else a cursor holds, PostgreSQL would refuse to compare with. */
const IS_KEY: Readonly<Record<Sort, (key: string) => boolean>> = {
  'dateAdded:desc': isDay,
  'dateAdded:asc': isDay,
  'title:asc': isTitleKey,
  'title:desc': isTitleKey,
  'publishedDate:desc': isPublishedKey,
  'publishedDate:asc': isPublishedKey,
  relevance: isRank,
};

function isTitleKey(key: string): boolean {
  return !key.includes('\0');
}
function isPublishedKey(key: string): boolean {
  return /^(\d{4}(-\d{2}){0,2})?$/.test(key);
}
/** As PostgreSQL prints a `real`, and not so small that it would read none. What only a file holds has a place below 0. */
function isRank(key: string): boolean {
  return /^(?:-\d{1,4}|\d(\.\d{1,14})?(e-[0-2]\d)?)$/.test(key);
}

function placeOf(parameters: Parameters, selection: Selection, sort: Sort): Place | null {
  const name = 'pagination[after]';
  const text = parameters.get(name);
  if (text === undefined) return null;
  if (parameters.has('pagination[page]')) {
    throw badValue(
      'pagination[page]',
      parameters.get('pagination[page]') ?? '',
      `left out beside "${name}"`,
    );
  }
  const [question, key, entered] = decodeCursor(name, text, ['string', 'string', 'number']);
  if (question !== questionOf({ ...selection, sort })) {
    throw badCursor(
      name,
      text,
      'belongs to another question. Send it with the same search, filters and sort that it came from.',
    );
  }
  const place = { key: String(key), entered: Number(entered) };
  if (!IS_KEY[sort](place.key)) {
    throw badCursor(name, text, 'names no place in this order. Leave it out to begin.');
  }
  return place;
}

function pageOf(parameters: Parameters, pageSize: number): number {
  const name = 'pagination[page]';
  const page = numberOf(parameters, name, { min: 1, max: 999_999_999, fallback: 1 });
  if (page * pageSize <= MAX_DEPTH) return page;
  throw new CatalogueError(
    'too-deep',
    `Pages reach to entry ${MAX_DEPTH}. To read on from there, send the cursor of meta.pagination.next as pagination[after]; to read everything, use /api/catalogue/export.`,
    { parameter: name, value: String(page), nearest: 'pagination[after]' },
  );
}

/**
 * What `GET /api/catalogue` is asked, from the query part of its address.
 * @throws CatalogueError `bad-parameter`, `bad-cursor` or `too-deep`
 */
export function parseList(querystring: string): ListQuery {
  const parameters = readParameters(querystring, LIST_PARAMETERS, LISTS);
  const selection = readSelection(parameters);
  const sort = sortOf(parameters, selection.search);
  const pageSize = numberOf(parameters, 'pagination[pageSize]', {
    min: 1,
    max: MAX_PAGE_SIZE,
    fallback: 25,
  });
  const after = placeOf(parameters, selection, sort);
  return {
    ...selection,
    sort,
    after,
    page: after === null ? pageOf(parameters, pageSize) : null,
    pageSize,
    withCount: withCountOf(parameters),
    facets: facetsOf(parameters),
  };
}
