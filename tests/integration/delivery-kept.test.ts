import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { startApp, type TestApp } from '../helpers/app';
import { isKept, isMadeAnew, keep, read, withinOneMinute } from '../helpers/kept';
import { approve, submitDocument, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

const LIST = '/api/catalogue';

let app: TestApp;
let reviewer: Admin;
let member: Member;
let slug: string;
beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_REQUESTS_PER_MINUTE: '100000' } });
  reviewer = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
  const link = await submitLink(app, member, { title: 'Kept', description: 'long '.repeat(300) });
  await approve(app, reviewer, link);
  await approve(app, reviewer, await submitDocument(app, member));
  slug = 'kept';
});
afterAll(async () => {
  await app.stop();
});

const READ_PATHS = [
  LIST,
  '/api/catalogue?_q=kept&facets=kind',
  '/api/catalogue/categories',
  '/api/catalogue/suggest?_q=ke',
  '/api/catalogue/changes',
  '/api/catalogue/kept',
  '/api/catalogue/feed.atom',
  '/api/catalogue/feed.json',
  '/api/documents?populate=*',
  '/api/external-links?sort=title',
  '/api/categories',
  '/api/information-sources',
  '/sitemap.xml',
  '/oai?verb=Identify',
];

describe.each(READ_PATHS)('an answer to %s', (path) => {
  it('is kept', async () => {
    await keep(app, path);
    expect(await isKept(app, path)).toBe(true);
  });

  it('is the same kept as made anew, headers and all', async () => {
    const anew = await read(app, path, { cookie: 'nobody=1' });
    await keep(app, path);
    const kept = await read(app, path);
    const ofOneAnswer =
      /^(date|ratelimit-.*|cache-control|last-modified|etag|connection|keep-alive)$/;
    const headersOf = ({ headers }: Response) =>
      Object.fromEntries([...headers].filter(([name]) => !ofOneAnswer.test(name)));
    expect(headersOf(kept)).toEqual(headersOf(anew));
    if (!path.startsWith('/oai')) expect(await kept.text()).toBe(await anew.text());
  });

  it('says how long it may be kept elsewhere', async () => {
    await keep(app, path);
    const { headers } = await read(app, path);
    expect(headers.get('cache-control')).toBe(
      'public, max-age=60, stale-while-revalidate=300, stale-if-error=86400',
    );
    expect(headers.get('vary')).toMatch(/^Accept-Encoding/);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('etag')).toMatch(/^"[\w-]+"$/);
    const modified = Date.parse(headers.get('last-modified') ?? '');
    expect(modified).toBeLessThanOrEqual(Date.parse(headers.get('date') ?? ''));
  });

  it('is a 304 to who has it, kept or made anew', async () => {
    await keep(app, path);
    const { headers } = await read(app, path);
    const etag = headers.get('etag') ?? '';
    const ways: Record<string, string>[] = [
      { 'if-none-match': etag },
      { 'if-none-match': `"other", W/${etag}` },
      { 'if-modified-since': headers.get('last-modified') ?? '' },
    ];
    for (const way of ways) {
      const response = await read(app, path, way);
      expect(response.status).toBe(304);
      expect(response.headers.get('etag')).toBe(etag);
      expect(response.headers.get('cache-control')).toBe(headers.get('cache-control'));
      expect(response.headers.has('content-length')).toBe(false);
      expect(await response.text()).toBe('');
    }
    expect((await read(app, path, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('has its headers for HEAD', async () => {
    await keep(app, path);
    const head = await read(app, path, {}, 'HEAD');
    const get = await read(app, path);
    expect(head.status).toBe(200);
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'));
    expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
    expect(await head.text()).toBe('');
  });
});

describe('an encoding', () => {
  const DECODE = { br: brotliDecompressSync, gzip: gunzipSync } as const;

  /** `fetch` decodes by itself, and would not show what was sent. */
  async function sent(
    accepted: string,
  ): Promise<{ encoding: string; bytes: Buffer; etag: string }> {
    const { request } = await import('node:http');
    return new Promise((resolve, reject) => {
      request(app.url + LIST, { headers: { 'accept-encoding': accepted } }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const { etag = '', 'content-encoding': encoding = 'identity' } = answer.headers;
          resolve({ encoding, bytes: Buffer.concat(chunks), etag });
        });
      })
        .on('error', reject)
        .end();
    });
  }

  it.each([
    ['gzip, deflate, br', 'br'],
    ['br;q=0.1, gzip', 'br'],
    ['gzip', 'gzip'],
    ['gzip;q=0, br;q=0', 'identity'],
    ['identity', 'identity'],
    ['*', 'br'],
    ['nonsense;;q=x', 'identity'],
  ])('is chosen by %s: %s', async (accepted, expected) => {
    expect((await sent(accepted)).encoding).toBe(expected);
  });

  it.each(['br', 'gzip'] as const)('%s holds the same, under a name of its own', async (name) => {
    const plain = await sent('identity');
    for (let time = 0; time < 2; time += 1) {
      const packed = await sent(name);
      expect(DECODE[name](packed.bytes).toString()).toBe(plain.bytes.toString());
      expect(packed.etag).not.toBe(plain.etag);
      expect(packed.bytes.length).toBeLessThan(plain.bytes.length);
    }
  });
});

describe('a page of another site', () => {
  it('may ask whether what it has is still so', async () => {
    const asked = await read(
      app,
      LIST,
      {
        origin: 'https://www.example.org',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'if-none-match',
      },
      'OPTIONS',
    );
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-headers')).toContain('If-None-Match');
  });
});

describe('one question', () => {
  it('is kept once, however its parameters are ordered and spelt', async () => {
    const ways = [
      '/api/catalogue?filters[kind]=link&sort=title:asc&pagination[pageSize]=7',
      '/api/catalogue?pagination[pageSize]=7&sort=title&filters[kind][$eq]=link',
      '/api/catalogue?filters%5Bkind%5D%5B%24in%5D%5B0%5D=link&&pagination%5BpageSize%5D=7&sort%5B0%5D=title',
    ] as const;
    await keep(app, ways[0]);
    for (const way of ways) expect(await isKept(app, way)).toBe(true);
  });

  it('of a harvester is kept once, whatever order its arguments are in', async () => {
    await keep(app, '/oai?verb=ListRecords&metadataPrefix=oai_dc&until=9999-12-31');
    const way = '/oai?until=9999-12-31&metadataPrefix=oai%5Fdc&&verb=ListRecords';
    expect(await isKept(app, way)).toBe(true);
  });

  it('asked in the same moment by many is answered once', async () => {
    await withinOneMinute(app);
    const path = `${LIST}?_q=long&sort=title&pagination[pageSize]=3`;
    const before = await read(app, `${LIST}?pagination[pageSize]=2`);
    const answers = await Promise.all(Array.from({ length: 20 }, () => read(app, path)));
    expect(answers.filter(isMadeAnew)).toHaveLength(1);
    const after = await read(app, `${LIST}?pagination[pageSize]=4`);
    const left = ({ headers }: Response) => Number(headers.get('ratelimit-remaining'));
    expect(left(before) - left(after)).toBe(2);
  });

  it('about an item has an answer for each shape that is accepted', async () => {
    const path = `${LIST}/${slug}`;
    const asLd = { accept: 'application/ld+json' };
    await keep(app, path);
    await keep(app, path, asLd);
    const [json, ld] = [await read(app, path), await read(app, path, asLd)];
    expect(json.headers.get('content-type')).toMatch(/^application\/json/);
    expect(ld.headers.get('content-type')).toMatch(/^application\/ld\+json/);
    expect(ld.headers.get('vary')).toBe('Accept-Encoding, Accept');
    expect(ld.headers.get('etag')).not.toBe(json.headers.get('etag'));
  });
});

describe('what is not kept', () => {
  it.each([
    ['an unknown parameter', `${LIST}?nonsense=1`, 400],
    ['what does not exist', `${LIST}/nothing-here`, 404],
    ['a path in capitals', '/API/catalogue', 200],
    ['a slash at the end', `${LIST}/`, 200],
    ['a percent sign in a name', `${LIST}/%6bept`, 200],
    ['the submissions', '/api/submissions', 403],
    ['a harvest with an unknown argument', '/oai?verb=Identify&x=1', 200],
    [
      'a harvest of what there is not',
      '/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=a:b',
      200,
    ],
    ['a part of a sitemap by an odd number', '/sitemap-01.xml', 200],
  ])('is %s', async (_, path, status) => {
    for (let time = 0; time < 2; time += 1) {
      const response = await read(app, path);
      expect(response.status).toBe(status);
      if (status >= 400)
        expect(response.headers.get('cache-control') ?? 'no-store').toBe('no-store');
      else expect(isMadeAnew(response)).toBe(true);
    }
  });

  it.each([
    ['a token', { authorization: 'Bearer nonsense' }],
    ['a cookie', { cookie: 'a=b' }],
  ])('is asked with %s', async (_, credentials) => {
    await keep(app, LIST);
    const response = await read(app, LIST, credentials);
    expect(isMadeAnew(response)).toBe(true);
    expect(response.headers.get('cache-control')).toMatch(/^(private, no-cache|no-store)$/);
  });
});
