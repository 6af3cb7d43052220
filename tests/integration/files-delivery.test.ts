import { startApp, type TestApp } from '../helpers/app';
import { api } from '../helpers/http';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import {
  liveDocument,
  sha256Of,
  stableAddress,
  versionAddress,
  type LiveDocument,
} from '../helpers/stored-files';

const LICENCE = 'https://creativecommons.org/licenses/by/4.0/';

let app: TestApp;
let reviewer: Admin;
let member: Member;
let live: LiveDocument;
beforeAll(async () => {
  app = await startApp({
    settings: {
      ACCESSION_LICENCE: LICENCE,
      PUBLIC_URL: 'http://library.example.org',
      ACCESSION_ITEM_PAGE: 'https://www.example.org/library/{slug}',
    },
  });
  reviewer = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
  live = await liveDocument(app, member, reviewer);
});
afterAll(async () => {
  await app.stop();
});

type Headers = Record<string, string>;

/** What a client gets: status, headers, bytes. */
async function fetched(path: string, headers: Headers = {}, method = 'GET') {
  // fetch adds "no-cache" to a conditional request that says nothing of caching.
  const answer = await api(app.url).raw(path, {
    method,
    headers: { 'cache-control': 'max-age=0', ...headers },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, header: (name: string) => answer.headers.get(name), bytes };
}

const ADDRESSES: [string, () => string][] = [
  ['the stable address', () => stableAddress(live.submission)],
  ['the address of the version', () => versionAddress(live.submission, live.bytes)],
];

describe.each(ADDRESSES)('%s of a live file', (_, address) => {
  const etag = () => `"${sha256Of(live.bytes)}"`;

  it('answers the bytes, with what proves them', async () => {
    const { status, header, bytes } = await fetched(address());
    expect([status, bytes.equals(live.bytes)]).toEqual([200, true]);
    expect(header('etag')).toBe(etag());
    expect(header('repr-digest')).toBe(
      `sha-256=:${Buffer.from(sha256Of(live.bytes), 'hex').toString('base64')}:`,
    );
    expect(header('content-length')).toBe(String(live.bytes.length));
    expect(header('accept-ranges')).toBe('bytes');
    expect(header('content-type')).toBe('application/pdf');
  });

  it('answers HEAD with the same headers and no body', async () => {
    const [got, head] = [await fetched(address()), await fetched(address(), {}, 'HEAD')];
    const NAMES = ['content-length', 'etag', 'repr-digest', 'content-disposition', 'link'];
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    expect(NAMES.map(head.header)).toEqual(NAMES.map(got.header));
  });

  it('lets nothing in it run', async () => {
    const { header } = await fetched(address());
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('content-security-policy')).toBe("sandbox; default-src 'none'");
  });

  it('leads to the item, to what is to be cited and to the licence', async () => {
    const { documentId, title } = live.submission.item;
    const { header } = await fetched(address());
    const slug = title.toLowerCase().replaceAll(' ', '-');
    expect(header('link')?.split(', ')).toEqual([
      `<http://library.example.org/api/documents/${documentId}/file>; rel="canonical"`,
      `<https://www.example.org/library/${slug}>; rel="describedby"`,
      `<http://library.example.org/api/catalogue/${documentId}>; rel="describedby"`,
      `<${LICENCE}>; rel="license"`,
    ]);
    expect(header('content-location')).toBe(versionAddress(live.submission, live.bytes));
  });

  it.each([
    ['bytes=0-9', 0, 9],
    ['bytes=100-', 100, Infinity],
    ['bytes=-7', -7, Infinity],
    ['bytes=0-4,5-9', 0, 9],
  ])('answers the range %s with that part', async (range, from, to) => {
    const { length } = live.bytes;
    const [start, end] = [from < 0 ? length + from : from, Math.min(to, length - 1)];
    const { status, header, bytes } = await fetched(address(), { range });
    expect([status, header('content-range')]).toEqual([206, `bytes ${start}-${end}/${length}`]);
    expect(header('content-length')).toBe(String(end - start + 1));
    expect(bytes.equals(live.bytes.subarray(start, end + 1))).toBe(true);
    // Of the whole file: what is put together from parts can be held to it.
    expect(header('repr-digest')).toContain('sha-256=:');
  });

  it('answers parts that do not touch with the whole', async () => {
    const { status, header, bytes } = await fetched(address(), { range: 'bytes=0-1,8-9' });
    expect([status, header('content-range'), bytes.equals(live.bytes)]).toEqual([200, null, true]);
  });

  it('answers a range after the end with 416 and the length', async () => {
    const { length } = live.bytes;
    const { status, header, bytes } = await fetched(address(), { range: `bytes=${length}-` });
    expect([status, header('content-range')]).toEqual([416, `bytes */${length}`]);
    expect([header('etag'), header('content-disposition')]).toEqual([null, null]);
    expect(JSON.parse(bytes.toString())).toMatchObject({
      error: { details: { code: 'rangeNotSatisfiable' } },
    });
  });

  it('gives no part to HEAD', async () => {
    const { status, header } = await fetched(address(), { range: 'bytes=0-9' }, 'HEAD');
    expect([status, header('content-length')]).toEqual([200, String(live.bytes.length)]);
  });

  it('resumes what it began, and begins anew where that was something else', async () => {
    const range = 'bytes=50-';
    const resumed = await fetched(address(), { range, 'if-range': etag() });
    const anew = await fetched(address(), { range, 'if-range': `"${'0'.repeat(64)}"` });
    expect([resumed.status, anew.status]).toEqual([206, 200]);
    expect(Buffer.concat([live.bytes.subarray(0, 50), resumed.bytes]).equals(live.bytes)).toBe(
      true,
    );
    expect(anew.bytes.equals(live.bytes)).toBe(true);
  });

  it('is not sent again to whoever has it', async () => {
    const { status, header, bytes } = await fetched(address(), { 'if-none-match': etag() });
    expect([status, bytes.length, header('etag')]).toEqual([304, 0, etag()]);
    expect(header('cache-control')).toMatch(/^public, max-age=/);
    const other = await fetched(address(), { 'if-none-match': '"other"' });
    expect(other.status).toBe(200);
  });

  it('is refused to whoever must have another one', async () => {
    expect((await fetched(address(), { 'if-match': etag() })).status).toBe(200);
    const { status, header, bytes } = await fetched(address(), { 'if-match': '"other"' });
    expect([status, header('etag')]).toEqual([412, null]);
    expect(JSON.parse(bytes.toString())).toMatchObject({
      error: { details: { code: 'preconditionFailed' } },
    });
  });

  it('is saved where that is asked for', async () => {
    expect((await fetched(address())).header('content-disposition')).toMatch(/^inline;/);
    for (const query of ['?download', '?download=1']) {
      const { header } = await fetched(address() + query);
      expect(header('content-disposition')).toMatch(/^attachment;/);
    }
  });

  it.each(['?dowload', '?download=no', '?download=1&download=2'])('refuses %s', async (query) => {
    const { status, bytes } = await fetched(address() + query);
    expect(status).toBe(400);
    expect(bytes.toString()).toContain('download');
  });

  it('is read whole by twenty at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => fetched(address())));
    expect(all.every(({ bytes }) => bytes.equals(live.bytes))).toBe(true);
  });
});

