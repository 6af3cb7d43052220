import type { Statistics } from '../../src/plugins/review/shared/desk';
import { startApp, type TestApp } from '../helpers/app';
import { createCategory } from '../helpers/catalogue';
import { api } from '../helpers/http';
import { DOCUMENT, LINK, approve, reject, submitLink, type Envelope } from '../helpers/library';
import { makeUpLog, writeLog, type MadeUpLog } from '../helpers/made-up-log';
import { createAdmin, createMember, type Admin } from '../helpers/people';
import {
  readEvents,
  reasonsOf,
  reviewersOf,
  timesOf,
  waitingOf,
  weeksOf,
  type LoggedEvent,
} from '../helpers/recompute';

let app: TestApp;
let reviewer: Admin;
let log: MadeUpLog;
let events: LoggedEvent[];
let outer: string;
let inner: string;
beforeAll(async () => {
  app = await startApp();
  reviewer = await createAdmin(app, 'review-reviewer');
  const root = await createAdmin(app, 'strapi-super-admin');
  const shelf = await createCategory(app, root);
  const below = await createCategory(app, root, shelf);
  const other = await createCategory(app, root);
  [outer, inner] = [shelf.documentId, below.documentId];
  log = makeUpLog(600, [outer, inner, other.documentId], new Date());
  await writeLog(app, log);
  events = await readEvents(app);
});
afterAll(async () => {
  await app.stop();
});

async function ask(question: string): Promise<Statistics> {
  const { status, body } = await api(app.url)
    .as(reviewer.token)
    .get<Envelope<Statistics>>(`/review/statistics?${question}`);
  if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  return body.data;
}

const day = (daysAgo: number) =>
  new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

function filedIn(...categories: string[]): (event: LoggedEvent) => boolean {
  const ids = new Set(
    log.submissions
      .filter((submission) => submission.categories.some((id) => categories.includes(id)))
      .map(({ id }) => id),
  );
  return ({ submission }) => ids.has(submission);
}

interface Question {
  period: [from: string, to: string];
  filters?: () => string;
  counts?: (event: LoggedEvent) => boolean;
}

const QUESTIONS: [string, Question][] = [
  ['everything', { period: [day(400), day(0)] }],
  ['a month in the middle', { period: [day(100), day(70)] }],
  ['one day', { period: [day(50), day(50)] }],
  ['a time before there was anything', { period: [day(1000), day(900)] }],
  [
    'one type',
    {
      period: [day(200), day(0)],
      filters: () => '&filters[type]=external-links',
      counts: ({ content_type }) => content_type === LINK,
    },
  ],
  [
    'a category and those in it',
    {
      period: [day(200), day(0)],
      filters: () => `&filters[category]=${outer}`,
      counts: (event) => filedIn(outer, inner)(event),
    },
  ],
  [
    'a category of a type',
    {
      period: [day(150), day(20)],
      filters: () => `&filters[category]=${inner}&filters[type]=documents`,
      counts: (event) => event.content_type === DOCUMENT && filedIn(inner)(event),
    },
  ],
  [
    'a category that does not exist',
    {
      period: [day(200), day(0)],
      filters: () => '&filters[category]=nothing',
      counts: () => false,
    },
  ],
];

