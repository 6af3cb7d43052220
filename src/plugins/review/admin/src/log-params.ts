import { EVENT_TYPES } from '../../shared/workflow';
import type { EventType } from '../../shared/workflow';
import { readDay } from './day';

/** What the log page shows; the same words stand in its address and in the request. Empty is all. */
export interface LogParams {
  event: EventType | '';
  /** `kind:id`, or `system`. */
  actor: string;
  /** A submission's id. */
  submission: string;
  /** Plural API name of a content type. */
  type: string;
  /** Days, `YYYY-MM-DD`, both included. */
  from: string;
  to: string;
  /** The number of an event: what is older is shown. */
  before: string;
}

export const WHOLE_LOG: LogParams = {
  event: '',
  actor: '',
  submission: '',
  type: '',
  from: '',
  to: '',
  before: '',
};

export const LOG_FILTERS = ['event', 'type', 'actor', 'submission', 'from', 'to'] as const;
export type LogFilter = (typeof LOG_FILTERS)[number];

function matching(text: string | null, pattern: RegExp): string {
  return text !== null && pattern.test(text) ? text : '';
}

/** Reads an address. People edit and share those, so what is not understood falls away. */
export function readLogParams(search: URLSearchParams): LogParams {
  const of = (name: LogFilter) => search.get(`filters[${name}]`);
  return {
    event: EVENT_TYPES.find((known) => known === of('event')) ?? '',
    actor: matching(of('actor'), /^(system|(admin|user|token):[1-9]\d{0,8})$/),
    submission: matching(of('submission'), /^[\w-]{1,64}$/),
    type: of('type') ?? '',
    from: readDay(of('from')),
    to: readDay(of('to')),
    before: matching(search.get('before'), /^[1-9]\d{0,15}$/),
  };
}

/** The address of what is shown, and the query that asks for it. */
export function writeLogParams(params: LogParams): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of activeLogFilters(params)) search.set(`filters[${name}]`, params[name]);
  if (params.before !== '') search.set('before', params.before);
  return search;
}

export function activeLogFilters(params: LogParams): LogFilter[] {
  return LOG_FILTERS.filter((name) => params[name] !== '');
}

/** Any change of what is listed starts again at the newest. */
export function changeLogParams(params: LogParams, change: Partial<LogParams>): LogParams {
  return { ...params, before: '', ...change };
}
