import type { Statistics } from '../../src/plugins/review/shared/desk';
import type { TestApp } from './app';

/** One row of `review_events`, as far as statistics look. */
export interface LoggedEvent {
  submission: string;
  content_type: string;
  type: string;
  from_state: string | null;
  to_state: string | null;
  at: Date;
  actor_kind: 'admin' | 'user';
  actor_id: number;
  actor_name: string;
  reason_id: string | null;
}

export function readEvents(app: TestApp): Promise<LoggedEvent[]> {
  return app.sql<LoggedEvent>(
    'select *, submission_id as submission from review_events order by id',
  );
}

const DAY = 86_400_000;
const NO_TRANSITIONS = ['refused', 'claimed', 'handed', 'released', 'refiled'];

function bySubmission(events: readonly LoggedEvent[]): LoggedEvent[][] {
  const passages = new Map<string, LoggedEvent[]>();
  for (const event of events) {
    passages.set(event.submission, [...(passages.get(event.submission) ?? []), event]);
  }
  return [...passages.values()];
}

/** What waits now, from nothing but the events. */
export function waitingOf(events: readonly LoggedEvent[], now: Date): Statistics['waiting'] {
  const since = bySubmission(events).flatMap((passage) => {
    const last = passage.filter(({ type }) => !NO_TRANSITIONS.includes(type)).at(-1);
    if (last?.to_state !== 'pending') return [];
    return (
      passage.filter(({ type }) => type === 'submitted' || type === 'revised').at(-1)?.at ?? []
    );
  });
  const limits = [0, 1, 3, 7, 14, 30, 90, Infinity];
  return {
    total: since.length,
    oldestSubmittedAt: since.map((at) => at.toISOString()).sort()[0] ?? null,
    ages: limits.slice(0, -1).map((fromDays, i) => {
      const toDays = limits[i + 1] ?? Infinity;
      const days = (at: Date) => (now.valueOf() - at.valueOf()) / DAY;
      const count = since.filter((at) => days(at) >= fromDays && days(at) < toDays).length;
      return { fromDays, toDays: toDays === Infinity ? null : toDays, count };
    }),
  };
}

const isDecision = ({ type }: LoggedEvent) => type === 'approved' || type === 'rejected';
const inPeriod = ({ at }: LoggedEvent, from: string, to: string) => {
  const day = at.toISOString().slice(0, 10);
  return day >= from && day <= to;
};

/** As the SQL standard has `percentile_cont`: between the two values on either side, in proportion. */
function percentile(values: number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return below + (above - below) * (place - Math.floor(place));
}

export function timesOf(
  events: readonly LoggedEvent[],
  from: string,
  to: string,
): Statistics['timeToDecision'] {
  const hours: number[] = [];
  for (const passage of bySubmission(events)) {
    let asked = 0;
    for (const event of passage) {
      if (['submitted', 'revised', 'reopened'].includes(event.type)) asked = event.at.valueOf();
      if (isDecision(event) && inPeriod(event, from, to)) {
        hours.push((event.at.valueOf() - asked) / 3_600_000);
      }
    }
  }
  return {
    decisions: hours.length,
    medianHours: percentile(hours, 0.5),
    p90Hours: percentile(hours, 0.9),
  };
}

function mondayOf(at: Date): string {
  const weekday = at.getUTCDay() === 0 ? 7 : at.getUTCDay();
  return new Date(at.valueOf() - (weekday - 1) * DAY).toISOString().slice(0, 10);
}

export function weeksOf(
  events: readonly LoggedEvent[],
  from: string,
  to: string,
): Statistics['weeks'] {
  const weeks = new Map<string, Statistics['weeks'][number]>();
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY) {
    const monday = mondayOf(new Date(at));
    weeks.set(monday, { monday, submitted: 0, approved: 0, rejected: 0 });
  }
  for (const event of events.filter((one) => inPeriod(one, from, to))) {
    const week = weeks.get(mondayOf(event.at));
    if (week === undefined) throw new Error('An event in no week');
    const comesIn = event.type === 'revised' && event.from_state !== 'pending';
    if (event.type === 'submitted' || comesIn) week.submitted += 1;
    if (event.type === 'approved') week.approved += 1;
    if (event.type === 'rejected') week.rejected += 1;
  }
  return [...weeks.values()];
}

export function reviewersOf(
  events: readonly LoggedEvent[],
  from: string,
  to: string,
): Statistics['reviewers'] {
  const reviewers = new Map<string, Statistics['reviewers'][number]>();
  for (const event of events.filter((one) => isDecision(one) && inPeriod(one, from, to))) {
    const { actor_kind: kind, actor_id: id, actor_name: name } = event;
    const key = `${kind} ${String(id)}`;
    const { approved = 0, rejected = 0 } = reviewers.get(key) ?? {};
    reviewers.set(key, {
      reviewer: { kind, id, name },
      approved: approved + (event.type === 'approved' ? 1 : 0),
      rejected: rejected + (event.type === 'rejected' ? 1 : 0),
    });
  }
  return [...reviewers.values()];
}

export function reasonsOf(
  events: readonly LoggedEvent[],
  from: string,
  to: string,
): Map<string | null, number> {
  const reasons = new Map<string | null, number>();
  for (const event of events.filter((one) => inPeriod(one, from, to))) {
    if (event.type !== 'rejected') continue;
    reasons.set(event.reason_id, (reasons.get(event.reason_id) ?? 0) + 1);
  }
  return reasons;
}
