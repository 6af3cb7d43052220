import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { backdate, deskOf, type Desk } from '../helpers/desk';
import { api } from '../helpers/http';
import { approve, submitLink, type Envelope } from '../helpers/library';
import { createAdmin, createMember, type Admin } from '../helpers/people';
import { awayFromMidnight } from '../helpers/waiting';

let app: TestApp;
let reviewer: Admin;
let desk: Desk;
let all: SubmissionView[];
let decided: SubmissionView;

/** Title, days ago, due in. Some alike, some without a date. */
const ROWS: [string, number, number | null][] = [
  ['Alpha council', 4, 3],
  ['beta', 4, null],
  ['Beta council', 3, 1],
  ['Gamma', 2, 1],
  ['Alpha council', 1, null],
  ['delta', 1, 2],
];

beforeAll(async () => {
  app = await startApp();
  // All that follows is of one day.
  await awayFromMidnight(120);
  reviewer = await createAdmin(app, 'review-reviewer');
  desk = deskOf(app, reviewer);
  const member = await createMember(app);
  all = [];
  for (const [title, daysAgo, dueIn] of ROWS) {
    const submission = await submitLink(app, member, { title });
    await backdate(app, submission, { daysAgo, dueIn });
    all.push(submission);
  }
  await app.sql(`update review_submissions set submitted_at = date_trunc('day', submitted_at)`);
  decided = await submitLink(app, member, { title: 'Decided council' });
  await approve(app, reviewer, decided);
  await backdate(app, decided, { daysAgo: 3, dueIn: 2 });
});
afterAll(async () => {
  await app.stop();
});

async function listed(query: string): Promise<string[]> {
  return (await desk.list(query)).body.data.map(({ id }) => id);
}

/** The submission between its neighbours. */
async function around(id: string, query: string): Promise<(string | null)[]> {
  const { status, body } = await desk.neighbours(id, query);
  if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(body.error)}`);
  return [body.data.previous, id, body.data.next];
}

const ORDERS = ['submittedAt', 'title', 'dueOn'].flatMap((field) => [
  `sort=${field}:asc`,
  `sort=${field}:desc`,
]);
const QUERIES = ORDERS.flatMap((sort) => [
  `?${sort}`,
  `?${sort}&_q=council`,
  `?${sort}&filters[waitingDays]=2`,
]);

describe('what stands before and after', () => {
  it.each(QUERIES)('is what the list says: %s', async (query) => {
    const order = await listed(query);
    const found = await Promise.all(order.map((id) => around(id, query)));
    const edged = [null, ...order, null];
    expect(found).toEqual(order.map((_, at) => edged.slice(at, at + 3)));
  });

  it.each(ORDERS)('is known of what left the list, by where it stood: %s', async (sort) => {
    const whole = await listed(`?${sort}&filters[state]=all`);
    const pending = whole.filter((id) => id !== decided.id);
    const at = whole.indexOf(decided.id);
    expect([whole.length, await around(decided.id, `?${sort}`)]).toEqual([
      7,
      [pending[at - 1] ?? null, decided.id, pending[at] ?? null],
    ]);
  });

  it('is known to the microsecond', async () => {
    const [first, second] = await listed('');
    await app.sql(
      `update review_submissions set submitted_at = timestamptz '2020-01-01' +
         case id when $1 then interval '2 microseconds' else interval '1 microsecond' end where id = any($2)`,
      [first, [first, second]],
    );
    const { body } = await desk.neighbours(first ?? '');
    expect(body.data.previous).toBe(second);
  });

  it('is not found of nothing', async () => {
    expect((await desk.neighbours('nothing')).status).toBe(404);
  });
});

describe('a parameter that is not understood', () => {
  const REFUSED: [string, string][] = [
    ['/submissions?filters[state]=open', 'filters[state]'],
    ['/submissions?filters[stat]=pending', 'filters[state]'],
    ['/submissions?filters[type]=categories', 'filters[type]'],
    ['/submissions?filters[submitter]=7', 'filters[submitter]'],
    ['/submissions?filters[assignee]=nobody', 'filters[assignee]'],
    ['/submissions?filters[assignee]=-1', 'filters[assignee]'],
    ['/submissions?filters[waitingDays]=1.5', 'filters[waitingDays]'],
    ['/submissions?filters[overdue]=yes', 'filters[overdue]'],
    ['/submissions?filters[claimed_by]=1', 'filters['],
    ['/submissions?sort=digest', 'sort'],
    ['/submissions?sort=dueOn:down', 'sort'],
    ['/submissions?paginaton[page]=2', 'pagination'],
    ['/submissions?pagination[page]=0', 'pagination[page]'],
    ['/submissions?_q=a b c d e f g h i j k', '_q'],
    ['/submissions/:id?fields=title', 'fields'],
    ['/submissions/:id/file?version=old', 'version'],
    ['/submissions/:id/file?versoin=live', 'version'],
    ['/submissions/:id/neighbours?pagination[page]=1', 'pagination'],
    ['/submissions/:id/neighbours?filters[overdue]=1', 'filters[overdue]'],
    ['/counts?filters[type]=documents', 'filters'],
    ['/categories?depth=1', 'depth'],
    ['/reviewers?q=a', 'q'],
    ['/reasons?language=fr', 'language'],
    ['/views?own=true', 'own'],
  ];
  it.each(REFUSED)('is refused and named: %s', async (path, named) => {
    const { status, body } = await api(app.url)
      .as(reviewer.token)
      .get<Envelope<null>>(`/review${path.replace(':id', decided.id)}`);
    expect([status, body.error.details.code, body.error.message]).toEqual([
      400,
      'invalidParameter',
      expect.stringContaining(named),
    ]);
  });
});
