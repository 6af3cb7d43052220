import { assertKnown, filterValue, invalid, section } from './closed-query';
import { addDays, dayOf, daysBetween, isDay } from './day';

/** Five years, with their leap days. */
const MOST_DAYS = 1827;
const DEFAULT_DAYS = 90;

export interface StatisticsQuery {
  /** Days, `YYYY-MM-DD`, both included. */
  from: string;
  to: string;
  /** Plural API name of a content type. */
  type: string | undefined;
  /** documentId of a category; those in it count too. */
  category: string | undefined;
}

function day(parameter: string, value: unknown, fallback: string): string {
  if (value === undefined) return fallback;
  if (typeof value !== 'string' || !isDay(value)) {
    throw invalid(parameter, 'a day, written YYYY-MM-DD');
  }
  return value;
}

/**
 * @param types plural API names of the types under review
 * @param now for the period that is meant where none is asked for: the last 90 days
 * @throws ReviewError `invalidParameter` naming the parameter and the nearest one that exists
 */
export function parseStatisticsQuery(
  query: Record<string, unknown>,
  types: readonly string[],
  now: Date,
): StatisticsQuery {
  assertKnown(query, ['from', 'to', 'filters']);
  const to = day('to', query.to, dayOf(now));
  const from = day('from', query.from, addDays(to, 1 - DEFAULT_DAYS));
  if (from > to) throw invalid('from', 'a day before "to"');
  if (daysBetween(from, to) >= MOST_DAYS) throw invalid('from', 'at most five years before "to"');
  const filters = section(query, 'filters');
  assertKnown(filters, ['type', 'category'], (key) => `filters[${key}]`);
  const filter = (name: string) =>
    filters[name] === undefined ? undefined : filterValue(name, filters[name]);
  const type = filter('type');
  if (type !== undefined && !types.includes(type)) {
    throw invalid('filters[type]', `one of ${types.join(', ')}`);
  }
  return { from, to, type, category: filter('category') };
}
