import { badValue } from '../errors';
import { ITEM_LINK_STATES, type ItemLinkState } from '../item';
import { type Kind, KINDS } from '../kinds';
import { dayRange, partialDateRange, type Range, RANGE_OPERATORS } from './ranges';
import { listOf, oneOf, type Parameters, readParameters } from './read-parameters';

/** Which items; an empty list does not narrow. Categories and sources by documentId or slug. */
export interface Filters {
  kind: readonly Kind[];
  category: readonly string[];
  source: readonly string[];
  /** Language ranges (RFC 4647, basic filtering): `en` takes in `en-GB`. */
  language: readonly string[];
  publisher: readonly string[];
  /** States of links; documents have none. */
  link: readonly ItemLinkState[];
  dateAdded: Range;
  published: Range;
}

/** What is listed, whatever part of it an answer holds. */
export interface Selection {
  /** The words looked for; `null` lists without searching. */
  search: string | null;
  filters: Filters;
}

export const MAX_SEARCH = 200;
export const MAX_VALUES = 50;

export const VALUE_FILTERS = [
  'kind',
  'category',
  'source',
  'language',
  'publisher',
  'link',
] as const;
export const RANGE_FILTERS = ['dateAdded', 'published'] as const;
export type ValueFilter = (typeof VALUE_FILTERS)[number];
export type RangeFilter = (typeof RANGE_FILTERS)[number];

const valueNames = VALUE_FILTERS.flatMap((name) => [
  `filters[${name}]`,
  `filters[${name}][$eq]`,
  `filters[${name}][$in]`,
]);
const rangeNames = RANGE_FILTERS.flatMap((name) => [
  `filters[${name}]`,
  ...RANGE_OPERATORS.map((operator) => `filters[${name}][${operator}]`),
]);

/** What narrows a list. Feeds take these and no others. */
export const SELECTION_PARAMETERS: readonly string[] = ['_q', ...valueNames, ...rangeNames];
/** Which of them may be written as lists. */
export const SELECTION_LISTS: readonly string[] = VALUE_FILTERS.map(
  (name) => `filters[${name}][$in]`,
);

function valuesOf(
  parameters: Parameters,
  name: ValueFilter,
  normalised: (value: string) => string = (value) => value,
): string[] {
  const names = [`filters[${name}]`, `filters[${name}][$eq]`, `filters[${name}][$in]`];
  const used = names.filter((each) => listOf(parameters, each).length > 0);
  const [first = '', second] = used;
  if (second !== undefined) {
    throw badValue(second, parameters.get(second) ?? '', `left out beside "${first}"`);
  }
  const values = used.length === 0 ? [] : listOf(parameters, first);
  const [bad] = values.filter((value) => value.trim() === '');
  if (bad !== undefined) throw badValue(first, bad, 'a value; leave the parameter out for all');
  if (values.length > MAX_VALUES) {
    throw badValue(first, `${values.length} values`, `at most ${MAX_VALUES} values`);
  }
  // One question has one spelling, so that it is answered, and kept, once.
  return [...new Set(values.map(normalised))].sort();
}

function kindsOf(parameters: Parameters): Kind[] {
  const known = KINDS.map(({ kind }) => kind);
  const values = valuesOf(parameters, 'kind').map((value) => oneOf('filters[kind]', value, known));
  return values.length === known.length ? [] : values;
}

function searchOf(parameters: Parameters): string | null {
  const text = (parameters.get('_q') ?? '').trim().replace(/\s+/g, ' ');
  if (text.length > MAX_SEARCH) {
    throw badValue('_q', text.slice(0, 100), `a text of up to ${MAX_SEARCH} characters`);
  }
  return text === '' ? null : text.normalize('NFC');
}

export function readSelection(parameters: Parameters): Selection {
  return {
    search: searchOf(parameters),
    filters: {
      kind: kindsOf(parameters),
      category: valuesOf(parameters, 'category'),
      source: valuesOf(parameters, 'source'),
      language: valuesOf(parameters, 'language', (value) => value.toLowerCase()),
      publisher: valuesOf(parameters, 'publisher'),
      link: valuesOf(parameters, 'link').map((value) =>
        oneOf('filters[link]', value, ITEM_LINK_STATES),
      ),
      dateAdded: dayRange(parameters, 'filters[dateAdded]'),
      published: partialDateRange(parameters, 'filters[published]'),
    },
  };
}

/** @throws CatalogueError `bad-parameter` */
export function parseSelection(querystring: string): Selection {
  return readSelection(readParameters(querystring, SELECTION_PARAMETERS, new Set(SELECTION_LISTS)));
}
