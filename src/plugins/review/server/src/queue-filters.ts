import type { Core } from '@strapi/strapi';

import type { RequestActor } from './actor';
import { withDescendants } from './category-tree';
import { SORT_EXPRESSION } from './database/queue-indexes';
import { invalid, type ClosedQuery, type QuerySpec } from './parse/closed-query';
import { scopeOf } from './scopes';
import { readSettings } from './settings';
import { filterByState, filterByType, ofKnownTypes, oneOf, type Query } from './submission-query';
import type { Types } from './submission-views';

export const QUEUE_QUERY = {
  filters: ['state', 'type', 'category', 'submitter', 'assignee', 'waitingDays', 'overdue', 'item'],
  search: true,
  sort: ['submittedAt', 'title', 'dueOn'],
  defaultSort: 'submittedAt:asc',
} as const satisfies QuerySpec;

const DAY = 24 * 60 * 60 * 1000;
/** As many words as anybody searches by; each is one more condition. */
const MOST_WORDS = 10;
/** As many items as a page of the content manager shows. */
const MOST_ITEMS = 100;
/**
 * So many categories the index looks up one by one. Beyond that PostgreSQL would hold each of a row's
 * categories against all of them in turn, where `= any` of a long list is one look into a hash table.
 */
const LOOKED_UP = 50;

/** What is filed in one of these categories themselves. */
function filedIn(query: Query, categoryIds: readonly string[]): void {
  if (categoryIds.length <= LOOKED_UP) {
    void query.whereRaw('category_ids && ?', [categoryIds]);
    return;
  }
  void query.whereRaw(
    `(category_one = any(?) or category_two = any(?) or (filed_widely and id in
       (select id from review_submissions where filed_widely and category_ids && ?)))`,
    [categoryIds, categoryIds, categoryIds],
  );
}

/** A question to the queue, with all that is needed to put it in SQL. */
export interface Question extends Pick<ClosedQuery, 'filters' | 'search'> {
  actor: RequestActor;
  /** All the categories the actor is limited to, each with those in it; `null` for no limit. */
  within: readonly string[] | null;
  /** The category asked for with those in it. */
  filed: readonly string[] | null;
}

/** Not the query itself: one that is awaited is one that is sent. */
export async function questionOf(
  strapi: Core.Strapi,
  actor: RequestActor,
  { filters, search }: Pick<ClosedQuery, 'filters' | 'search'>,
): Promise<Question> {
  const below = (ids: readonly string[] | null) =>
    ids === null ? null : withDescendants(strapi, strapi.db.connection, ids);
  const within = await below(scopeOf(await readSettings(strapi), actor));
  const filed = await below(filters.category === undefined ? null : [filters.category]);
  return { actor, filters, search, within, filed };
}

/** Everything the actor may see. */
export function visibleTo(
  strapi: Core.Strapi,
  types: Types,
  { within }: Pick<Question, 'within'>,
): Query {
  const query = ofKnownTypes(strapi, types);
  if (within !== null) filedIn(query, within);
  return query;
}

function filterBySubmitter(query: Query, submitter: string): void {
  const [, kind, id] = /^(admin|user|token):(\d{1,9})$/.exec(submitter) ?? [];
  if (kind === undefined) {
    throw invalid('filters[submitter]', 'written kind:id, for example user:7');
  }
  void query.where('submitter_kind', kind).where('submitter_id', Number(id));
}

/** A claim that has run out is nobody's. */
function filterByAssignee(query: Query, assignee: string, actor: RequestActor): void {
  if (assignee === 'none') {
    void query.whereRaw('(claimed_by is null or claimed_until <= now())');
    return;
  }
  if (assignee !== 'me' && !/^\d{1,9}$/.test(assignee)) {
    throw invalid('filters[assignee]', 'me, none, or the number of an administrator');
  }
  const me = actor.kind === 'admin' ? actor.id : null;
  const reviewer = assignee === 'me' ? me : Number(assignee);
  // Nobody's number is 0: a token claims nothing.
  void query.where('claimed_by', reviewer ?? 0).whereRaw('claimed_until > now()');
}

/** Of what is pending, with the day it is. The expression is one that has an index. */
export const OVERDUE = `${SORT_EXPRESSION.dueFirst} < ?`;

/** In UTC, as due dates are. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Only what is pending waits, and only that can be late. */
function filterByAge(query: Query, waitingDays: string | undefined, overdue: string | undefined) {
  if (waitingDays !== undefined) {
    if (!/^\d{1,4}$/.test(waitingDays)) {
      throw invalid('filters[waitingDays]', 'a whole number of days, up to 9999');
    }
    const since = new Date(Date.now() - Number(waitingDays) * DAY);
    void query.where('state', 'pending').where('submitted_at', '<=', since);
  }
  if (overdue !== undefined) {
    oneOf('filters[overdue]', overdue, ['true']);
    void query.where('state', 'pending').whereRaw(OVERDUE, [today()]);
  }
}

/** One documentId, or as many as a page shows, with commas between them. */
function itemsNamed(value: string): string[] {
  const items = value.split(',');
  if (items.length <= MOST_ITEMS && items.every((id) => /^[A-Za-z0-9]{1,64}$/.test(id))) {
    return items;
  }
  throw invalid('filters[item]', `one to ${MOST_ITEMS} documentIds with commas between them`);
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

/** Every word somewhere in the title or in the submitter's name, whatever its case. */
function filterByText(query: Query, search: string): void {
  const words = [...new Set(search.split(/\s+/))].filter((word) => word !== '');
  if (words.length > MOST_WORDS) throw invalid('_q', `at most ${MOST_WORDS} words`);
  for (const word of words) {
    const pattern = `%${escapeLike(word)}%`;
    void query.whereRaw('(title_folded like lower(?) or submitter_folded like lower(?))', [
      pattern,
      pattern,
    ]);
  }
}

/** What of the queue the actor may see and asked for: pending, unless asked otherwise. */
export function queueQuery(strapi: Core.Strapi, types: Types, question: Question): Query {
  const { filters, search, filed, actor } = question;
  const query = visibleTo(strapi, types, question);
  filterByState(query, filters.state ?? 'pending', ['all']);
  filterByType(query, types, filters.type);
  filterByAge(query, filters.waitingDays, filters.overdue);
  if (filters.submitter !== undefined) filterBySubmitter(query, filters.submitter);
  if (filters.assignee !== undefined) filterByAssignee(query, filters.assignee, actor);
  if (filters.item !== undefined) void query.whereIn('item_id', itemsNamed(filters.item));
  if (filed !== null) filedIn(query, filed);
  filterByText(query, search);
  return query;
}
