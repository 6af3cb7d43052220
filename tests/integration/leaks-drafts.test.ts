import { startApp, type TestApp } from '../helpers/app';
import { api, type Api } from '../helpers/http';
import { approve, submitDocument, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { createApiToken } from '../helpers/tokens';

// In every text of what nobody may see.
const SECRET = 'quokkasecret';

let app: TestApp;
let owner: Member;
let reviewer: Admin;
let callers: Record<string, Api>;
let ids: {
  live: string;
  pending: string;
  link: string;
  pendingLink: string;
  category: string;
  source: string;
};
beforeAll(async () => {
  app = await startApp();
  owner = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
  callers = {
    nobody: api(app.url),
    'another member': api(app.url).as((await createMember(app)).jwt),
    'a read-only token': api(app.url).as(await createApiToken(app, { type: 'read-only' })),
  };
  ids = await prepare();
});
afterAll(async () => {
  await app.stop();
});

async function prepare(): Promise<typeof ids> {
  const category = await createReference('api::category.category', { name: 'Shelf' });
  const source = await createReference('api::information-source.information-source', {
    name: 'Source',
    url: 'https://example.org/',
  });
  const filed = { categories: [category], source };
  const secret = { title: SECRET, description: SECRET, publisher: SECRET, body: SECRET, ...filed };
  const live = await submitDocument(app, owner, filed);
  const link = await submitLink(app, owner, filed);
  for (const submission of [live, link]) {
    await approve(app, reviewer, submission);
    // A revision that waits beside what is live.
    await api(app.url)
      .as(owner.jwt)
      .put(`/api/submissions/${submission.id}`, {
        data: { ...secret, title: `${SECRET} revision` },
      });
  }
  const pending = await submitDocument(app, owner, secret);
  const pendingLink = await submitLink(app, owner, {
    ...secret,
    url: `https://example.org/${SECRET}`,
  });
  return {
    live: live.item.documentId,
    link: link.item.documentId,
    pending: pending.item.documentId,
    pendingLink: pendingLink.item.documentId,
    category,
    source,
  };
}

async function createReference(uid: string, data: object): Promise<string> {
  const { documentId } = (await app.strapi.db.query(uid).create({ data })) as {
    documentId: string;
  };
  return documentId;
}

const CALLERS = ['nobody', 'another member', 'a read-only token'];
const NOT_LIVE = [
  'status=draft',
  'status=',
  'status',
  'status[]=draft',
  'status[0]=draft',
  'status[$eq]=draft',
  'status=published&status=draft',
  'status=draft&status=published',
  'status[]=published',
  'status=Published',
  'status=published%00',
  'status=%20published',
  'status=modified',
  'status=null',
  '%73tatus=draft',
  'st%61tus=',
  'publicationFilter=never-published',
  'publicationFilter=modified',
  'publicationFilter=published-with-draft',
  'publicationFilter=',
  'publicationFilter[]=modified',
  '%70ublicationFilter=modified',
  'hasPublishedVersion=false',
  'hasPublishedVersion=true',
  'hasPublishedVersion=',
  'hasPublishedVersion',
];
/** Keys Strapi does not know. Spelt otherwise they must not come to mean the same. */
const UNKNOWN = [
  'Status=draft',
  'STATUS=draft',
  'status%20=draft',
  'status.=draft',
  '_publicationState=preview',
  'publicationState=preview',
];

const paths = (): string[] => [
  '/api/documents',
  `/api/documents/${ids.live}`,
  `/api/documents/${ids.pending}`,
  '/api/external-links',
  `/api/external-links/${ids.link}`,
  `/api/external-links/${ids.pendingLink}`,
  '/api/categories',
  `/api/categories/${ids.category}`,
  '/api/information-sources',
  `/api/information-sources/${ids.source}`,
];

describe.each(CALLERS)('%s', (name) => {
  const caller = (): Api => callers[name] ?? api(app.url);

  it.each([...NOT_LIVE, ...UNKNOWN])('is answered 400 to ?%s on every route', async (query) => {
    const answers = await Promise.all(
      paths().map(async (path) => `${path} ${(await caller().get(`${path}?${query}`)).status}`),
    );
    expect(answers).toEqual(paths().map((path) => `${path} 400`));
  });

  it.each(NOT_LIVE)('is answered 400 to ?%s with a populate', async (query) => {
    const { status } = await caller().get(
      `/api/categories?populate[parent][populate]=*&${query}&populate=*`,
    );
    expect(status).toBe(400);
  });

  it.each(['status=draft', 'hasPublishedVersion=false'])(
    'is answered 400 to ?%s where a file is served',
    async (query) => {
      const { status } = await caller().get(`/api/documents/${ids.live}/file?${query}`);
      expect(status).toBe(400);
    },
  );

  it('reads what is live with status=published just as without', async () => {
    const plain = await caller().get('/api/documents');
    const spelt = await caller().get('/api/documents?status=published');
    expect([spelt.status, spelt.body]).toEqual([200, plain.body]);
  });

  it.each([
    '/api/documents?populate=*',
    '/api/documents?populate[categories][populate]=*&populate[source][populate]=*&populate[file]=true',
    '/api/external-links?populate=*&sort=title:desc',
    '/api/categories?populate=*',
    '/api/information-sources?populate=*',
    '/api/information-sources?populate[categories][populate]=*',
    `/api/documents?_q=${SECRET}`,
    `/api/external-links?_q=${SECRET}`,
    `/api/documents?filters[title][$contains]=${SECRET}`,
    '/api/documents?filters[publishedAt][$null]=true',
    '/api/documents?filters[$or][0][publishedAt][$null]=true&filters[$or][1][title][$notNull]=true',
    '/api/documents?filters[$not][publishedAt][$notNull]=true',
    '/api/documents?locale=*',
    '/api/documents?populate[categories][filters][name][$notNull]=true&pagination[pageSize]=100',
  ])('finds nothing pending by %s', async (path) => {
    const { body } = await caller().get(path);
    expect(JSON.stringify(body)).not.toContain(SECRET);
  });

  it.each(['/api/documents', '/api/external-links'])(
    'counts in %s what is live only',
    async (path) => {
      const { body } = await caller().get<{ meta: { pagination: { total: number } } }>(path);
      expect(body.meta.pagination.total).toBe(1);
    },
  );

  it.each([
    ['/api/documents/:id', () => ids.pending],
    ['/api/documents/:id?populate=*', () => ids.pending],
    ['/api/documents/:id/file', () => ids.pending],
    ['/api/external-links/:id', () => ids.pendingLink],
  ])('is told of a pending item at %s what is told of none', async (path, pending) => {
    const never = 'zzzzzzzzzzzzzzzzzzzzzzzz';
    const about = await caller().get(path.replace(':id', pending()));
    const none = await caller().get(path.replace(':id', never));
    expect([about.status, about.body]).toEqual([none.status, none.body]);
  });

  it('is told by HEAD of a pending file what is told of none', async () => {
    const about = await caller().raw(`/api/documents/${ids.pending}/file`, { method: 'HEAD' });
    const none = await caller().raw('/api/documents/zzzzzzzzzzzzzzzzzzzzzzzz/file', {
      method: 'HEAD',
    });
    const told = (response: Response) => [response.status, response.headers.get('content-length')];
    expect(told(about)).toEqual(told(none));
  });
});

describe('a pending item', () => {
  it.each(['', '?populate=*', '/file'])('is not found at /api/documents/:id%s', async (rest) => {
    expect((await api(app.url).get(`/api/documents/${ids.pending}${rest}`)).status).toBe(404);
  });
});

describe('a nested status', () => {
  it.each([
    'populate[categories][status]=draft',
    'populate[source][status]=draft',
    'populate[source][publicationFilter]=modified',
    'populate[file][status]=draft',
    'filters[status]=draft',
    'filters[status][$eq]=draft',
  ])('by %s shows nothing pending', async (query) => {
    const { body } = await api(app.url).get(`/api/documents?${query}&pagination[pageSize]=100`);
    expect(JSON.stringify(body)).not.toContain(SECRET);
  });
});
