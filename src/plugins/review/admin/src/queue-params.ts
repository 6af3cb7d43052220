import { STATES } from '../../shared/workflow';
import type { State } from '../../shared/workflow';

export const SORTS = [
  'submittedAt:asc',
  'submittedAt:desc',
  'dueOn:asc',
  'dueOn:desc',
  'title:asc',
  'title:desc',
] as const;
export type Sort = (typeof SORTS)[number];

export const PAGE_SIZES = [10, 25, 50, 100] as const;
export const PAGE_SIZE = 25;

/** What the queue page shows; the same words stand in its address and in the request. */
export interface QueueParams {
  state: State;
  /** Plural name of a content type. This and the following are empty for all. */
  type: string;
  /** documentId of a category; those under it are included. */
  category: string;
  /** `kind:id` */
  submitter: string;
  /** `me`, `none` or the id of an administrator. */
  assignee: string;
  /** At least so many days; 0 for all. */
  waitingDays: number;
  overdue: boolean;
  q: string;
  sort: Sort;
  page: number;
  pageSize: number;
}

/** What waits is worked off from the oldest; what is decided is looked up from the latest. */
export function defaultSort(state: State): Sort {
  return state === 'pending' ? 'submittedAt:asc' : 'submittedAt:desc';
}

/** The queue as it opens: all that waits, the oldest first. */
export const WHOLE_QUEUE: QueueParams = {
  state: 'pending',
  type: '',
  category: '',
  submitter: '',
  assignee: '',
  waitingDays: 0,
  overdue: false,
  q: '',
  sort: 'submittedAt:asc',
  page: 1,
  pageSize: PAGE_SIZE,
};

/** Only what waits has an age, a due day and someone whose turn it is. */
const OF_PENDING_ONLY = { assignee: '', waitingDays: 0, overdue: false } as const;

export const NO_FILTERS = {
  type: '',
  category: '',
  submitter: '',
  q: '',
  ...OF_PENDING_ONLY,
} as const;
export type FilterName = keyof typeof NO_FILTERS;

/** Where each filter stands in the address, in the order in which the page tells them. */
const KEYS: Readonly<Record<FilterName, string>> = {
  q: '_q',
  type: 'filters[type]',
  category: 'filters[category]',
  submitter: 'filters[submitter]',
  assignee: 'filters[assignee]',
  waitingDays: 'filters[waitingDays]',
  overdue: 'filters[overdue]',
};
const FILTERS: readonly FilterName[] = [
  'q',
  'type',
  'category',
  'submitter',
  'assignee',
  'waitingDays',
  'overdue',
];

/** The server answers no more pages, and knows no longer wait. */
const MOST_PAGES = 10_000;
const MOST_DAYS = 9_999;
/** Of a search. */
export const MOST_LETTERS = 200;

function readWhole(text: string | null, most: number, otherwise: number): number {
  const number = Number(text ?? '');
  return Number.isInteger(number) && number > 0 && number <= most ? number : otherwise;
}

function matching(text: string | null, pattern: RegExp): string {
  return text !== null && pattern.test(text) ? text : '';
}

/** Reads an address. People edit and share those, so what is not understood falls to its default. */
export function readQueueParams(search: URLSearchParams): QueueParams {
  const state = STATES.find((known) => known === search.get('filters[state]')) ?? 'pending';
  const sort = SORTS.find((known) => known === search.get('sort'));
  const pageSize = Number(search.get('pagination[pageSize]'));
  return onlyWhatApplies({
    state,
    type: search.get(KEYS.type) ?? '',
    category: search.get(KEYS.category) ?? '',
    submitter: matching(search.get(KEYS.submitter), /^(admin|user|token):\d{1,9}$/),
    assignee: matching(search.get(KEYS.assignee), /^(me|none|\d{1,9})$/),
    waitingDays: readWhole(search.get(KEYS.waitingDays), MOST_DAYS, 0),
    overdue: search.get(KEYS.overdue) === 'true',
    q: (search.get(KEYS.q) ?? '').slice(0, MOST_LETTERS),
    sort: sort ?? defaultSort(state),
    page: readWhole(search.get('pagination[page]'), MOST_PAGES, 1),
    pageSize: PAGE_SIZES.find((known) => known === pageSize) ?? PAGE_SIZE,
  });
}

function onlyWhatApplies(params: QueueParams): QueueParams {
  if (params.state === 'pending') return params;
  const sort = params.sort.startsWith('dueOn') ? defaultSort(params.state) : params.sort;
  return { ...params, ...OF_PENDING_ONLY, sort };
}

/**
 * The address of what is shown, and the query that asks for it: only what differs from the queue as
 * it opens, which is what the server gives when asked for nothing.
 */
export function writeQueueParams(params: QueueParams): URLSearchParams {
  const search = new URLSearchParams();
  if (params.state !== WHOLE_QUEUE.state) search.set('filters[state]', params.state);
  for (const name of activeFilters(params)) search.set(KEYS[name], String(params[name]));
  if (params.sort !== WHOLE_QUEUE.sort) search.set('sort', params.sort);
  if (params.pageSize !== PAGE_SIZE) search.set('pagination[pageSize]', String(params.pageSize));
  if (params.page > 1) search.set('pagination[page]', String(params.page));
  return search;
}

/** What a saved view keeps: the address without the page one happens to be on. */
export function viewQuery(params: QueueParams): string {
  return writeQueueParams({ ...params, page: 1 }).toString();
}

function activeFilters(params: QueueParams): FilterName[] {
  return FILTERS.filter((name) => params[name] !== NO_FILTERS[name]);
}

/** Those that are told as filters. Under the tab "mine", that is the tab and no filter. */
export function shownFilters(params: QueueParams): FilterName[] {
  const mine = tabOf(params) === 'mine';
  return activeFilters(params).filter((name) => !(mine && name === 'assignee'));
}

/** What `changeQueueParams` takes to remove them. */
export function withoutFilters(params: QueueParams): Partial<QueueParams> {
  return Object.fromEntries(shownFilters(params).map((name) => [name, NO_FILTERS[name]]));
}

/** Any change of what is listed starts again at its first page. */
export function changeQueueParams(params: QueueParams, change: Partial<QueueParams>): QueueParams {
  const state = change.state ?? params.state;
  const sort = state === params.state ? params.sort : defaultSort(state);
  return onlyWhatApplies({ ...params, sort, page: 1, ...change });
}

export const TABS = ['pending', 'mine', 'rejected', 'approved'] as const;
export type Tab = (typeof TABS)[number];

/** "Mine" is what waits and is claimed by the caller. */
export function tabOf({ state, assignee }: QueueParams): Tab {
  return state === 'pending' && assignee === 'me' ? 'mine' : state;
}

/** The other filters stay, as far as they apply: a reviewer looks the same things up elsewhere. */
export function openTab(params: QueueParams, tab: Tab): QueueParams {
  const assignee = tab === 'mine' ? 'me' : '';
  return changeQueueParams(params, { state: tab === 'mine' ? 'pending' : tab, assignee });
}