describe.each(QUESTIONS)('statistics of %s', (_, { period: [from, to], filters, counts }) => {
  let statistics: Statistics;
  let counted: LoggedEvent[];
  beforeAll(async () => {
    counted = events.filter(counts ?? (() => true));
    statistics = await ask(`from=${from}&to=${to}${filters?.() ?? ''}`);
  });

  it('say what waits, as the events alone do', () => {
    expect(statistics.waiting).toEqual(waitingOf(counted, new Date()));
  });

  it('say how long decisions took', () => {
    const { decisions, medianHours, p90Hours } = timesOf(counted, from, to);
    expect(statistics.timeToDecision.decisions).toBe(decisions);
    expect(statistics.timeToDecision.medianHours ?? -1).toBeCloseTo(medianHours ?? -1, 5);
    expect(statistics.timeToDecision.p90Hours ?? -1).toBeCloseTo(p90Hours ?? -1, 5);
  });

  it('say what came in and what was decided each week', () => {
    expect(statistics.weeks).toEqual(weeksOf(counted, from, to));
  });

  it('say who decided, under the name they had last, busiest first', () => {
    const byId = (all: Statistics['reviewers']) =>
      [...all].sort((a, b) => (a.reviewer.id ?? 0) - (b.reviewer.id ?? 0));
    expect(byId(statistics.reviewers)).toEqual(byId(reviewersOf(counted, from, to)));
    const totals = statistics.reviewers.map(({ approved, rejected }) => approved + rejected);
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
  });

  it('say why it was rejected', () => {
    const told = new Map(statistics.reasons.map(({ reasonId, count }) => [reasonId, count]));
    expect(told).toEqual(reasonsOf(counted, from, to));
  });
});

describe('the made-up log', () => {
  it('has something of everything, or the comparison would prove little', async () => {
    const { waiting, timeToDecision, weeks, reviewers, reasons } = await ask(
      `from=${day(400)}&to=${day(0)}`,
    );
    expect(waiting.ages.every(({ count }) => count > 0)).toBe(true);
    expect(timeToDecision.decisions).toBeGreaterThan(300);
    expect(weeks.filter(({ submitted }) => submitted > 0).length).toBeGreaterThan(25);
    expect([reviewers.length, reasons.length]).toEqual([4, 4]);
  });
});

describe('a reason', () => {
  it('is called as the settings call it, by its id where they have it no more, and nothing where there was none', async () => {
    const { reasons } = await ask(`from=${day(400)}&to=${day(0)}`);
    const labels = new Map(reasons.map(({ reasonId, label }) => [reasonId, label]));
    expect(Object.fromEntries(labels)).toEqual({
      changes: 'Changes needed',
      duplicate: 'In the library already',
      'no-longer-there': 'no-longer-there',
      null: '',
    });
  });

  it('is called in the language somebody chose for the admin', async () => {
    const reader = await createAdmin(app, 'review-reviewer');
    await app.strapi.db
      .query('admin::user')
      .update({ where: { id: reader.id }, data: { preferedLanguage: 'fr' } });
    const { body } = await api(app.url)
      .as(reader.token)
      .get<Envelope<Statistics>>(`/review/statistics?from=${day(400)}`);
    const label = body.data.reasons.find(({ reasonId }) => reasonId === 'duplicate')?.label;
    expect(label).toBe('Déjà dans la bibliothèque');
  });
});

describe('a file of the statistics', () => {
  it('has a line for each figure', async () => {
    const question = `from=${day(30)}&to=${day(0)}`;
    const statistics = await ask(question);
    const answer = await api(app.url)
      .as(reviewer.token)
      .raw(`/review/statistics/export?${question}`);
    const lines = (await answer.text()).trim().split('\r\n');
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect(lines[0]?.replace('\ufeff', '')).toBe('part,name,measure,value');
    expect(lines).toContain(`waiting,,total,${String(statistics.waiting.total)}`);
    expect(lines.filter((line) => line.startsWith('week,'))).toHaveLength(
      statistics.weeks.length * 3,
    );
  });
});

describe('what the application itself does', () => {
  it('is counted as the log tells it', async () => {
    const member = await createMember(app);
    await approve(app, reviewer, await submitLink(app, member));
    await reject(app, reviewer, await submitLink(app, member));
    await submitLink(app, member);
    const now = await readEvents(app);
    const [from, to] = [day(2), day(0)];
    const statistics = await ask(`from=${from}&to=${to}`);
    expect(statistics.waiting.total).toBe(waitingOf(now, new Date()).total);
    expect(statistics.waiting.oldestSubmittedAt).toBe(waitingOf(now, new Date()).oldestSubmittedAt);
    expect(statistics.weeks).toEqual(weeksOf(now, from, to));
  });
});
