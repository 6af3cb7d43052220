import { EVENT_TYPES, type EventType } from '../../../shared/workflow';
import { ACTOR_KINDS, type Actor } from '../../../shared/wire';
import { assertKnown, count, filterValue, invalid, section } from './closed-query';
import { isDay } from './day';

const FILTERS = ['event', 'actor', 'submission', 'type', 'from', 'to'] as const;
const MAX_LIMIT = 200;
const DEFAULT_LIMIT = 50;

/** Which events of the log; what is `undefined` narrows nothing. */
export interface LogFilters {
  event?: EventType | undefined;
  actor?: Actor | undefined;
  /** A submission's id. */
  submission?: string | undefined;
  /** Plural API name of a content type. */
  type?: string | undefined;
  /** Days, `YYYY-MM-DD`, both included. */
  from?: string | undefined;
  to?: string | undefined;
}

export interface LogQuery {
  filters: LogFilters;
  /** An event's id: the page holds what is older. */
  before: string | null;
  limit: number;
}

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

function oneOf<T extends string>(parameter: string, value: string, known: readonly T[]): T {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw invalid(parameter, `one of ${known.join(', ')}`);
  return found;
}

function actor(value: string): Actor {
  const [, named = '', id] = /^([a-z]+)(?::([1-9]\d{0,8}))?$/.exec(value) ?? [];
  const kind = ACTOR_KINDS.find((known) => known === named);
  if (kind === undefined || (kind === 'system') !== (id === undefined)) {
    throw invalid('filters[actor]', 'written kind:id, for example admin:7, or system');
  }
  return { kind, id: id === undefined ? null : Number(id) };
}

function day(parameter: string, value: string): string {
  if (!isDay(value)) throw invalid(parameter, 'a day, written YYYY-MM-DD');
  return value;
}

function parseFilters(query: Record<string, unknown>, types: readonly string[]): LogFilters {
  const given = section(query, 'filters');
  assertKnown(given, FILTERS, (key) => `filters[${key}]`);
  const values = new Map(
    Object.entries(given).map(([name, value]) => [name, filterValue(name, value)] as const),
  );
  const read = <T>(name: (typeof FILTERS)[number], parse: (value: string) => T): T | undefined => {
    const value = values.get(name);
    return value === undefined ? undefined : parse(value);
  };
  return {
    event: read('event', (value) => oneOf('filters[event]', value, EVENT_TYPES)),
    actor: read('actor', actor),
    submission: read('submission', (value) => value),
    type: read('type', (value) => oneOf('filters[type]', value, types)),
    from: read('from', (value) => day('filters[from]', value)),
    to: read('to', (value) => day('filters[to]', value)),
  };
}

/**
 * @param types plural API names of the types under review
 * @throws ReviewError `invalidParameter` naming the parameter and the nearest one that exists
 */
export function parseLogQuery(query: Record<string, unknown>, types: readonly string[]): LogQuery {
  assertKnown(query, ['filters', 'before', 'limit']);
  const { before } = query;
  if (before !== undefined && (typeof before !== 'string' || !/^[1-9]\d{0,17}$/.test(before))) {
    throw invalid('before', 'the number of an event');
  }
  return {
    filters: parseFilters(query, types),
    before: before ?? null,
    limit: count(query.limit, 'limit', MAX_LIMIT, DEFAULT_LIMIT),
  };
}

/** The same filters, for a file with all the events they let through. */
export function parseLogExport(
  query: Record<string, unknown>,
  types: readonly string[],
): { filters: LogFilters; format: ExportFormat } {
  assertKnown(query, ['filters', 'format']);
  const { format = 'csv' } = query;
  if (typeof format !== 'string') throw invalid('format', `one of ${EXPORT_FORMATS.join(', ')}`);
  return {
    filters: parseFilters(query, types),
    format: oneOf('format', format, EXPORT_FORMATS),
  };
}
