import { startApp, type TestApp } from '../helpers/app';
import { api } from '../helpers/http';
import { approve, submitDocument, submitLink, uniqueTitle } from '../helpers/library';
import { createAdmin, createMember } from '../helpers/people';

let app: TestApp;
let secretTitle: string;
let memberEmail: string;
beforeAll(async () => {
  app = await startApp();
  const member = await createMember(app);
  memberEmail = member.email;
  const reviewer = await createAdmin(app, 'review-reviewer');
  await approve(app, reviewer, await submitDocument(app, member));
  await approve(app, reviewer, await submitLink(app, member));
  secretTitle = uniqueTitle('Secret');
  await submitDocument(app, member, { title: secretTitle });
});
afterAll(async () => {
  await app.stop();
});

const TYPES = ['documents', 'external-links', 'categories', 'information-sources'];
const HIDDEN = [
  'createdBy',
  'updatedBy',
  'submitter',
  'reviewer',
  'state',
  'digest',
  'approvedDigest',
  'submission',
  'documents',
  'externalLinks',
  'external_links',
  'library_documents',
  'children',
  'roles',
];

describe.each(TYPES)('on /api/%s', (type) => {
  it.each(HIDDEN)('there is no filter by %s', async (field) => {
    const answers = await Promise.all(
      [
        `filters[${field}][$notNull]=true`,
        `filters[${field}][id][$gt]=0`,
        `filters[${field}][email][$startsWith]=a`,
        `filters[${field}][title][$startsWith]=S`,
        `filters[$or][0][${field}][id][$gt]=0`,
        `filters[$not][${field}][id][$gt]=0`,
      ].map(async (query) => (await api(app.url).get(`/api/${type}?${query}`)).status),
    );
    expect(answers).toEqual([400, 400, 400, 400, 400, 400]);
  });

  it.each(HIDDEN)('there is no sort by %s', async (field) => {
    const answers = await Promise.all(
      [
        `sort=${field}`,
        `sort[0][${field}]=asc`,
        `sort=${field}.email`,
        `sort[${field}][email]=asc`,
      ].map(async (query) => (await api(app.url).get(`/api/${type}?${query}`)).status),
    );
    expect(answers).toEqual([400, 400, 400, 400]);
  });

  it.each(HIDDEN)('nothing is populated or selected by %s', async (field) => {
    const answers = await Promise.all(
      [
        `populate=${field}`,
        `populate[0]=${field}`,
        `populate[${field}]=true`,
        `populate[${field}][fields][0]=email`,
        `populate[${field}][filters][title][$startsWith]=S`,
        `fields=${field}`,
        `fields[0]=${field}`,
      ].map(async (query) => (await api(app.url).get(`/api/${type}?${query}`)).status),
    );
    expect(answers).toEqual([400, 400, 400, 400, 400, 400, 400]);
  });

  it.each([
    'where[title][$startsWith]=S',
    'lookup[id]=1',
    'join=x',
    'select=id',
    'orderBy=id',
    'params=1',
    '_where=1',
    'foo=1',
    'data=1',
  ])('the unknown key of ?%s is refused', async (query) => {
    expect((await api(app.url).get(`/api/${type}?${query}`)).status).toBe(400);
  });

  it('the e-mail address of a member or an admin is found by no search', async () => {
    const { body } = await api(app.url).get<{ data: unknown[] }>(
      `/api/${type}?_q=${encodeURIComponent(memberEmail)}`,
    );
    expect(body.data).toEqual([]);
  });
});

describe('a hop over another type', () => {
  it.each([
    'categories?filters[documents][title][$startsWith]=Secret',
    'categories?populate[documents][filters][title][$startsWith]=Secret',
    'documents?filters[categories][documents][title][$startsWith]=Secret',
    'documents?filters[source][documents][title][$startsWith]=Secret',
    'documents?populate[categories][populate][documents]=true',
    'documents?filters[file][related][title][$startsWith]=Secret',
    'documents?filters[file][folder][id][$notNull]=true',
    'information-sources?filters[categories][documents][title][$startsWith]=Secret',
    'information-sources?populate[documents][count]=true',
    'categories?populate[library_documents][count]=true',
    'documents?sort=categories.documents.title',
    'documents?filters[source][createdBy][email][$startsWith]=a',
    'documents?filters[categories][parent][createdBy][email][$startsWith]=a',
    'documents?filters[file][createdBy][email][$startsWith]=a',
  ])('by /api/%s is refused', async (path) => {
    expect((await api(app.url).get(`/api/${path}`)).status).toBe(400);
  });
});

describe('a filter that a pending item meets and no live one', () => {
  it.each(['$eq', '$startsWith', '$contains', '$containsi', '$eqi', '$in'])(
    'by %s is answered like one that nothing meets',
    async (operator) => {
      const ask = async (title: string) =>
        api(app.url).get(`/api/documents?filters[title][${operator}]=${encodeURIComponent(title)}`);
      expect((await ask(secretTitle)).body).toEqual((await ask('never heard of')).body);
    },
  );

  it('sorts nothing differently', async () => {
    const { body } = await api(app.url).get<{ data: unknown[] }>('/api/documents?sort=title:desc');
    expect(body.data).toHaveLength(1);
  });
});
