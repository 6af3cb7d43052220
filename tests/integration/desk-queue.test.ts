import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { backdate, createCategory, deskOf, type Desk } from '../helpers/desk';
import { approve, reject, submitDocument, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { countStatements } from '../helpers/statements';
import { awayFromMidnight } from '../helpers/waiting';

let app: TestApp;
let me: Admin;
let colleague: Admin;
let desk: Desk;
let anna: Member;
let ben: Member;
let shelf: Record<'health' | 'hospitals' | 'wards' | 'transport', string>;
/** By one letter each, so that the tables below can be read. */
let all: Record<'a' | 'b' | 'c' | 'd' | 'e' | 'f', SubmissionView>;

beforeAll(async () => {
  app = await startApp();
  // All that follows is of one day.
  await awayFromMidnight(120);
  me = await createAdmin(app, 'review-reviewer');
  colleague = await createAdmin(app, 'review-reviewer');
  desk = deskOf(app, me);
  anna = await createMember(app);
  ben = await createMember(app);
  await fill();
});
afterAll(async () => {
  await app.stop();
});

async function fill(): Promise<void> {
  const health = await createCategory(app, 'Health');
  const hospitals = await createCategory(app, 'Hospitals', health);
  const wards = await createCategory(app, 'Wards', hospitals);
  const transport = await createCategory(app, 'Transport');
  shelf = { health, hospitals, wards, transport };
  const filed = (title: string, ...categories: string[]) => ({ title, categories });
  all = {
    a: await submitDocument(app, anna, filed('Zebra crossings of the Council', wards)),
    b: await submitLink(app, anna, filed('apples in HOSPITALS', hospitals)),
    c: await submitLink(app, ben, filed('Council buses: 100%_sure', transport)),
    d: await submitLink(app, ben, filed('Nowhere Été')),
    e: await submitLink(app, ben, filed('Council refused', health, transport)),
    f: await submitLink(app, anna, filed('Council approved', health)),
  };
  await backdate(app, all.a, { daysAgo: 10, dueIn: -2 });
  await backdate(app, all.b, { daysAgo: 5, dueIn: 0 });
  await backdate(app, all.c, { daysAgo: 1, dueIn: 1 });
  await backdate(app, all.d, { daysAgo: 0, dueIn: null });
  await reject(app, me, all.e);
  await approve(app, me, all.f);
  await backdate(app, all.e, { daysAgo: 20, dueIn: -20 });
  await backdate(app, all.f, { daysAgo: 30, dueIn: -30 });
  await desk.claim(all.a.id);
  await deskOf(app, colleague).claim(all.b.id);
  await desk.claim(all.c.id);
  await app.sql(`update review_submissions set claimed_until = now() where id = $1`, [all.c.id]);
}

/** The letters of what was listed, in its order. */
function letters(rows: readonly { id: string }[]): string {
  const letterOf = new Map(Object.entries(all).map(([letter, { id }]) => [id, letter]));
  return rows.map(({ id }) => letterOf.get(id) ?? '?').join('');
}

async function listed(query: string): Promise<string> {
  const { status, body } = await desk.list(query);
  return status === 200 ? letters(body.data) : `${status} ${JSON.stringify(body.error)}`;
}

describe('the queue', () => {
  it('is what is pending, oldest first', async () => {
    expect(await listed('')).toBe('abcd');
  });

  const NARROWED: [string, () => string, string][] = [
    ['pending', () => 'filters[state]=pending', 'abcd'],
    ['rejected', () => 'filters[state]=rejected', 'e'],
    ['approved', () => 'filters[state]=approved', 'f'],
    ['in every state', () => 'filters[state]=all', 'feabcd'],
    ['of one type', () => 'filters[type]=documents', 'a'],
    ['of the other', () => 'filters[type][$eq]=external-links', 'bcd'],
    ['in a category with what stands in it', () => `filters[category]=${shelf.health}`, 'ab'],
    ['in a category further down', () => `filters[category]=${shelf.wards}`, 'a'],
    ['in a category that does not exist', () => 'filters[category]=none', ''],
    [
      'in a category, in every state',
      () => `filters[state]=all&filters[category]=${shelf.transport}`,
      'ec',
    ],
    ['of one submitter', () => `filters[submitter]=user:${anna.id}`, 'ab'],
    ['of an administrator of that number', () => `filters[submitter]=admin:${anna.id}`, ''],
    ['claimed by the caller', () => 'filters[assignee]=me', 'a'],
    ['claimed by a colleague', () => `filters[assignee]=${colleague.id}`, 'b'],
    ['claimed by nobody, the run out claim among them', () => 'filters[assignee]=none', 'cd'],
    ['that waited five days', () => 'filters[waitingDays]=5', 'ab'],
    ['that waited six', () => 'filters[waitingDays]=6', 'a'],
    ['overdue', () => 'filters[overdue]=true', 'a'],
    ['overdue, of what waits no more', () => 'filters[overdue]=true&filters[state]=rejected', ''],
    ['about one item', () => `filters[item]=${all.b.item.documentId}`, 'b'],
    ['with a word of the title, whatever its case', () => '_q=hOspitals', 'b'],
    ['with a part of a word', () => '_q=ospit', 'b'],
    ['with letters that are not ASCII', () => `_q=${encodeURIComponent('ÉTÉ')}`, 'd'],
    ['by the submitter’s name', () => `_q=${anna.username}`, 'ab'],
    ['with each of two words somewhere', () => `_q=council ${anna.username}`, 'a'],
    ['with a word and a word that is not there', () => '_q=council nonesuch', ''],
    ['with what elsewhere stands for any text', () => '_q=%25_', 'c'],
    ['with a backslash', () => '_q=%5C', ''],
    [
      'of one type in one category',
      () => `filters[type]=documents&filters[category]=${shelf.transport}`,
      '',
    ],
  ];
  it.each(NARROWED)('shows only what is %s', async (_, query, expected) => {
    expect(await listed(`?${query()}`)).toBe(expected);
  });

  it.each([
    ['submittedAt:asc', 'abcd'],
    ['submittedAt:desc', 'dcba'],
    ['title:asc', 'bcda'],
    ['title:desc', 'adcb'],
    ['dueOn:asc', 'abcd'],
    // What has no date comes last either way.
    ['dueOn:desc', 'cbad'],
  ])('is sorted by %s', async (sort, expected) => {
    expect(await listed(`?sort=${sort}`)).toBe(expected);
  });

  it('comes in pages with a total', async () => {
    const { body } = await desk.list('?pagination[pageSize]=3&pagination[page]=2');
    expect([letters(body.data), body.meta.pagination]).toEqual([
      'd',
      { page: 2, pageSize: 3, pageCount: 2, total: 4 },
    ]);
  });

  it('says of each row what there is to know', async () => {
    const { body } = await desk.list('?filters[overdue]=true');
    const today = new Date();
    today.setUTCDate(today.getUTCDate() - 2);
    expect(body.data[0]).toEqual({
      ...all.a,
      submittedAt: expect.any(String) as string,
      submitter: { kind: 'user', id: anna.id, name: anna.username },
      categories: [{ documentId: shelf.wards, label: 'Wards' }],
      dueOn: today.toISOString().slice(0, 10),
      overdue: true,
      claim: {
        reviewer: { id: me.id, name: 'Test Person' },
        until: expect.any(String) as string,
      },
      missing: [],
      checks: { scan: 'unscanned' },
    });
  });

  it('asks the database as often for a long page as for a short one', async () => {
    // The first of them has a file, so that what is asked about files is asked for both.
    const query = `?filters[category]=${shelf.health}&filters[state]=all&_q=council&sort=submittedAt:desc`;
    const short = await countStatements(app, () => desk.list(`${query}&pagination[pageSize]=1`));
    const long = await countStatements(app, () => desk.list(`${query}&pagination[pageSize]=100`));
    expect(long).toBe(short);
  });
});

describe('the counts', () => {
  it('are of everything', async () => {
    expect(await desk.counts()).toEqual({
      pending: 4,
      rejected: 1,
      approved: 1,
      mine: 1,
      overdue: 1,
      oldest: { id: all.a.id, title: all.a.item.title, submittedAt: expect.any(String) as string },
    });
  });
});

describe('the tree of categories', () => {
  it('is listed depth first', async () => {
    expect(await desk.categories()).toEqual([
      { documentId: shelf.health, label: 'Health', depth: 0 },
      { documentId: shelf.hospitals, label: 'Hospitals', depth: 1 },
      { documentId: shelf.wards, label: 'Wards', depth: 2 },
      { documentId: shelf.transport, label: 'Transport', depth: 0 },
    ]);
  });
});

describe('a category that is taken away', () => {
  it('leaves no row filed in it', async () => {
    const gone = await createCategory(app);
    const submission = await submitLink(app, ben, { categories: [gone] });
    await app.strapi.documents('api::category.category').delete({ documentId: gone });
    const { body } = await desk.list(`?filters[item]=${submission.item.documentId}`);
    await app.sql('delete from review_submissions where id = $1', [submission.id]);
    expect(body.data[0]?.categories).toEqual([]);
  });
});
