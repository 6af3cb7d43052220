import { HTTPBadRequestError, HTTPError, HTTPNotFoundError, strapi } from '@strapi/client';

import { startApp, type TestApp } from '../helpers/app';
import { addCategory, addLive, openForSql, removeLive } from '../helpers/live-items';

let app: TestApp;
let ids: string[];
beforeAll(async () => {
  app = await startApp();
  await openForSql(app);
  const shelf = await addCategory(app, 'shelf');
  ids = await addLive(app, [
    { title: 'Agenda', kind: 'link', language: 'en', slug: 'agenda', categories: [shelf] },
    { title: 'Budget', kind: 'document', language: 'fr', publishedDate: '2023-05' },
    { title: 'Cyllideb', kind: 'link', language: 'cy', publishedDate: '2024' },
    { title: 'Withdrawn' },
  ]);
  await removeLive(app, ids.slice(3));
});
afterAll(async () => {
  await app.stop();
});

/** As a website has it, with nothing but the address of the API. */
function catalogue() {
  return strapi({ baseURL: `${app.url}/api` }).collection('catalogue');
}

type Query = Parameters<ReturnType<typeof catalogue>['find']>[0];

async function titles(query: Query): Promise<unknown[]> {
  const { data } = await catalogue().find(query);
  return data.map(({ title }) => title as unknown);
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail');
}

describe('Strapi’s own client', () => {
  it('finds everything, paged as it expects', async () => {
    const { data, meta } = await catalogue().find();
    expect(data.map(({ documentId }) => documentId).sort()).toEqual(ids.slice(0, 3).sort());
    expect(meta.pagination).toMatchObject({ page: 1, pageSize: 25, pageCount: 1, total: 3 });
  });

  it.each<[string, Query, string[]]>([
    ['a value', { filters: { kind: 'document' } }, ['Budget']],
    ['$eq', { filters: { kind: { $eq: 'document' } } }, ['Budget']],
    ['$in', { filters: { language: { $in: ['cy', 'fr'] } } }, ['Budget', 'Cyllideb']],
    ['several filters', { filters: { kind: 'link', language: 'cy' } }, ['Cyllideb']],
    ['a range', { filters: { published: { $gte: '2023', $lt: '2024' } } }, ['Budget']],
    ['a category', { filters: { category: { $eq: 'shelf' } } }, ['Agenda']],
  ])('filters by %s', async (_what, query, expected) => {
    expect(await titles({ sort: 'title:asc', ...query })).toEqual(expected);
  });

  it.each<[string, Query, string[]]>([
    ['a text', { sort: 'title:desc' }, ['Cyllideb', 'Budget', 'Agenda']],
    ['a list', { sort: ['title:asc'] }, ['Agenda', 'Budget', 'Cyllideb']],
    ['a field alone', { sort: 'title' }, ['Agenda', 'Budget', 'Cyllideb']],
  ])('sorts by %s', async (_what, query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it('pages', async () => {
    const { data, meta } = await catalogue().find({
      sort: 'title:asc',
      pagination: { page: 2, pageSize: 2, withCount: true },
    });
    expect(data.map(({ title }) => title as unknown)).toEqual(['Cyllideb']);
    expect(meta.pagination).toMatchObject({ page: 2, pageSize: 2, pageCount: 2, total: 3 });
  });

  it.each([
    ['documentId', () => ids[0] ?? ''],
    ['slug', () => 'agenda'],
  ])('finds one by its %s', async (_what, name) => {
    const { data } = await catalogue().findOne(name());
    expect(data).toMatchObject({ documentId: ids[0], title: 'Agenda', body: null });
  });

  it('is told what is not there, and what was', async () => {
    expect(await failure(catalogue().findOne('nothing'))).toBeInstanceOf(HTTPNotFoundError);
    const gone = await failure(catalogue().findOne(ids[3] ?? ''));
    expect(gone).toBeInstanceOf(HTTPError);
    expect((gone as HTTPError).response.status).toBe(410);
  });

  it.each<[string, Query]>([
    ['populate', { populate: '*' }],
    ['fields', { fields: ['title'] }],
    ['an operator', { filters: { title: { $containsi: 'a' } } }],
    ['pagination by start', { pagination: { start: 0, limit: 1 } }],
  ])('is refused what the catalogue has not, %s, and told so', async (_what, query) => {
    const error = await failure(catalogue().find(query));
    expect(error).toBeInstanceOf(HTTPBadRequestError);
    const { error: told } = (await (error as HTTPBadRequestError).response.json()) as {
      error: { message: string; details: { code: string } };
    };
    expect(told.details.code).toBe('bad-parameter');
    expect(told.message).toMatch(/^Unknown parameter "/);
  });
});
