import type { Many, QueueRow, SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { createCategory } from '../helpers/catalogue';
import { api, type Answer } from '../helpers/http';
import {
  approve,
  contentManager,
  DOCUMENT,
  LINK,
  reject,
  submitLink,
  type Envelope,
} from '../helpers/library';
import { createAdmin, createMember, type Admin } from '../helpers/people';
import { changeSettings } from '../helpers/review-settings';
import { statementsOf } from '../helpers/statements';

interface List {
  results: { documentId: string; title: string }[];
  pagination: { page: number; pageSize: number; pageCount: number; total: number };
}

let app: TestApp;
let reviewer: Admin;
const pending: SubmissionView[] = [];
let approved: SubmissionView;
let changed: SubmissionView;
let rejected: SubmissionView;

beforeAll(async () => {
  app = await startApp();
  const member = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
  for (let count = 0; count < 5; count += 1) {
    pending.push(await submitLink(app, member, { title: `Waiting ${count}` }));
  }
  approved = await submitLink(app, member);
  await approve(app, reviewer, approved);
  changed = await submitLink(app, member);
  await approve(app, reviewer, changed);
  await api(app.url)
    .as(member.jwt)
    .put(`/api/submissions/${changed.id}`, { data: { title: 'Waiting again' } });
  rejected = await submitLink(app, member);
  await reject(app, reviewer, rejected);
});
afterAll(async () => {
  await app.stop();
});

function list(query: string, admin = reviewer, uid = LINK): Promise<Answer<List>> {
  return api(app.url)
    .as(admin.token)
    .get<List>(`${contentManager(uid)}?${query}`);
}

function ids(rows: { documentId: string }[]): string[] {
  return rows.map(({ documentId }) => documentId).sort();
}
const idsOf = (submissions: SubmissionView[]) => ids(submissions.map(({ item }) => item));

describe("the content manager's list, narrowed to a state", () => {
  it('holds the items in that state and no others', async () => {
    const shown = async (state: string) => ids((await list(`reviewState=${state}`)).body.results);
    expect(await shown('pending')).toEqual(idsOf([...pending, changed]));
    expect(await shown('approved')).toEqual(idsOf([approved]));
    expect(await shown('rejected')).toEqual(idsOf([rejected]));
  });

  it('holds everything for "all", as without the parameter', async () => {
    const all = (await list('')).body;
    expect(all.pagination.total).toBe(8);
    expect((await list('reviewState=all')).body).toEqual(all);
  });

  it('counts and pages what it holds', async () => {
    const pageOf = async (page: number) =>
      (await list(`reviewState=pending&sort=title:asc&pageSize=4&page=${page}`)).body;
    const [first, second] = [await pageOf(1), await pageOf(2)];
    expect(first.pagination).toEqual({ page: 1, pageSize: 4, pageCount: 2, total: 6 });
    expect([...first.results, ...second.results].map(({ title }) => title)).toEqual([
      'Waiting 0',
      'Waiting 1',
      'Waiting 2',
      'Waiting 3',
      'Waiting 4',
      'Waiting again',
    ]);
  });

  it('goes together with a search and with filters', async () => {
    const found = (await list('reviewState=pending&_q=again')).body;
    expect([ids(found.results), found.pagination.total]).toEqual([idsOf([changed]), 1]);
    const filtered = await list('reviewState=approved&filters[$and][0][title][$contains]=Waiting');
    expect(filtered.body.pagination.total).toBe(0);
    const modified = 'reviewState=pending&filters[$and][0][__status][$eq]=published';
    expect((await list(modified)).body.results.map(({ documentId }) => documentId)).toEqual([
      changed.item.documentId,
    ]);
  });

  it('knows the state of items of the type it lists', async () => {
    expect((await list('reviewState=pending', reviewer, DOCUMENT)).body.pagination.total).toBe(0);
  });

  it('is refused for a state that does not exist', async () => {
    const refused = await api(app.url)
      .as(reviewer.token)
      .get<Envelope<null>>(`${contentManager(LINK)}?reviewState=waiting`);
    expect([refused.status, refused.body.error.details.code]).toEqual([400, 'invalidParameter']);
  });
});

describe('narrowing', () => {
  it('is refused to those who may not read the queue, whose plain list still works', async () => {
    const editor = await createAdmin(app, 'strapi-editor');
    expect((await list('reviewState=pending', editor)).status).toBe(403);
    expect((await list('', editor)).body.pagination.total).toBe(8);
  });

  it('sends as many statements whatever there is, and no list of ids', async () => {
    const plain = await statementsOf(app, () => list('pageSize=10'));
    const few = await statementsOf(app, () => list('reviewState=approved&pageSize=10'));
    const many = await statementsOf(app, () => list('reviewState=pending&pageSize=10'));
    expect(many).toHaveLength(few.length);
    // The page and its count each ask whether the reviewer is limited to categories.
    expect(many).toHaveLength(plain.length + 2);
    const narrowed = many.filter((sql) => sql.includes('review_submissions'));
    expect(narrowed).toHaveLength(2);
    expect(narrowed.every((sql) => sql.includes('in (select "item_id"'))).toBe(true);
  });

  it('adds to what someone may read and takes nothing of it away', async () => {
    const own = await createAdmin(app, [
      { action: 'plugin::review.queue.read' },
      {
        action: 'plugin::content-manager.explorer.read',
        subject: LINK,
        conditions: ['admin::is-creator'],
        properties: { fields: ['title'] },
      },
    ]);
    expect((await list('reviewState=pending', own)).body.pagination.total).toBe(0);
  });

  it('leaves out what is filed outside the categories someone is limited to', async () => {
    const scoped = await createAdmin(app, 'review-reviewer');
    const shelf = await createCategory(app, reviewer);
    const inside = await createCategory(app, reviewer, shelf);
    const values = { categories: [inside.documentId] };
    const filed = await submitLink(app, await createMember(app), values);
    await changeSettings(app, {
      scopes: [{ reviewer: scoped.id, categories: [shelf.documentId] }],
    });
    const found = (await list('reviewState=pending', scoped)).body;
    expect([ids(found.results), found.pagination.total]).toEqual([idsOf([filed]), 1]);
    expect((await list('reviewState=pending')).body.pagination.total).toBe(7);
  });

  it('touches neither lists of other types, nor an item opened from a list, nor the public API', async () => {
    const categories = await list('reviewState=pending', reviewer, 'api::category.category');
    expect(categories.status).toBe(200);
    const opened = await api(app.url)
      .as(reviewer.token)
      .get(`${contentManager(LINK, approved.item.documentId)}?reviewState=pending`);
    expect(opened.status).toBe(200);
    const live = await api(app.url).get<{ data: unknown[] }>('/api/external-links');
    const asked = await api(app.url).get('/api/external-links?reviewState=pending');
    expect(live.body.data).toHaveLength(2);
    expect(asked.status).toBe(400);
  });
});

describe('the states of the rows of a list', () => {
  const states = (items: string, admin = reviewer) =>
    api(app.url)
      .as(admin.token)
      .get<Many<QueueRow>>(
        `/review/submissions?filters[state]=all&pagination[pageSize]=100&filters[item]=${items}`,
      );

  it('come in one answer, with the digest of each', async () => {
    const { body } = await states(
      [approved, changed, rejected].map(({ item }) => item.documentId).join(),
    );
    const byId = new Map(body.data.map(({ id, state }) => [id, state]));
    expect([approved, changed, rejected].map(({ id }) => byId.get(id))).toEqual([
      'approved',
      'pending',
      'rejected',
    ]);
    expect(body.data.every(({ digest }) => /^[0-9a-f]{64}$/.test(digest))).toBe(true);
  });

  it('cost as many statements for one as for many', async () => {
    const few = await statementsOf(app, () => states(approved.item.documentId));
    const many = await statementsOf(app, () =>
      states(pending.map(({ item }) => item.documentId).join()),
    );
    expect(many).toHaveLength(few.length);
  });

  it('are of at most a hundred, each named by its documentId', async () => {
    expect((await states(Array(101).fill('abc').join())).status).toBe(400);
    expect((await states("abc,d'e")).status).toBe(400);
    expect((await states('abc,')).status).toBe(400);
    expect((await states(Array(100).fill('abc').join())).status).toBe(200);
  });

  it('are told to those who may read the queue', async () => {
    const editor = await createAdmin(app, 'strapi-editor');
    expect((await states(approved.item.documentId, editor)).status).toBe(403);
  });
});
