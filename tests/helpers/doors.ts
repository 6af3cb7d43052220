import type { TestApp } from './app';
import { api, type Answer } from './http';
import { contentManager, LINK, uniqueTitle, type Envelope } from './library';
import type { Admin } from './people';

export interface EventRow {
  type: string;
  from_state: string | null;
  to_state: string | null;
  digest: string | null;
  actor_kind: string;
  actor_id: number | null;
  actor_name: string;
  reason: string | null;
  internal_note: string | null;
  request_id: string | null;
  item_id: string;
}

/** The log of one item, in order. */
export function eventsOf(app: TestApp, itemId: string): Promise<EventRow[]> {
  return app.sql<EventRow>('select * from review_events where item_id = $1 order by id', [itemId]);
}

/** The types of an item's events, in order. */
export async function storyOf(app: TestApp, itemId: string): Promise<string[]> {
  return (await eventsOf(app, itemId)).map(({ type }) => type);
}

export interface SubmissionRow {
  id: string;
  state: string;
  revision: number;
  digest: string;
  approved_digest: string | null;
}

/** The submission of an item as the database has it, or `undefined`. */
export async function submissionOf(
  app: TestApp,
  itemId: string,
): Promise<SubmissionRow | undefined> {
  const [row] = await app.sql<SubmissionRow>(
    'select id, state, revision, digest, approved_digest from review_submissions where item_id = $1',
    [itemId],
  );
  return row;
}

export async function stateOf(app: TestApp, itemId: string): Promise<string | undefined> {
  return (await submissionOf(app, itemId))?.state;
}

/** The live row of an item, or `undefined`. */
export async function liveRowOf(
  app: TestApp,
  table: 'library_documents' | 'external_links',
  itemId: string,
): Promise<Record<string, unknown> | undefined> {
  const [row] = await app.sql<Record<string, unknown>>(
    `select * from ${table} where document_id = $1 and published_at is not null`,
    [itemId],
  );
  return row;
}

/** What an editor types into a new external link. */
export function linkValues(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    title: uniqueTitle('Link'),
    description: 'Written in the content manager',
    url: 'https://example.org/cm',
    ...more,
  };
}

type ManagerAnswer = Answer<Envelope<{ documentId: string }>>;

/** A new external link made in the content manager. Answers its documentId. */
export async function createInManager(
  app: TestApp,
  admin: Admin,
  values: Record<string, unknown> = linkValues(),
): Promise<string> {
  const { status, body }: ManagerAnswer = await api(app.url)
    .as(admin.token)
    .post(contentManager(LINK), values);
  if (status !== 201) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  return body.data.documentId;
}

/** Presses a button of the content manager. */
export function press(
  app: TestApp,
  admin: Admin,
  uid: string,
  documentId: string,
  action: 'publish' | 'unpublish' | 'discard',
  body: Record<string, unknown> = {},
): Promise<Answer<Envelope<unknown>>> {
  return api(app.url)
    .as(admin.token)
    .post(`${contentManager(uid, documentId)}/actions/${action}`, body);
}

export function pressForAll(
  app: TestApp,
  admin: Admin,
  uid: string,
  documentIds: string[],
  action: 'bulkPublish' | 'bulkUnpublish' | 'bulkDelete',
): Promise<Answer<Envelope<unknown>>> {
  return api(app.url)
    .as(admin.token)
    .post(`${contentManager(uid)}/actions/${action}`, { documentIds });
}
