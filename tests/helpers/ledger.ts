import { digestOf } from '../../src/plugins/review/server/src/digest';
import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import type { EventType, State } from '../../src/plugins/review/shared/workflow';
import type { TestApp } from './app';
import { detail, DOCUMENT, LINK } from './library';
import type { Admin } from './people';

/** What the database itself holds of one item: the submission, the log and the content rows. */
export interface Ledger {
  /** `null` where there is no submission any more. */
  state: State | null;
  revision: number | null;
  /** In the order they were logged, refused attempts left out. */
  events: EventType[];
  refusals: number;
  draftRows: number;
  liveRows: number;
}

interface EventRow {
  type: EventType;
}

const TABLES = [
  ['documents', 'library_documents'],
  ['external-links', 'external_links'],
] as const;

function tableOf({ type }: Pick<SubmissionView, 'type'>): string {
  return TABLES.find(([name]) => name === type)?.[1] ?? type;
}

export async function ledger(app: TestApp, submission: SubmissionView): Promise<Ledger> {
  const [kept] = await app.sql<{ state: State; revision: number }>(
    'select state, revision from review_submissions where id = $1',
    [submission.id],
  );
  const log = await app.sql<EventRow>(
    'select type from review_events where submission_id = $1 order by id',
    [submission.id],
  );
  const [rows] = await app.sql<{ drafts: number; live: number }>(
    `select count(*) filter (where published_at is null)::int as drafts, count(published_at)::int as live
       from ${tableOf(submission)} where document_id = $1`,
    [submission.item.documentId],
  );
  return {
    state: kept?.state ?? null,
    revision: kept?.revision ?? null,
    events: log.map(({ type }) => type).filter((type) => type !== 'refused'),
    refusals: log.filter(({ type }) => type === 'refused').length,
    draftRows: rows?.drafts ?? 0,
    liveRows: rows?.live ?? 0,
  };
}

/** Every stored column of the item's draft, its relations and its file, to compare before and after. */
export async function storedDraft(app: TestApp, submission: SubmissionView): Promise<unknown> {
  const table = tableOf(submission);
  const [row] = await app.sql<{ row: unknown }>(
    `select to_jsonb(item) || jsonb_build_object('files', (select jsonb_agg(m.file_id) from files_related_mph m
         where m.related_id = item.id and m.related_type = $2)) as row
       from ${table} item where document_id = $1 and published_at is null`,
    [submission.item.documentId, table === 'library_documents' ? DOCUMENT : LINK],
  );
  return row?.row;
}

/** The digest of what is live, computed from what the reviewer is shown of it; `null` where nothing is live. */
export async function liveDigest(
  app: TestApp,
  admin: Admin,
  submission: SubmissionView,
): Promise<string | null> {
  const { content, contentType } = await detail(app, admin, submission.id);
  if (content.live === null) return null;
  const [row] = await app.sql<{ date: string | null }>(
    'select approved_on::text as date from review_submissions where id = $1',
    [submission.id],
  );
  const date = row?.date ?? null;
  return digestOf(contentType, content.live, date === null ? null : { name: 'dateAdded', date });
}

/** The digests somebody approved, oldest first. */
export async function approvedDigests(app: TestApp, submission: SubmissionView): Promise<string[]> {
  const rows = await app.sql<{ digest: string }>(
    `select digest from review_events where submission_id = $1 and type = 'approved' order by id`,
    [submission.id],
  );
  return rows.map(({ digest }) => digest);
}
