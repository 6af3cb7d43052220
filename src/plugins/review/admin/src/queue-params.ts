import { STATES } from '../../shared/workflow';
import type { State } from '../../shared/workflow';

export const SORTS = ['submittedAt:asc', 'submittedAt:desc', 'title:asc', 'title:desc'] as const;
export type Sort = (typeof SORTS)[number];

/** What the queue page shows; the same words stand in its address and in the request. */
export interface QueueParams {
  state: State;
  /** Plural name of a content type, or empty for all. */
  type: string;
  q: string;
  sort: Sort;
  page: number;
}

export const PAGE_SIZE = 25;

/** What waits is worked off from the oldest; what is decided is looked up from the latest. */
export function defaultSort(state: State): Sort {
  return state === 'pending' ? 'submittedAt:asc' : 'submittedAt:desc';
}

/** Reads an address. People edit and share those, so what is not understood falls to its default. */
export function readQueueParams(search: URLSearchParams): QueueParams {
  const state = STATES.find((known) => known === search.get('filters[state]')) ?? 'pending';
  const page = Number(search.get('pagination[page]'));
  return {
    state,
    type: search.get('filters[type]') ?? '',
    q: search.get('_q') ?? '',
    sort: SORTS.find((known) => known === search.get('sort')) ?? defaultSort(state),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

export function writeQueueParams(params: QueueParams): URLSearchParams {
  const search = new URLSearchParams({
    'filters[state]': params.state,
    'pagination[page]': String(params.page),
    sort: params.sort,
  });
  if (params.type !== '') search.set('filters[type]', params.type);
  if (params.q !== '') search.set('_q', params.q);
  return search;
}

/** Any change of what is listed starts again at its first page. */
export function changeQueueParams(params: QueueParams, change: Partial<QueueParams>): QueueParams {
  const state = change.state ?? params.state;
  const sort = state === params.state ? params.sort : defaultSort(state);
  return { ...params, sort, page: 1, ...change };
}
