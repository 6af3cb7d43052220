import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { STATES, type EventType } from '../../shared/workflow';
import type { Many, OwnSubmissionDetail, QueueRow, SubmissionView } from '../../shared/wire';
import type { RequestActor } from './actor';
import { joinOf } from './database/storage';
import { ReviewError } from './errors';
import { listEvents, type EventRow } from './log';
import type { ClosedQuery } from './parse/closed-query';
import type { ReviewableType } from './reviewable';
import { readSnapshot } from './snapshot';
import {
  fromRow,
  SUBMISSIONS,
  viewSubmission,
  type Submission,
  type SubmissionRow,
} from './submission-store';
import { viewQueueRows, viewRow, type Types } from './submission-views';

type Query = Knex.QueryBuilder<SubmissionRow, SubmissionRow[]>;

const SORT_COLUMN: Readonly<Record<string, string>> = {
  submittedAt: 'submitted_at',
  title: 'title',
};

export const OWN_QUERY = {
  filters: ['state', 'type'],
  search: false,
  sort: ['submittedAt', 'title'],
  defaultSort: 'submittedAt:desc',
} as const;

export const QUEUE_QUERY = {
  filters: ['state', 'type', 'category', 'submitter', 'item'],
  search: true,
  sort: ['submittedAt', 'title'],
  defaultSort: 'submittedAt:asc',
} as const;

function oneOf(parameter: string, value: string, allowed: readonly string[]): string {
  if (allowed.includes(value)) return value;
  throw new ReviewError(
    'invalidParameter',
    `"${parameter}" must be one of ${allowed.join(', ')}.`,
    { parameter },
  );
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

function filterByType(query: Query, types: Types, name: string | undefined): void {
  if (name !== undefined) void query.where('content_type', typeNamed(types, name).uid);
}

function filterByState(query: Query, state: string | undefined, withAll: readonly string[]): void {
  if (state === undefined) return;
  oneOf('filters[state]', state, [...STATES, ...withAll]);
  if (state !== 'all') void query.where('state', state);
}

function filterBySubmitter(query: Query, submitter: string): void {
  const [, kind, id] = /^(admin|user|token):(\d{1,9})$/.exec(submitter) ?? [];
  if (kind === undefined) {
    throw new ReviewError(
      'invalidParameter',
      '"filters[submitter]" must be written kind:id, for example user:7.',
      {
        parameter: 'filters[submitter]',
      },
    );
  }
  void query.where('submitter_kind', kind).where('submitter_id', Number(id));
}

/** Items whose draft is filed under the category, by its documentId, whatever their type. */
function filterByCategory(strapi: Core.Strapi, query: Query, types: Types, category: string): void {
  const filed = [...types.values()].flatMap(({ uid, category: attributeName }) => {
    if (attributeName === null) return [];
    const join = joinOf(strapi, uid, attributeName);
    const item = strapi.db.metadata.get(uid).tableName;
    return [
      strapi.db
        .connection(`${item} as item`)
        .join(`${join.table} as link`, `link.${join.ownColumn}`, 'item.id')
        .join(`${join.targetTable} as shelf`, 'shelf.id', `link.${join.targetColumn}`)
        .whereNull('item.published_at')
        .where('shelf.document_id', category)
        .select('item.document_id'),
    ];
  });
  void query.where((either) => {
    for (const items of filed) void either.orWhereIn('item_id', items);
  });
}

/** One documentId, or as many as a page shows, with commas between them. */
function itemsNamed(value: string): string[] {
  const items = value.split(',');
  if (items.length <= 100 && items.every((id) => /^[A-Za-z0-9]{1,64}$/.test(id))) return items;
  throw new ReviewError(
    'invalidParameter',
    '"filters[item]" must be one to 100 documentIds with commas between them.',
    { parameter: 'filters[item]' },
  );
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

async function page(
  query: Query,
  { sort, page: { page: number, pageSize } }: ClosedQuery,
): Promise<Many<Submission>> {
  const [counted] = await query.clone().count<{ count: string }[]>({ count: '*' });
  const total = Number(counted?.count ?? 0);
  const column = SORT_COLUMN[sort.field] ?? 'submitted_at';
  const rows: SubmissionRow[] = await query
    .orderBy([
      { column, order: sort.order },
      { column: 'id', order: sort.order },
    ])
    .limit(pageSize)
    .offset((number - 1) * pageSize);
  const pagination = { page: number, pageSize, pageCount: Math.ceil(total / pageSize), total };
  return { data: rows.map(fromRow), meta: { pagination } };
}

/** Submissions of types that no longer opt in stay in the table and out of every list. */
function ofKnownTypes(strapi: Core.Strapi, types: Types): Query {
  return strapi.db
    .connection<SubmissionRow, SubmissionRow[]>(SUBMISSIONS)
    .whereIn('content_type', [...types.keys()]);
}

/** The caller's own submissions. */
export async function listOwn(
  strapi: Core.Strapi,
  types: Types,
  actor: RequestActor,
  request: ClosedQuery,
): Promise<Many<SubmissionView>> {
  const query = ofKnownTypes(strapi, types).where({
    submitter_kind: actor.kind,
    submitter_id: actor.id,
  });
  filterByState(query, request.filters.state, []);
  filterByType(query, types, request.filters.type);
  const { data, meta } = await page(query, request);
  return { data: data.map((submission) => viewRow(types, submission)), meta };
}

/** The queue: pending and oldest first, unless asked otherwise. */
export async function listQueue(
  strapi: Core.Strapi,
  types: Types,
  request: ClosedQuery,
): Promise<Many<QueueRow>> {
  const query = ofKnownTypes(strapi, types);
  const { state, type, category, submitter, item } = request.filters;
  filterByState(query, state ?? 'pending', ['all']);
  filterByType(query, types, type);
  if (submitter !== undefined) filterBySubmitter(query, submitter);
  if (item !== undefined) void query.whereIn('item_id', itemsNamed(item));
  if (category !== undefined) filterByCategory(strapi, query, types, category);
  if (request.search !== '') {
    const pattern = `%${escapeLike(request.search)}%`;
    void query.where((either) => {
      void either.whereILike('title', pattern).orWhereILike('submitter_name', pattern);
    });
  }
  const { data, meta } = await page(query, request);
  return { data: await viewQueueRows(strapi, types, data), meta };
}

/** How reviewers work together is no affair of the submitter's. */
const AMONG_REVIEWERS: readonly EventType[] = ['refused', 'claimed', 'handed', 'released'];

/** What submitters see of the log: what happened and why. */
function ownHistory(events: EventRow[]): OwnSubmissionDetail['history'] {
  return events
    .filter(({ type }) => !AMONG_REVIEWERS.includes(type))
    .map(({ at, type, revision, reason, note }) => ({
      at: at.toISOString(),
      event: type,
      revision: revision ?? 1,
      reason,
      note,
    }));
}

export async function detailOwn(
  strapi: Core.Strapi,
  type: ReviewableType,
  submission: Submission,
): Promise<OwnSubmissionDetail> {
  const snapshot = await readSnapshot(strapi, type, submission.itemId, 'draft');
  const events = await listEvents(strapi.db.connection, submission.id);
  const own = new Set([...type.submit, type.file]);
  return {
    ...viewSubmission(submission, type.name),
    // Not the slug: a number in it would tell that a pending item holds the name.
    content: (snapshot?.fields ?? []).filter(({ name }) => own.has(name)),
    history: ownHistory(events),
  };
}
