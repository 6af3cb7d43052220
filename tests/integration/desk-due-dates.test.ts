import type { ReviewSettings } from '../../src/plugins/review/shared/desk';
import { addWorkingDays } from '../../src/plugins/review/server/src/working-days';
import { startApp, type TestApp } from '../helpers/app';
import { CATEGORY, createCategory, deskOf } from '../helpers/desk';
import { createInManager, press } from '../helpers/doors';
import { api } from '../helpers/http';
import { approve, LINK, reject, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { changeSettings, readSettings } from '../helpers/review-settings';
import { awayFromMidnight } from '../helpers/waiting';

let app: TestApp;
let member: Member;
let reviewer: Admin;
let shelf: Record<'law' | 'courts' | 'appeals' | 'press', string>;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  reviewer = await createAdmin(app, 'strapi-super-admin');
  const law = await createCategory(app, 'Law');
  const courts = await createCategory(app, 'Courts', law);
  const appeals = await createCategory(app, 'Appeals', courts);
  shelf = { law, courts, appeals, press: await createCategory(app, 'Press') };
});
beforeEach(() => awayFromMidnight());
afterAll(async () => {
  await app.stop();
});

type Deadlines = Partial<Pick<ReviewSettings, 'dueDays' | 'dueDaysByCategory'>>;

const due = (days: number, from = new Date()) => addWorkingDays(from, days);
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

async function dueOnOf({ id }: { id: string }): Promise<string | null> {
  const [row] = await app.sql<{ due: string | null }>(
    'select due_on::text as due from review_submissions where id = $1',
    [id],
  );
  return row?.due ?? null;
}

async function submitted(at: Date, { id }: { id: string }): Promise<void> {
  await app.sql('update review_submissions set submitted_at = $2 where id = $1', [id, at]);
}

describe('what begins to wait', () => {
  const CASES: [string, () => Deadlines, () => string[], number | null][] = [
    ['has the date of the settings', () => ({ dueDays: 5 }), () => [], 5],
    ['has none where none is set', () => ({ dueDays: null }), () => [], null],
    [
      'has its category’s',
      () => ({ dueDays: 5, dueDaysByCategory: [{ category: shelf.press, days: 1 }] }),
      () => [shelf.press],
      1,
    ],
    [
      'has that of the category its own stands in',
      () => ({ dueDays: 5, dueDaysByCategory: [{ category: shelf.law, days: 20 }] }),
      () => [shelf.appeals],
      20,
    ],
    [
      'has that of the nearest',
      () => ({
        dueDays: 5,
        dueDaysByCategory: [
          { category: shelf.law, days: 2 },
          { category: shelf.courts, days: 9 },
        ],
      }),
      () => [shelf.appeals],
      9,
    ],
    [
      'has the shortest of several',
      () => ({
        dueDays: 5,
        dueDaysByCategory: [
          { category: shelf.law, days: 20 },
          { category: shelf.press, days: 3 },
        ],
      }),
      () => [shelf.courts, shelf.press],
      3,
    ],
    [
      'has the general one where that is shorter than another category’s',
      () => ({ dueDays: 5, dueDaysByCategory: [{ category: shelf.law, days: 20 }] }),
      () => [shelf.courts, shelf.press],
      5,
    ],
    [
      'has a category’s where there is no other',
      () => ({ dueDays: null, dueDaysByCategory: [{ category: shelf.law, days: 4 }] }),
      () => [shelf.courts, shelf.press],
      4,
    ],
  ];
  it.each(CASES)('%s', async (_, deadlines, categories, days) => {
    await changeSettings(app, { dueDaysByCategory: [], ...deadlines() });
    const submission = await submitLink(app, member, { categories: categories() });
    expect(await dueOnOf(submission)).toBe(days === null ? null : due(days));
  });

  describe('by other ways than submitting', () => {
    beforeAll(() =>
      changeSettings(app, {
        dueDays: 5,
        dueDaysByCategory: [{ category: shelf.press, days: 1 }],
      }),
    );
    const revise = async ({ id }: { id: string }, values: object) => {
      await app.sql(`update review_submissions set due_on = '2020-01-01' where id = $1`, [id]);
      await api(app.url).as(member.jwt).put(`/api/submissions/${id}`, { data: values });
    };

    it('has its date from a revision on', async () => {
      const submission = await submitLink(app, member);
      await revise(submission, { title: 'Revised' });
      expect(await dueOnOf(submission)).toBe(due(5));
    });

    it('has that of the category it is revised into', async () => {
      const submission = await submitLink(app, member);
      await revise(submission, { categories: [shelf.press] });
      expect(await dueOnOf(submission)).toBe(due(1));
    });

    it('keeps its date where nothing changes', async () => {
      const submission = await submitLink(app, member);
      await revise(submission, {});
      expect(await dueOnOf(submission)).toBe('2020-01-01');
    });

    it('has its date from the revision of what was approved', async () => {
      const submission = await submitLink(app, member);
      await approve(app, reviewer, submission);
      await revise(submission, { title: 'Second edition' });
      expect(await dueOnOf(submission)).toBe(due(5));
    });

    it('has its date from being reopened', async () => {
      const submission = await submitLink(app, member);
      await reject(app, reviewer, submission);
      await submitted(daysAgo(100), submission);
      await app.sql(`update review_submissions set due_on = '2020-01-01' where id = $1`, [
        submission.id,
      ]);
      await api(app.url).as(reviewer.token).post(`/review/submissions/${submission.id}/reopen`);
      const reopened = await dueOnOf(submission);
      await changeSettings(app, { dueDays: 6 });
      const redated = await dueOnOf(submission);
      await changeSettings(app, { dueDays: 5 });
      expect([reopened, redated]).toEqual([due(5), due(6)]);
    });

    it('has its date from being made in the content manager', async () => {
      const itemId = await createInManager(app, reviewer);
      const { body } = await deskOf(app, reviewer).list(`?filters[item]=${itemId}`);
      expect(body.data[0]?.dueOn).toBe(due(5));
    });
  });

  it('shows no date once it is decided', async () => {
    const submission = await submitLink(app, member);
    const row = await approve(app, reviewer, submission);
    expect([row.dueOn, row.overdue]).toEqual([null, false]);
  });
});

