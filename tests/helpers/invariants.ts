import { digestOf } from '../../src/plugins/review/server/src/digest';
import { reviewableTypes } from '../../src/plugins/review/server/src/plugin-types';
import type { ReviewableType } from '../../src/plugins/review/server/src/reviewable';
import { readSnapshot } from '../../src/plugins/review/server/src/snapshot';
import type { TestApp } from './app';

interface SubmissionFacts {
  id: string;
  item_id: string;
  state: string;
  digest: string;
  approved_digest: string | null;
  /** `YYYY-MM-DD` */
  approved_on: string | null;
}

interface EventFacts {
  submission_id: string;
  type: string;
  from_state: string | null;
  to_state: string | null;
  digest: string | null;
}

interface RowCounts {
  document_id: string;
  drafts: number;
  live: number;
}

/**
 * Everything that must hold and does not, one sentence each: live means approved, one draft and at
 * most one live row per item, and a state and a log that say what is true. Digests are computed
 * from the rows themselves.
 * @param only documentIds to look at, where looking at every item takes too long
 */
export async function violations(app: TestApp, only?: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const type of reviewableTypes(app.strapi).values()) {
    found.push(...(await violationsOfItems(app, type, only ?? null)));
  }
  return [...found, ...(await violationsOfLog(app))];
}

async function violationsOfItems(
  app: TestApp,
  type: ReviewableType,
  only: string[] | null,
): Promise<string[]> {
  const { tableName } = app.strapi.db.metadata.get(type.uid);
  const items = await app.sql<RowCounts>(
    `select document_id, (count(*) filter (where published_at is null))::int as drafts,
       (count(*) filter (where published_at is not null))::int as live
     from ${tableName} where $1::text[] is null or document_id = any($1) group by document_id`,
    [only],
  );
  const submissions = await app.sql<SubmissionFacts>(
    `select id, item_id, state, digest, approved_digest, approved_on::text
     from review_submissions
     where content_type = $1 and ($2::text[] is null or item_id = any($2))`,
    [type.uid, only],
  );
  const found: string[] = [];
  for (const item of items) {
    const submission = submissions.find(({ item_id }) => item_id === item.document_id);
    found.push(...(await violationsOfItem(app, type, item, submission)));
  }
  for (const { item_id } of submissions) {
    const exists = items.some(({ document_id }) => document_id === item_id);
    if (!exists) found.push(`${item_id} has a submission and no rows`);
  }
  return found;
}

async function violationsOfItem(
  app: TestApp,
  type: ReviewableType,
  { document_id: item, drafts, live }: RowCounts,
  submission: SubmissionFacts | undefined,
): Promise<string[]> {
  const found: string[] = [];
  if (drafts !== 1) found.push(`${item} has ${drafts} drafts`);
  if (live > 1) found.push(`${item} has ${live} live rows`);
  if (submission === undefined) return [...found, `${item} has no submission`];
  const { state, digest, approved_digest } = submission;
  const draftDigest = await digestOfVersion(app, type, submission, 'draft');
  const liveDigest = await digestOfVersion(app, type, submission, 'live');
  if (draftDigest !== digest) found.push(`${item}: the digest is not the draft's`);
  if (liveDigest !== approved_digest) found.push(`${item}: what is live is not what was approved`);
  if (state === 'approved' && approved_digest !== digest) {
    found.push(`${item}: approved, but not this content`);
  }
  const approvals = await app.sql(
    `select 1 from review_events where submission_id = $1 and type in ('approved', 'refiled') and digest = $2`,
    [submission.id, liveDigest],
  );
  if (liveDigest !== null && approvals.length === 0) {
    found.push(`${item}: nobody approved what is live`);
  }
  return found;
}

async function digestOfVersion(
  app: TestApp,
  type: ReviewableType,
  { item_id, approved_on }: SubmissionFacts,
  version: 'draft' | 'live',
): Promise<string | null> {
  const snapshot = await readSnapshot(app.strapi, type, item_id, version);
  if (snapshot === null) return null;
  const ours =
    type.approvedOn === null || approved_on === null
      ? null
      : { name: type.approvedOn, date: approved_on };
  return digestOf(type.uid, snapshot.fields, ours);
}

/** Each state follows from the one before by exactly one event, up to the state there is now. */
async function violationsOfLog(app: TestApp): Promise<string[]> {
  const events = await app.sql<EventFacts>(
    `select submission_id, type, from_state, to_state, digest from review_events
     where type <> 'refused' order by id`,
  );
  const submissions = await app.sql<SubmissionFacts>('select * from review_submissions');
  const found: string[] = [];
  const last = new Map<string, EventFacts>();
  for (const event of events) {
    const before = last.get(event.submission_id)?.to_state ?? null;
    if (event.from_state !== before) {
      found.push(
        `${event.submission_id}: ${event.type} from ${event.from_state ?? 'nothing'}, but it was ${before ?? 'nothing'}`,
      );
    }
    last.set(event.submission_id, event);
  }
  for (const { id, state, digest } of submissions) {
    const event = last.get(id);
    if (event?.to_state !== state || event.digest !== digest) {
      found.push(`${id}: ${state}, which the log does not say`);
    }
    last.delete(id);
  }
  for (const [id, { to_state }] of last) {
    if (to_state !== null) found.push(`${id}: gone, and the log does not say so`);
  }
  return found;
}
