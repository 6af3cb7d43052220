import { openApiDocument } from '../../src/api/catalogue/openapi/document';
import { LIST_PARAMETERS } from '../../src/api/catalogue/params/list';
import { startApp, type TestApp } from '../helpers/app';
import {
  createTooLong,
  spendBudget,
  whileClosed,
  whileOthersExport,
} from '../helpers/circumstances';
import { Contract, contractAt, type OpenApi } from '../helpers/contract';
import { keep } from '../helpers/kept';
import { approve, submitDocument } from '../helpers/library';
import { addCategory, addLive, addSource, openForSql, removeLive } from '../helpers/live-items';
import { createAdmin, createMember } from '../helpers/people';

const PUBLIC_URL = 'https://library.example.org';

let app: TestApp;
let contract: Contract;
/** Of the item with everything an item can have. */
let whole: string;
beforeAll(async () => {
  // Enough for everything here that is new, and soon spent on exports.
  app = await startApp({
    settings: { ACCESSION_REQUESTS_PER_MINUTE: '2000', PUBLIC_URL, IS_PROXIED: 'true' },
  });
  contract = await contractAt(app.url);
  await openForSql(app);
  const shelf = await addCategory(app, 'shelf');
  const board = await addCategory(app, 'board', shelf);
  const source = await addSource(app, 'source');
  const reviewer = await createAdmin(app, 'review-reviewer');
  const submission = await submitDocument(app, await createMember(app), {
    title: 'Everything about agendas',
    body: 'With **care**',
    categories: [board],
    source,
    publisher: 'Somebody',
    publishedDate: '2024-03',
    language: 'en-GB',
  });
  await approve(app, reviewer, submission);
  whole = submission.item.documentId;
  await addLive(app, [
    { title: 'A bare link', slug: 'bare' },
    { title: 'Renamed', slug: 'old-name', documentId: 'renamed' },
    { title: 'Withdrawn', slug: 'withdrawn', documentId: 'withdrawn' },
  ]);
  await app.sql(`update external_links set slug = 'new-name' where slug = 'old-name'`);
  await removeLive(app, ['withdrawn']);
});
afterAll(async () => {
  await app.stop();
});

const settings = { publicUrl: PUBLIC_URL, libraryName: 'Library', contactEmail: 'a@example.org' };
const WRITTEN = new Contract(openApiDocument(settings) as OpenApi);

/** An address of each path that is answered with 200. */
const ADDRESSES: Record<string, string> = {
  '/api/catalogue': '/api/catalogue?_q=agendas&facets=kind,category,language,year',
  '/api/catalogue/{id}': '/api/catalogue/bare',
  '/api/catalogue/categories': '/api/catalogue/categories',
  '/api/catalogue/suggest': '/api/catalogue/suggest?_q=agen',
  '/api/catalogue/changes': '/api/catalogue/changes',
  '/api/catalogue/export': '/api/catalogue/export',
  '/api/catalogue/feed.atom': '/api/catalogue/feed.atom',
  '/api/catalogue/feed.json': '/api/catalogue/feed.json',
  '/sitemap.xml': '/sitemap.xml',
  '/sitemap-{number}.xml': '/sitemap-1.xml',
  '/oai': '/oai?verb=Identify',
};

function addressOf(path: string): string {
  const address = ADDRESSES[path];
  if (address === undefined) throw new Error(`No address for ${path}`);
  return address;
}

function get(address: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(app.url + address, { redirect: 'manual', headers });
}

/** With a parameter more, which harvesting answers with an error of its own unless it is no text. */
function badAddressOf(path: string): string {
  const address = addressOf(path);
  const mark = address.includes('?') ? '&' : '?';
  return `${address}${mark}${path === '/oai' ? 'x=%00' : 'colour=red'}`;
}

/** Kept, except for exports, which never are: a harvester's answer that is made anew tells another moment. */
async function keptAddressOf(path: string): Promise<string> {
  if (path !== '/api/catalogue/export') await keep(app, addressOf(path));
  return addressOf(path);
}

async function unchanged(path: string): Promise<Response> {
  const address = await keptAddressOf(path);
  const first = await get(address);
  await first.text();
  return get(address, { 'If-None-Match': first.headers.get('etag') ?? '' });
}

function post(address: string, body: string): Promise<Response> {
  return fetch(app.url + address, { method: 'POST', body: new URLSearchParams(body) });
}

const FEEDS = ['/api/catalogue/feed.atom', '/api/catalogue/feed.json'];
const tooLong = createTooLong(['/api/catalogue', ...FEEDS], 'filters[publisher]=Somebody');

type Producer = (path: string) => Promise<Response>;

const PRODUCERS: Record<string, Producer> = {
  200: (path) => get(addressOf(path)),
  301: () => get('/api/catalogue/old-name'),
  304: unchanged,
  400: (path) => get(badAddressOf(path)),
  401: (path) => get(addressOf(path), { Authorization: 'Bearer nonsense' }),
  403: (path) => whileClosed(app, () => get(addressOf(path))),
  404: (path) => get(path.startsWith('/sitemap') ? '/sitemap-999999.xml' : '/api/catalogue/none'),
  410: () => get('/api/catalogue/withdrawn'),
  // It is spent by the group that asks for these.
  429: (path) => get(addressOf(path)),
  503: (path) => {
    if (path === '/oai') return get(addressOf(path));
    if (path === '/api/catalogue/export') return whileOthersExport(app, () => get(addressOf(path)));
    return tooLong(app, path);
  },
};