describe('a change of the settings', () => {
  it('dates everything pending anew, from when it was submitted', async () => {
    await changeSettings(app, { dueDays: 5, dueDaysByCategory: [] });
    const old = await submitLink(app, member, { categories: [shelf.appeals] });
    const fresh = await submitLink(app, member);
    await submitted(daysAgo(30), old);
    await changeSettings(app, {
      dueDays: 10,
      dueDaysByCategory: [{ category: shelf.courts, days: 2 }],
    });
    const dated = [await dueOnOf(old), await dueOnOf(fresh)];
    await changeSettings(app, { dueDays: null, dueDaysByCategory: [] });
    expect([dated, await dueOnOf(old), await dueOnOf(fresh)]).toEqual([
      [due(2, daysAgo(30)), due(10)],
      null,
      null,
    ]);
  });

  it('waits for nobody in a circle, and misses nothing that comes meanwhile', async () => {
    const before = await Promise.all(Array.from({ length: 10 }, () => submitLink(app, member)));
    const work = before.flatMap(({ id, item }, i) => [
      changeSettings(app, { dueDays: i + 1 }),
      submitLink(app, member),
      api(app.url)
        .as(member.jwt)
        .put(`/api/submissions/${id}`, { data: { title: `T ${i}` } }),
      press(app, reviewer, LINK, item.documentId, 'publish').then(() =>
        press(app, reviewer, LINK, item.documentId, 'unpublish'),
      ),
    ]);
    await Promise.all(work);
    const { dueDays } = await readSettings(app);
    const dates = await app.sql<{ due: string }>(
      `select distinct due_on::text as due from review_submissions
         where state = 'pending' and submitted_at > now() - interval '1 day'`,
    );
    expect(dates).toEqual([{ due: due(dueDays ?? 0) }]);
  });
});

describe('a category that is deleted', () => {
  it('leaves what was filed in it with the date it had', async () => {
    await changeSettings(app, { dueDays: 5, dueDaysByCategory: [] });
    const gone = await createCategory(app);
    const submission = await submitLink(app, member, { categories: [gone] });
    await app.strapi.documents(CATEGORY).delete({ documentId: gone });
    expect(await dueOnOf(submission)).toBe(due(5));
  });
});
