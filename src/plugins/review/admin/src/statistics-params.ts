import { daysBefore, daysIn, readDay } from './day';

/** What the statistics page shows; the same words stand in its address and in the request. */
export interface StatisticsParams {
  /** Days, `YYYY-MM-DD`, both included. */
  from: string;
  to: string;
  /** Plural API name of a content type, empty for all. */
  type: string;
  /** documentId of a category, empty for all; those under it are included. */
  category: string;
}

/** Periods up to today, in days. The last is what the server answers at most. */
export const PERIODS = [30, 90, 365, 1825] as const;
export type Period = (typeof PERIODS)[number];
const DEFAULT_PERIOD = 90;
const MOST_DAYS = 1827;

/** The days of a period that ends today. */
export function periodUntil(today: string, days: number): Pick<StatisticsParams, 'from' | 'to'> {
  return { from: daysBefore(today, days - 1), to: today };
}

/** The period that these days are, or nothing where they are days of one's own. */
export function periodOf(
  { from, to }: Pick<StatisticsParams, 'from' | 'to'>,
  today: string,
): Period | undefined {
  return to === today ? PERIODS.find((days) => days === daysIn(from, to)) : undefined;
}

/** Reads an address. Days that are none, or too many, fall to the period that is usual. */
export function readStatisticsParams(search: URLSearchParams, today: string): StatisticsParams {
  const usual = periodUntil(today, DEFAULT_PERIOD);
  const to = readDay(search.get('to')) || usual.to;
  const from = readDay(search.get('from')) || daysBefore(to, DEFAULT_PERIOD - 1);
  const fits = from <= to && daysIn(from, to) <= MOST_DAYS;
  return {
    ...(fits ? { from, to } : usual),
    type: search.get('filters[type]') ?? '',
    category: search.get('filters[category]') ?? '',
  };
}

/** The query that asks for it, and the address, which keeps its days when it is shared. */
export function writeStatisticsParams(params: StatisticsParams): URLSearchParams {
  const { from, to, type, category } = params;
  const search = new URLSearchParams({ from, to });
  if (type !== '') search.set('filters[type]', type);
  if (category !== '') search.set('filters[category]', category);
  return search;
}

/** A day past the other end moves that end along; a period too long is cut where it was not changed. */
export function changeStatisticsParams(
  params: StatisticsParams,
  change: Partial<StatisticsParams>,
): StatisticsParams {
  const next = { ...params, ...change };
  const { from, to } = next;
  if (from > to) {
    return change.from === undefined ? { ...next, from: to } : { ...next, to: from };
  }
  if (daysIn(from, to) <= MOST_DAYS) return next;
  return change.from === undefined
    ? { ...next, from: daysBefore(to, MOST_DAYS - 1) }
    : { ...next, to: daysBefore(from, 1 - MOST_DAYS) };
}
