import { createHash } from 'node:crypto';

import type { Pool } from 'pg';

import { digestOf } from '../../src/plugins/review/server/src/digest';
import type {
  FieldView,
  ReviewerSubmissionDetail,
  SubmissionView,
} from '../../src/plugins/review/shared/wire';
import { type Answer, type Client, dataOf } from './client';
import type { Server } from './server';

export interface SentFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

function textFile(text: string): SentFile {
  return { name: 'report.txt', bytes: new TextEncoder().encode(text) };
}

function form(values: object, { name, bytes }: SentFile): FormData {
  const body = new FormData();
  body.append('data', JSON.stringify(values));
  body.append('file', new Blob([bytes]), name);
  return body;
}

export async function submit(
  { member }: Server,
  title: string,
  file: SentFile = textFile(`The text of ${title}.\n`),
): Promise<SubmissionView> {
  const body = form({ title, description: `About ${title}` }, file);
  const answer = await member.send('POST', '/api/submissions/documents', body);
  return dataOf(answer) as SubmissionView;
}

export function revise({ member }: Server, { id }: SubmissionView, title: string): Promise<Answer> {
  const body = form({ title }, textFile(`Now it says ${title}.\n`));
  return member.send('PUT', `/api/submissions/${id}`, body);
}

export function decide(
  reviewer: Client,
  { id, digest }: SubmissionView,
  decision: 'approve' | 'reject',
): Promise<Answer> {
  const body = { decision, digest, reason: 'A reason' };
  return reviewer.send('POST', `/review/submissions/${id}/decision`, body);
}

/** What the database holds of an item. */
export interface Facts {
  state: string | null;
  digest: string | null;
  approvedDigest: string | null;
  approvedOn: string | null;
  drafts: number;
  live: number;
  /** Refused attempts left out, oldest first. */
  events: { type: string; digest: string; to: string | null }[];
}

export async function factsOf(pool: Pool, { id, item }: SubmissionView): Promise<Facts> {
  const { rows } = await pool.query<Facts>(
    `select s.state, s.digest, s.approved_digest as "approvedDigest", s.approved_on::text as "approvedOn",
        count(d.id) filter (where d.published_at is null)::int as drafts, count(d.published_at)::int as live
      from (select) as nothing left join review_submissions s on s.id = $1
        left join library_documents d on d.document_id = $2
      group by s.state, s.digest, s.approved_digest, s.approved_on`,
    [id, item.documentId],
  );
  const events = await pool.query<Facts['events'][number]>(
    `select type, digest, to_state as "to" from review_events
      where submission_id = $1 and type <> 'refused' order by id`,
    [id],
  );
  const [facts] = rows;
  if (facts === undefined) throw new Error('The database gave no facts');
  return { ...facts, events: events.rows };
}

/** What of state, log and rows disagrees, asked of the database alone; empty where all agree. */
export function disagreements({
  state,
  digest,
  approvedDigest,
  drafts,
  live,
  events,
}: Facts): string[] {
  const found: string[] = [];
  const last = events.at(-1);
  const approval = events.filter(({ type }) => type === 'approved').at(-1);
  if (drafts !== 1) found.push(`${String(drafts)} drafts`);
  if (live > 1) found.push(`${String(live)} live rows`);
  if (last?.to !== state) found.push(`state ${String(state)}, last event ${String(last?.type)}`);
  if (last?.digest !== digest) found.push('the digest is not the last event’s');
  if ((live === 1) !== (approvedDigest !== null))
    found.push('live row without an approval, or none');
  if (live === 1 && approval?.digest !== approvedDigest)
    found.push('live is not the last approved');
  if (state === 'approved' && live === 0) found.push('approved, and nothing is live');
  return found;
}

async function shownDigest(
  reviewer: Client,
  { id }: SubmissionView,
  version: 'draft' | 'live',
  fields: readonly FieldView[],
  { approvedOn }: Facts,
): Promise<string> {
  const bytes = await reviewer.bytes(`/review/submissions/${id}/file?version=${version}`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const withBytes = fields.map((field) =>
    field.kind === 'file' && field.value !== null
      ? { ...field, value: { ...field.value, sha256 } }
      : field,
  );
  const ours = approvedOn === null ? null : { name: 'dateAdded', date: approvedOn };
  return digestOf('api::library-document.library-document', withBytes, ours);
}

/** Every disagreement, with the digests computed anew from what the API shows and from the bytes it serves. */
export async function violationsOf(
  pool: Pool,
  reviewer: Client,
  submission: SubmissionView,
): Promise<string[]> {
  const facts = await factsOf(pool, submission);
  const found = disagreements(facts);
  const path = `/review/submissions/${submission.id}`;
  const { content } = dataOf(await reviewer.send('GET', path)) as ReviewerSubmissionDetail;
  const draft = await shownDigest(reviewer, submission, 'draft', content.draft, facts);
  if (draft !== facts.digest) found.push('the draft is not what the submission names');
  if (content.live === null) return found;
  const live = await shownDigest(reviewer, submission, 'live', content.live, facts);
  const approved = facts.events.filter(({ type }) => type === 'approved');
  if (!approved.some(({ digest }) => digest === live)) found.push('live is what nobody approved');
  if (live !== facts.approvedDigest) found.push('live is not the digest recorded as approved');
  return found;
}