const POSTED: Record<string, () => Promise<Response>> = {
  200: () => post('/oai', 'verb=Identify'),
  400: () => post('/oai?x=%00', 'verb=Identify'),
  403: () => whileClosed(app, () => post('/oai', 'verb=Identify')),
  503: () => post('/oai', 'verb=Identify'),
};

async function expectPromised(promise: string): Promise<void> {
  const [method = '', path = '', status = ''] = promise.split(' ');
  const response = method === 'POST' ? await POSTED[status]?.() : await PRODUCERS[status]?.(path);
  if (response === undefined) throw new Error(`Nothing produces ${promise}`);
  expect(response.status).toBe(Number(status));
  expect(await contract.problems(path, response, method)).toEqual([]);
}

const PROMISES = WRITTEN.promises();
const isLimit = (promise: string) => / 429$|\/oai 503$/.test(promise);

describe('the document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { Validator } = await import('@seriousme/openapi-schema-validator');
    const { valid, errors } = await new Validator().validate(contract.document);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('names the library’s own address', () => {
    expect(contract.document.servers).toEqual([{ url: PUBLIC_URL }]);
  });

  it('describes every parameter of a list, and no others', () => {
    const described = contract
      .parametersOf('/api/catalogue')
      .filter((parameter) => parameter.in === 'query')
      .map(({ name }) => name.replace(/\[\]$/, ''));
    expect(described.sort()).toEqual([...LIST_PARAMETERS].sort());
  });

  it('has examples that are as it says', () => {
    expect(WRITTEN.exampleProblems()).toEqual([]);
  });

  it('is sent once to who has it', async () => {
    const first = await get('/api/openapi.json');
    const etag = first.headers.get('etag') ?? '';
    expect((await get('/api/openapi.json', { 'If-None-Match': etag })).status).toBe(304);
  });

  it('takes no parameters', async () => {
    expect((await get('/api/openapi.json?a=1')).status).toBe(400);
  });
});

describe('an answer', () => {
  it.each(PROMISES.filter((promise) => !isLimit(promise)))('is as promised: %s', expectPromised);

  it('with an item that has everything is as promised', async () => {
    expect(
      await contract.problems('/api/catalogue/{id}', await get(`/api/catalogue/${whole}`)),
    ).toEqual([]);
  });

  it.each(['bare', 'whole'])('as JSON-LD of a %s item is as promised', async (name) => {
    const address = `/api/catalogue/${name === 'whole' ? whole : name}`;
    const response = await get(address, { Accept: 'application/ld+json' });
    expect(response.headers.get('content-type')).toMatch(/^application\/ld\+json/);
    expect(await contract.problems('/api/catalogue/{id}', response)).toEqual([]);
  });

  it.each([
    '/api/catalogue?sort=title:asc&pagination[pageSize]=1&pagination[withCount]=false',
    '/api/catalogue?pagination[page]=5',
    '/api/catalogue?_q=nothing-of-the-kind&facets=kind,category,language,year',
    '/api/catalogue?_q=the&facets=kind,category,language,year',
    '/api/catalogue?_q=agedas',
    '/api/catalogue?filters[category]=shelf&filters[source]=source&facets=category',
  ])('to %s is as promised', async (address) => {
    const response = await get(address);
    expect(response.status).toBe(200);
    expect(await contract.problems('/api/catalogue', response)).toEqual([]);
  });

  it.each(Object.keys(ADDRESSES))('of %s has its headers for HEAD', async (path) => {
    if (path === '/oai') await keptAddressOf(path);
    const headers = async (method: string) => {
      const response = await fetch(app.url + addressOf(path), { method });
      expect(response.status).toBe(200);
      const names = ['content-type', 'etag', 'last-modified', 'cache-control', 'vary'];
      const text = await response.text();
      if (method === 'HEAD') expect(text).toBe('');
      return names.map((name) => [name, response.headers.get(name)]);
    };
    expect(await headers('HEAD')).toEqual(await headers('GET'));
  });

  it.each(Object.keys(ADDRESSES))('of %s is 304 to HEAD, and by its date', async (path) => {
    // What may still be overtaken within its second is dated a second earlier.
    const address = await keptAddressOf(path);
    const first = await get(address);
    await first.text();
    const conditions: Record<string, string>[] = [
      { 'If-Modified-Since': first.headers.get('last-modified') ?? '' },
      { 'If-None-Match': first.headers.get('etag') ?? '' },
    ];
    for (const headers of conditions) {
      const again = await fetch(app.url + address, { method: 'HEAD', headers });
      expect(again.status).toBe(304);
    }
  });
});

describe('an address that has spent its budget', () => {
  beforeAll(async () => {
    // Otherwise what is kept would be sent, which costs nothing.
    await addCategory(app, 'another');
  });
  beforeEach(() => spendBudget(app));

  it.each(PROMISES.filter(isLimit))('is refused as promised: %s', expectPromised);
});
