import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { STATES } from '../../shared/workflow';
import type { Many } from '../../shared/wire';
import { SORT_EXPRESSION } from './database/queue-indexes';
import { ReviewError } from './errors';
import { invalid, type ClosedQuery } from './parse/closed-query';
import type { ReviewableType } from './reviewable';
import { fromRow, SUBMISSIONS, type Submission, type SubmissionRow } from './submission-store';
import type { Types } from './submission-views';

export type Query = Knex.QueryBuilder<SubmissionRow, SubmissionRow[]>;

/** Submissions of types that no longer opt in stay in the table and out of every list. */
export function ofKnownTypes(strapi: Core.Strapi, types: Types): Query {
  return strapi.db
    .connection<SubmissionRow, SubmissionRow[]>(SUBMISSIONS)
    .whereIn('content_type', [...types.keys()]);
}

export function oneOf(parameter: string, value: string, allowed: readonly string[]): string {
  if (allowed.includes(value)) return value;
  throw invalid(parameter, `one of ${allowed.join(', ')}`);
}

function typeNamed(types: Types, name: string): ReviewableType {
  const all = [...types.values()];
  oneOf(
    'filters[type]',
    name,
    all.map((type) => type.name),
  );
  const found = all.find((type) => type.name === name);
  if (found === undefined) throw new ReviewError('notFound', `There is no type ${name}.`);
  return found;
}

export function filterByType(query: Query, types: Types, name: string | undefined): void {
  if (name !== undefined) void query.where('content_type', typeNamed(types, name).uid);
}

export function filterByState(
  query: Query,
  state: string | undefined,
  withAll: readonly string[],
): void {
  if (state === undefined) return;
  oneOf('filters[state]', state, [...STATES, ...withAll]);
  if (state !== 'all') void query.where('state', state);
}

/** What a sort compares, and the type of it in SQL. */
export interface SortKey {
  expression: string;
  type: 'timestamptz' | 'text' | 'date';
}

export function sortKey({ field, order }: ClosedQuery['sort']): SortKey {
  const { submittedAt, title, dueFirst, dueLast } = SORT_EXPRESSION;
  if (field === 'title') return { expression: title, type: 'text' };
  if (field !== 'dueOn') return { expression: submittedAt, type: 'timestamptz' };
  return { expression: order === 'asc' ? dueFirst : dueLast, type: 'date' };
}

interface Stretch {
  from: number;
  length: number;
  reversed: boolean;
}

/** Which rows to read, from whichever end of the list is nearer. */
function stretchOf(total: number, { page, pageSize }: ClosedQuery['page']): Stretch {
  // A page beyond the last has no rows, wherever it begins.
  const from = Math.min((page - 1) * pageSize, total);
  const length = Math.max(0, Math.min(pageSize, total - from));
  const reversed = from > total / 2;
  return { from: reversed ? total - from - length : from, length, reversed };
}

/** The rows of one page and how many there are in all. */
export async function page(
  strapi: Core.Strapi,
  query: Query,
  { sort, page: asked }: ClosedQuery,
): Promise<Many<Submission>> {
  const [counted] = await query.clone().count<{ count: string }[]>({ count: '*' });
  const total = Number(counted?.count ?? 0);
  const { from, length, reversed } = stretchOf(total, asked);
  const { expression } = sortKey(sort);
  const by = (order: 'asc' | 'desc') => `${expression} ${order}, id ${order}`;
  const opposite = sort.order === 'asc' ? 'desc' : 'asc';
  // Ids first: leafing far then passes over entries of an index and not over rows.
  const picked = query
    .clone()
    .select('id')
    .orderByRaw(by(reversed ? opposite : sort.order))
    .limit(length)
    .offset(from)
    .as('picked');
  const rows: SubmissionRow[] = await strapi.db
    .connection(SUBMISSIONS)
    .joinRaw('join ? using (id)', [picked])
    .select(`${SUBMISSIONS}.*`)
    .orderByRaw(by(sort.order));
  const pagination = { ...asked, pageCount: Math.ceil(total / asked.pageSize), total };
  return { data: rows.map(fromRow), meta: { pagination } };
}
