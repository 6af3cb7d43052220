import type { Knex } from 'knex';

import type { ActorKind } from '../../../shared/wire';

/** What the questions are narrowed by, as they are bound. */
export interface Bounds {
  /** Moments: the first counts, the second does not. */
  since: string;
  until: string;
  /** uids of content types. */
  types: readonly string[];
  /** documentIds; `null` for all. What has no submission any more is in none. */
  categories: readonly string[] | null;
}

/** Events of the period, `e`. Those of types that are under review no more are in no statistics. */
const IN_PERIOD = `e.at >= :since and e.at < :until and e.content_type = any(:types)
  and (cast(:categories as text[]) is null or e.submission_id in (
    select s.id from review_submissions s where s.category_ids && cast(:categories as text[])))`;

/** Of the database's memory for each sort and table: years of a large log then need no disk. */
export async function allowMemory(trx: Knex.Transaction): Promise<void> {
  await trx.raw(`set local work_mem = '64MB'`);
}

async function ask<Row>(db: Knex, sql: string, bounds: object): Promise<Row[]> {
  return (await db.raw<{ rows: Row[] }>(sql, { ...bounds })).rows;
}

export interface WeekRow {
  monday: string;
  submitted: number;
  approved: number;
  rejected: number;
}

/**
 * Weeks that have an event. Submitted is what came into the queue by its submitter's hand: a change
 * of what waits there already brings nothing in.
 */
export function askWeeks(db: Knex, bounds: Bounds): Promise<WeekRow[]> {
  return ask(
    db,
    `select to_char(date_trunc('week', e.at at time zone 'UTC'), 'YYYY-MM-DD') as monday,
       count(*) filter (where e.type in ('submitted', 'revised'))::int as submitted,
       count(*) filter (where e.type = 'approved')::int as approved,
       count(*) filter (where e.type = 'rejected')::int as rejected
     from review_events e where ${IN_PERIOD}
       and (e.type in ('submitted', 'approved', 'rejected')
         or e.type = 'revised' and e.from_state is distinct from 'pending')
     group by date_trunc('week', e.at at time zone 'UTC')`,
    bounds,
  );
}

export interface TimeRow {
  median: number | null;
  p90: number | null;
}

/**
 * Hours from what a decision answers to: the last submit, change or reopening before it. A join and
 * not a look for each, so that PostgreSQL can choose: a week is looked up, years are hashed. The
 * times of one submission's events go up with their ids.
 */
export async function askTimeToDecision(db: Knex, bounds: Bounds): Promise<TimeRow> {
  const [row] = await ask<TimeRow>(
    db,
    `with decision as (
       select extract(epoch from e.at - max(a.at)) / 3600 as hours
       from review_events e join review_events a on a.submission_id = e.submission_id and a.id < e.id
         and a.type in ('submitted', 'revised', 'reopened')
       where ${IN_PERIOD} and e.type in ('approved', 'rejected') group by e.id, e.at)
     select percentile_cont(0.5) within group (order by hours) as median,
       percentile_cont(0.9) within group (order by hours) as p90
     from decision`,
    bounds,
  );
  return row ?? { median: null, p90: null };
}

export interface ReviewerRow {
  kind: ActorKind;
  id: number | null;
  name: string;
  approved: number;
  rejected: number;
}

/** More than any library has, and an end. */
const MOST_REVIEWERS = 500;

/** Who decided, busiest first, under the name they had last. */
export function askReviewers(db: Knex, bounds: Bounds): Promise<ReviewerRow[]> {
  return ask(
    db,
    `select e.actor_kind as kind, e.actor_id as id,
       (select l.actor_name from review_events l where l.id = max(e.id)) as name,
       count(*) filter (where e.type = 'approved')::int as approved,
       count(*) filter (where e.type = 'rejected')::int as rejected
     from review_events e where ${IN_PERIOD} and e.type in ('approved', 'rejected')
     group by 1, 2 order by count(*) desc, 1, 2 limit ${MOST_REVIEWERS}`,
    bounds,
  );
}

export interface ReasonRow {
  id: string | null;
  count: number;
}

const MOST_REASONS = 200;

export function askReasons(db: Knex, bounds: Bounds): Promise<ReasonRow[]> {
  return ask(
    db,
    `select e.reason_id as id, count(*)::int as count
     from review_events e where ${IN_PERIOD} and e.type = 'rejected'
     group by 1 order by 2 desc, 1 limit ${MOST_REASONS}`,
    bounds,
  );
}

/** Days at which one age group ends and the next begins. */
export const AGE_LIMITS = [1, 3, 7, 14, 30, 90] as const;

export interface AgeRow {
  /** How many of the limits it has passed. */
  passed: number;
  count: number;
  oldest: Date;
}

/** What waits now, whatever the period: the log told it all, and the submissions have kept it. */
export function askWaiting(db: Knex, { types, categories }: Bounds, now: Date): Promise<AgeRow[]> {
  return ask(
    db,
    `select width_bucket(extract(epoch from cast(:now as timestamptz) - s.submitted_at) / 86400,
         array[${AGE_LIMITS.join(', ')}]::numeric[]) as passed,
       count(*)::int as count, min(s.submitted_at) as oldest
     from review_submissions s
     where s.state = 'pending' and s.content_type = any(:types)
       and (cast(:categories as text[]) is null or s.category_ids && cast(:categories as text[]))
     group by 1`,
    { types, categories, now: now.toISOString() },
  );
}
