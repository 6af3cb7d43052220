import type { Core } from '@strapi/strapi';

import type { Neighbours, QueueCounts } from '../../shared/desk';
import type { Many, QueueRow } from '../../shared/wire';
import type { State } from '../../shared/workflow';
import type { RequestActor } from './actor';
import type { ClosedQuery } from './parse/closed-query';
import { OVERDUE, questionOf, queueQuery, today, visibleTo } from './queue-filters';
import { page, sortKey, type Query } from './submission-query';
import { SUBMISSIONS, type Submission, type SubmissionRow } from './submission-store';
import { viewQueueRows, type Types } from './submission-views';

/** A page of the queue. */
export async function listQueue(
  strapi: Core.Strapi,
  types: Types,
  actor: RequestActor,
  request: ClosedQuery,
): Promise<Many<QueueRow>> {
  const question = await questionOf(strapi, actor, request);
  const query = queueQuery(strapi, types, question);
  const { data, meta } = await page(strapi, query, request);
  return { data: await viewQueueRows(strapi, types, data), meta };
}

async function oldestPending(visible: Query): Promise<QueueCounts['oldest']> {
  const oldest: Pick<SubmissionRow, 'id' | 'title' | 'submitted_at'> | undefined = await visible
    .where('state', 'pending')
    .orderByRaw('submitted_at, id')
    .first('id', 'title', 'submitted_at');
  if (oldest === undefined) return null;
  const { id, title, submitted_at } = oldest;
  return { id, title, submittedAt: submitted_at.toISOString() };
}

type Tally = Pick<QueueCounts, 'pending' | 'rejected' | 'approved' | 'overdue'>;

/** For somebody who is limited: their categories are looked up in every row, so in one go. */
async function tallyRows(strapi: Core.Strapi, visible: Query): Promise<Tally> {
  const late = strapi.db.connection.raw(`count(*) filter (where ${OVERDUE}) as late`, [today()]);
  const rows: { state: State; count: string; late: string }[] = await visible
    .groupBy('state')
    .select('state', late)
    .count({ count: '*' });
  const of = (state: State) => rows.find((row) => row.state === state);
  return {
    pending: Number(of('pending')?.count ?? 0),
    rejected: Number(of('rejected')?.count ?? 0),
    approved: Number(of('approved')?.count ?? 0),
    overdue: Number(of('pending')?.late ?? 0),
  };
}

export async function countQueue(
  strapi: Core.Strapi,
  types: Types,
  actor: RequestActor,
): Promise<QueueCounts> {
  const question = await questionOf(strapi, actor, { filters: {}, search: '' });
  const count = async (filters: ClosedQuery['filters']): Promise<number> => {
    const narrowed = queueQuery(strapi, types, { ...question, filters });
    const [counted] = await narrowed.count<{ count: string }[]>({ count: '*' });
    return Number(counted?.count ?? 0);
  };
  // Otherwise one by one: each is read off an index, which all at once would not be.
  const tally: Tally =
    question.within === null
      ? {
          pending: await count({ state: 'pending' }),
          rejected: await count({ state: 'rejected' }),
          approved: await count({ state: 'approved' }),
          overdue: await count({ overdue: 'true' }),
        }
      : await tallyRows(strapi, visibleTo(strapi, types, question));
  return {
    ...tally,
    mine: await count({ assignee: 'me' }),
    oldest: await oldestPending(visibleTo(strapi, types, question)),
  };
}

/**
 * What stands before and after a submission in the queue as asked for. The submission itself need
 * not be there any more: its own sort key says where it stood.
 */
export async function neighboursOf(
  strapi: Core.Strapi,
  types: Types,
  actor: RequestActor,
  { id }: Submission,
  request: ClosedQuery,
): Promise<Neighbours> {
  const { expression, type } = sortKey(request.sort);
  const db = strapi.db.connection;
  // As text: a JavaScript date would lose the microseconds.
  const own: { key: string } | undefined = await db(SUBMISSIONS)
    .where({ id })
    .first(db.raw(`(${expression})::text as key`));
  if (own === undefined) return { previous: null, next: null };
  const query = queueQuery(strapi, types, await questionOf(strapi, actor, request));
  const nearest = async (after: boolean): Promise<string | null> => {
    const ascending = after === (request.sort.order === 'asc');
    const order = ascending ? 'asc' : 'desc';
    const found: { id: string } | undefined = await query
      .clone()
      .whereRaw(`(${expression}, id) ${ascending ? '>' : '<'} (?::${type}, ?)`, [own.key, id])
      .orderByRaw(`${expression} ${order}, id ${order}`)
      .first('id');
    return found?.id ?? null;
  };
  return { previous: await nearest(false), next: await nearest(true) };
}
