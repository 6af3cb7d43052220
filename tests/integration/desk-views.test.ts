import type { NewView, SavedView } from '../../src/plugins/review/shared/desk';
import { startApp, type TestApp } from '../helpers/app';
import { api, type Answer } from '../helpers/http';
import type { Envelope } from '../helpers/library';
import { createAdmin, type Admin } from '../helpers/people';

let app: TestApp;
let anna: Admin;
let ben: Admin;
beforeAll(async () => {
  app = await startApp();
  anna = await createAdmin(app, 'review-reviewer');
  ben = await createAdmin(app, 'review-reviewer');
});
afterAll(async () => {
  await app.stop();
});
beforeEach(async () => {
  await app.sql('delete from review_views');
});

const VIEW: NewView = { name: 'Late', query: 'filters[overdue]=true', shared: false };

function save(admin: Admin, view: object = {}): Promise<Answer<Envelope<SavedView>>> {
  return api(app.url)
    .as(admin.token)
    .post('/review/views', { ...VIEW, ...view });
}

async function viewsOf(admin: Admin): Promise<string[]> {
  const { body } = await api(app.url).as(admin.token).get<Envelope<SavedView[]>>('/review/views');
  return body.data.map(({ name, own, shared }) =>
    [name, own && 'own', shared && 'shared'].filter(Boolean).join(' '),
  );
}

function remove(admin: Admin, id: number | string): Promise<Answer<Envelope<null>>> {
  return api(app.url).as(admin.token).delete(`/review/views/${id}`);
}

describe('a saved view', () => {
  it('is answered as it was saved', async () => {
    const { status, body } = await save(anna, { query: '?filters[overdue]=true' });
    expect([status, body.data]).toEqual([
      201,
      { id: expect.any(Number) as number, ...VIEW, own: true },
    ]);
  });

  it('is its owner’s alone', async () => {
    await save(anna);
    expect([await viewsOf(anna), await viewsOf(ben)]).toEqual([['Late own'], []]);
  });

  it('is everybody’s where it is shared, one’s own first', async () => {
    await save(anna, { name: 'Alpha', shared: true });
    await save(ben, { name: 'Zeta' });
    expect([await viewsOf(ben), await viewsOf(anna)]).toEqual([
      ['Zeta own', 'Alpha shared'],
      ['Alpha own shared'],
    ]);
  });

  it('is removed by its owner', async () => {
    const { body } = await save(anna, { shared: true });
    const { status } = await remove(anna, body.data.id);
    expect([status, await viewsOf(ben)]).toEqual([204, []]);
  });

  it('is not removed by a colleague, who does not hear of a private one', async () => {
    const shared = await save(anna, { name: 'Shared', shared: true });
    const own = await save(anna, { name: 'Private' });
    const statuses = [await remove(ben, shared.body.data.id), await remove(ben, own.body.data.id)];
    expect([statuses.map(({ status }) => status), await viewsOf(anna)]).toEqual([
      [403, 404],
      ['Private own', 'Shared own shared'],
    ]);
  });

  it.each(['0', '1.5', 'late', '99999999999999999999'])('called %s is not found', async (id) => {
    expect((await remove(anna, id)).status).toBe(404);
  });

  it('may have the name of a colleague’s, and not of one’s own', async () => {
    const statuses = [await save(anna), await save(ben), await save(anna)];
    expect(statuses.map(({ status }) => status)).toEqual([201, 201, 409]);
  });

  it.each([
    ['without a name', { name: '  ' }],
    ['with a name of 81 letters', { name: 'x'.repeat(81) }],
    ['with a name of two lines', { name: 'a\nb' }],
    ['with a name that turns the line round', { name: 'a\u202eb' }],
    ['with a query of 2,001 characters', { query: 'x'.repeat(2001) }],
    ['with a query that is no text', { query: 7 }],
    ['shared or not, nobody knows', { shared: 'yes' }],
    ['of somebody else', { owner_id: 1 }],
  ])('%s is refused', async (_, view) => {
    expect([(await save(anna, view)).status, await viewsOf(anna)]).toEqual([400, []]);
  });

  it('may be as long as that', async () => {
    expect((await save(anna, { name: 'x'.repeat(80), query: 'y'.repeat(2000) })).status).toBe(201);
  });

  it('is kept fifty times for each, also where many are saved at once', async () => {
    const saved = await Promise.all(
      Array.from({ length: 60 }, (_, i) => save(anna, { name: `View ${i}` })),
    );
    const made = saved.filter(({ status }) => status === 201).length;
    const refused = saved.filter(({ status }) => status === 409).length;
    expect([made, refused, (await viewsOf(anna)).length]).toEqual([50, 10, 50]);
  });
});
