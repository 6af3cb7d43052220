import { closest } from 'fastest-levenshtein';

import { ReviewError } from '../errors';
import { isRecord } from './unknown';

export interface Page {
  page: number;
  pageSize: number;
}

export interface ClosedQuery {
  filters: Readonly<Record<string, string>>;
  search: string;
  sort: { field: string; order: 'asc' | 'desc' };
  page: Page;
}

export interface QuerySpec {
  filters: readonly string[];
  search: boolean;
  sort: readonly string[];
  /** `field:order`. */
  defaultSort: string;
  /** `false` where the answer has no pages. */
  paged?: boolean;
}

const MAX_PAGE_SIZE = 100;
// Beyond this an offset is read and thrown away; the lists here are one person's or one queue's.
const MAX_PAGE = 10_000;

function refuseUnknown(
  name: string,
  known: readonly string[],
  wrap: (key: string) => string,
): never {
  const nearest = known.length === 0 ? '' : ` Did you mean "${wrap(closest(name, [...known]))}"?`;
  throw new ReviewError('invalidParameter', `Unknown parameter "${wrap(name)}".${nearest}`, {
    parameter: wrap(name),
  });
}

/** @throws ReviewError `invalidParameter` naming the nearest that is known */
export function assertKnown(
  given: Record<string, unknown>,
  known: readonly string[],
  wrap: (key: string) => string = (key) => key,
): void {
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) refuseUnknown(name, known, wrap);
  }
}

export function invalid(parameter: string, expected: string): ReviewError {
  return new ReviewError('invalidParameter', `"${parameter}" must be ${expected}.`, { parameter });
}

export function section(query: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = query[name] ?? {};
  if (!isRecord(value)) throw invalid(name, `written as ${name}[…]`);
  return value;
}

export function filterValue(name: string, value: unknown): string {
  const plain = isRecord(value) && Object.keys(value).join() === '$eq' ? value.$eq : value;
  if (typeof plain !== 'string' || plain === '') throw invalid(`filters[${name}]`, 'one value');
  return plain;
}

export function count(value: unknown, parameter: string, max: number, fallback: number): number {
  if (value === undefined) return fallback;
  const number = typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > max) throw invalid(parameter, `a whole number from 1 to ${max}`);
  return number;
}

function parseSort(value: unknown, { sort, defaultSort }: QuerySpec): ClosedQuery['sort'] {
  const text = value ?? defaultSort;
  if (typeof text !== 'string') throw invalid('sort', `one of ${sort.join(', ')}`);
  const [field = '', order = 'asc', ...rest] = text.split(':');
  if (!sort.includes(field) || (order !== 'asc' && order !== 'desc') || rest.length > 0) {
    throw invalid('sort', `one of ${sort.join(', ')}, followed by :asc or :desc`);
  }
  return { field, order };
}

/**
 * Reads a query in Strapi's spelling against a closed list: `filters[name]` (or `[name][$eq]`),
 * `_q`, `sort=field:order`, `pagination[page|pageSize]`.
 * @throws ReviewError `invalidParameter` naming the parameter and the nearest one that exists
 */
export function parseClosedQuery(query: Record<string, unknown>, spec: QuerySpec): ClosedQuery {
  const roots = [
    'filters',
    'sort',
    ...(spec.paged === false ? [] : ['pagination']),
    ...(spec.search ? ['_q'] : []),
  ];
  assertKnown(query, roots);
  const filters = section(query, 'filters');
  assertKnown(filters, spec.filters, (key) => `filters[${key}]`);
  const pagination = section(query, 'pagination');
  assertKnown(pagination, ['page', 'pageSize'], (key) => `pagination[${key}]`);
  const search = query._q ?? '';
  if (typeof search !== 'string' || search.length > 200)
    throw invalid('_q', 'a text of up to 200 characters');
  return {
    filters: Object.fromEntries(
      Object.entries(filters).map(([name, value]) => [name, filterValue(name, value)]),
    ),
    search: search.trim(),
    sort: parseSort(query.sort, spec),
    page: {
      page: count(pagination.page, 'pagination[page]', MAX_PAGE, 1),
      pageSize: count(pagination.pageSize, 'pagination[pageSize]', MAX_PAGE_SIZE, 25),
    },
  };
}