it.each(ADDRESSES)('%s is kept only by themselves for who sends a token', async (_, address) => {
  const { header } = await fetched(address(), { authorization: `Bearer ${member.jwt}` });
  expect(header('cache-control')).toMatch(/^private, max-age=/);
});

it('a page elsewhere may ask for parts of it and read what they are parts of', async () => {
  const origin = 'https://www.example.org';
  const asked = await fetched(
    stableAddress(live.submission),
    {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'range, if-range',
    },
    'OPTIONS',
  );
  expect(asked.header('access-control-allow-headers')).toMatch(/If-Range,Range/);
  const got = await fetched(stableAddress(live.submission), { origin, range: 'bytes=0-9' });
  expect(got.header('access-control-expose-headers')).toMatch(/Content-Range.*Repr-Digest/);
});

describe('the stable address', () => {
  it('is kept for a minute', async () => {
    const { header } = await fetched(stableAddress(live.submission));
    expect(header('cache-control')).toBe('public, max-age=60, must-revalidate');
  });
});

describe('the address of a version', () => {
  it('is kept for a year', async () => {
    const { header } = await fetched(versionAddress(live.submission, live.bytes));
    expect(header('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('leads to its name from another one', async () => {
    const { status, header } = await fetched(
      versionAddress(live.submission, live.bytes, 'win-a-prize.html'),
    );
    expect([status, header('location')]).toEqual([
      302,
      versionAddress(live.submission, live.bytes),
    ]);
  });

  it.each(['0'.repeat(64), 'abc', 'A'.repeat(64), '%2e%2e'])(
    'is nowhere for the hash %s',
    async (hash) => {
      const path = `${stableAddress(live.submission)}/${hash}/report.pdf`;
      expect((await fetched(path)).status).toBe(404);
    },
  );

  it('of one item is none of another', async () => {
    const other = await liveDocument(app, member, reviewer);
    const path = `${stableAddress(other.submission)}/${sha256Of(live.bytes)}/report.pdf`;
    expect((await fetched(path)).status).toBe(404);
  });

  it('is the one the catalogue and the list of documents print', async () => {
    const { documentId } = live.submission.item;
    const address = versionAddress(live.submission, live.bytes);
    for (const path of [
      `/api/catalogue/${documentId}`,
      `/api/documents/${documentId}?populate=file`,
    ]) {
      const { body } = await api(app.url).get<{ data: { file: { immutableUrl: string } } }>(path);
      expect(body.data.file.immutableUrl).toBe(address);
    }
  });
});
