import { startApp, type TestApp } from '../helpers/app';
import { api } from '../helpers/http';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await app.stop();
});

const PARENTS = (deep: number) => `/api/categories?populate${'[parent][populate]'.repeat(deep)}`;

describe('a question that would join ever more', () => {
  it.each([
    [
      'from a category to what is filed there',
      '/api/documents?populate[categories][populate]=documents',
    ],
    ['by filters that way', '/api/documents?filters[categories][documents][title][$contains]=a'],
    ['by sorting that way', '/api/documents?sort=categories.documents.title'],
    ['up a chain of categories', `${PARENTS(12)}=parent`],
    ['by filters up there', `/api/categories?filters${'[parent]'.repeat(20)}[name][$contains]=a`],
  ])('%s is refused', async (_way, path) => {
    const { status } = await api(app.url).get(path);
    expect(status).toBe(400);
  });

  it('is answered as far as a tree of categories goes', async () => {
    expect((await api(app.url).get(`${PARENTS(3)}=parent`)).status).toBe(200);
  });
});
