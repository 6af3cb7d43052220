import { setTimeout as sleep } from 'node:timers/promises';

import type {
  BulkDecisionRequest,
  BulkOutcome,
  CategoryLine,
  Neighbours,
  Pulse,
  QueueCounts,
} from '../../src/plugins/review/shared/desk';
import type {
  Many,
  QueueRow,
  Reviewer,
  SubmissionView,
} from '../../src/plugins/review/shared/wire';
import type { TestApp } from './app';
import { eventsOf } from './doors';
import { api, type Answer } from './http';
import { uniqueTitle, type Envelope } from './library';
import type { Admin } from './people';

export const CATEGORY = 'api::category.category';

/** A category by the document service. Answers its documentId. */
export async function createCategory(
  app: TestApp,
  name = uniqueTitle('Category'),
  parent: string | null = null,
): Promise<string> {
  const { documentId } = await app.strapi.documents(CATEGORY).create({ data: { name, parent } });
  return documentId;
}

/** What one reviewer asks of the desk's server. */
export interface Desk {
  list: (query?: string) => Promise<Answer<Many<QueueRow> & Envelope<QueueRow[]>>>;
  counts: () => Promise<QueueCounts>;
  categories: () => Promise<CategoryLine[]>;
  reviewers: () => Promise<Reviewer[]>;
  neighbours: (id: string, query?: string) => Promise<Answer<Envelope<Neighbours>>>;
  presence: (id: string, body?: object) => Promise<Answer<Envelope<Pulse>>>;
  claim: (id: string) => Promise<Answer<Envelope<QueueRow>>>;
  release: (id: string) => Promise<Answer<Envelope<QueueRow>>>;
  hand: (id: string, reviewer: unknown) => Promise<Answer<Envelope<QueueRow>>>;
  bulk: (
    request: Partial<BulkDecisionRequest>,
    headers?: Record<string, string>,
  ) => Promise<Answer<Envelope<BulkOutcome>>>;
}

export function deskOf(app: TestApp, admin: Pick<Admin, 'token'>): Desk {
  const asked = api(app.url).as(admin.token);
  const data = async <T>(path: string): Promise<T> => {
    const { status, body } = await asked.get<Envelope<T>>(path);
    if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
    return body.data;
  };
  const about = (id: string, what: string) => `/review/submissions/${id}/${what}`;
  return {
    list: (query = '') => asked.get(`/review/submissions${query}`),
    counts: () => data('/review/counts'),
    categories: () => data('/review/categories'),
    reviewers: () => data('/review/reviewers'),
    neighbours: (id, query = '') => asked.get(about(id, `neighbours${query}`)),
    presence: (id, body = {}) => asked.post(about(id, 'presence'), body),
    claim: (id) => asked.post(about(id, 'claim'), {}),
    release: (id) => asked.post(about(id, 'release'), {}),
    hand: (id, reviewer) => asked.post(about(id, 'hand'), { reviewer }),
    bulk: (request, headers = {}) =>
      asked.withHeaders(headers).post('/review/decisions', { decision: 'approve', ...request }),
  };
}

export function pinned(submissions: readonly SubmissionView[]): BulkDecisionRequest['items'] {
  return submissions.map(({ id, digest }) => ({ id, digest }));
}

/** Sets columns of a submission as they would be at another time. */
export async function backdate(
  app: TestApp,
  { id }: { id: string },
  { daysAgo, dueIn }: { daysAgo: number; dueIn: number | null },
): Promise<void> {
  await app.sql(
    `update review_submissions set submitted_at = now() - $2 * interval '1 day' - interval '1 minute',
       due_on = (now() at time zone 'utc')::date + $3::integer where id = $1`,
    [id, daysAgo, dueIn],
  );
}

/**
 * The codes of an item's refused attempts. One refused in a transaction is logged after that has been rolled
 * back, which may be a moment after the answer.
 */
export async function refusalCodesOf(app: TestApp, itemId: string): Promise<(string | null)[]> {
  let codes: (string | null)[] = [];
  for (let tries = 0; tries < 1000 && codes.length === 0; tries += 1) {
    if (tries > 0) await sleep(20);
    const events = await eventsOf(app, itemId);
    codes = events.filter(({ type }) => type === 'refused').map((event) => event.internal_note);
  }
  return codes;
}
