import type { TestApp } from './app';
import { DOCUMENT, LINK } from './library';

/** One event as `review_events` holds it, as far as statistics look. */
export interface MadeUpEvent {
  submission: string;
  type: string;
  from: string | null;
  to: string | null;
  contentType: string;
  at: Date;
  actor: { kind: string; id: number; name: string };
  reasonId: string | null;
}

interface Submission {
  id: string;
  contentType: string;
  state: string;
  submittedAt: Date;
  categories: string[];
}

export interface MadeUpLog {
  events: MadeUpEvent[];
  submissions: Submission[];
}

const HOUR = 3_600_000;
const REASONS = ['changes', 'duplicate', 'no-longer-there', null];

/** Repeatable: a failure can be looked at again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Random = () => number;

function pick<T>(next: Random, values: readonly T[]): T {
  const value = values[Math.floor(next() * values.length)];
  if (value === undefined) throw new Error('Nothing to pick from');
  return value;
}

const MOVES: Readonly<Record<string, [type: string, to: string][]>> = {
  pending: [
    ['revised', 'pending'],
    ['approved', 'approved'],
    ['rejected', 'rejected'],
    ['refused', 'pending'],
    ['claimed', 'pending'],
  ],
  approved: [
    ['revised', 'pending'],
    ['unpublished', 'rejected'],
    ['refused', 'approved'],
  ],
  rejected: [
    ['revised', 'pending'],
    ['reopened', 'pending'],
  ],
};

/** The passage of one submission: as the workflow would have it, at random. */
function passage(
  next: Random,
  id: string,
  categories: readonly string[],
  now: Date,
): { events: MadeUpEvent[]; submission: Submission } {
  const contentType = pick(next, [DOCUMENT, LINK]);
  let at = new Date(now.valueOf() - Math.floor(next() * 200 * 24 * HOUR));
  const member = { kind: 'user', id: 1, name: 'Member' };
  const log = (type: string, from: string | null, to: string): MadeUpEvent => {
    const id_ = 1 + Math.floor(next() * 4);
    const actor = {
      kind: 'admin',
      id: id_,
      name: `Editor ${String(id_)} since ${String(at.getUTCMonth())}`,
    };
    const reasonId = type === 'rejected' ? pick(next, REASONS) : null;
    const by = type === 'revised' ? member : actor;
    return { submission: id, type, from, to, contentType, at, actor: by, reasonId };
  };
  const events = [log('submitted', null, 'pending')];
  let state = 'pending';
  let submittedAt = at;
  for (let step = Math.floor(next() * 7); step > 0; step -= 1) {
    const [type, to] = pick(next, MOVES[state] ?? []);
    at = new Date(at.valueOf() + Math.floor(next() * next() * 20 * 24 * HOUR));
    if (at > now) break;
    events.push(log(type, state, to));
    if (type === 'revised') submittedAt = at;
    state = to;
  }
  const filed = categories.filter(() => next() < 0.3);
  return { events, submission: { id, contentType, state, submittedAt, categories: filed } };
}

export function makeUpLog(size: number, categories: readonly string[], now: Date): MadeUpLog {
  const next = random(7);
  const passages = Array.from({ length: size }, (_, i) =>
    passage(next, `made-up-${String(i)}`, categories, now),
  );
  const events = passages.flatMap((one) => one.events);
  events.sort((a, b) => a.at.valueOf() - b.at.valueOf());
  return { events, submissions: passages.map(({ submission }) => submission) };
}

/** Puts it in place of whatever the database has, past the application. */
export async function writeLog(app: TestApp, { events, submissions }: MadeUpLog): Promise<void> {
  await app.sql(
    `insert into review_events (submission_id, content_type, item_id, type, from_state, to_state, at,
         actor_kind, actor_id, actor_name, reason, reason_id)
       select e ->> 'submission', e ->> 'contentType', e ->> 'submission', e ->> 'type', e ->> 'from', e ->> 'to',
         (e ->> 'at')::timestamptz, e -> 'actor' ->> 'kind', (e -> 'actor' ->> 'id')::int, e -> 'actor' ->> 'name',
         case e ->> 'type' when 'rejected' then 'Why' end, e ->> 'reasonId'
       from jsonb_array_elements($1) with ordinality as l (e, place) order by place`,
    [JSON.stringify(events)],
  );
  await app.sql(
    `insert into review_submissions (id, content_type, item_id, title, state, revision, digest, approved_digest,
         submitter_kind, submitter_name, submitted_at, category_ids)
       select s ->> 'id', s ->> 'contentType', s ->> 'id', 'Made up', s ->> 'state', 1, repeat('a', 64), repeat('a', 64),
         'user', 'Member', (s ->> 'submittedAt')::timestamptz, array(select jsonb_array_elements_text(s -> 'categories'))
       from jsonb_array_elements($1) s`,
    [JSON.stringify(submissions)],
  );
}
