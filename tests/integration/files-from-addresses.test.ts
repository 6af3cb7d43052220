import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';

import { startApp, type TestApp } from '../helpers/app';
import { makePdf } from '../helpers/files';
import { FROM_ADDRESSES, takeFromAddresses } from '../helpers/from-addresses';
import { api } from '../helpers/http';
import { linksOf } from '../helpers/links';
import { createAdmin, createMember, type Admin } from '../helpers/people';
import { storedNames } from '../helpers/stored-files';
import { reachOf, serve, type Site } from '../helpers/web';

const MEGABYTE = 1024 ** 2;

let app: TestApp;
let root: Admin;
/** A server outside, as it were; and what must never be asked. */
let site: Site;
let inside: Site;
let sent = 0;
let files: Record<string, Buffer>;
beforeAll(async () => {
  files = {
    '/report.exe': await makePdf('From an address'),
    '/page.pdf': Buffer.from('<!doctype html><html><script>alert(1)</script></html>'),
    '/drawing.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    '/empty.pdf': Buffer.alloc(0),
    '/cut.pdf': Buffer.from('%PDF-1.7\n1 0 obj\n'),
    '/tool.docx': Buffer.from('7f454c4602010100', 'hex'),
  };
  inside = await serve((_, response) => response.end('secret'));
  site = await serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://a.test');
    const to = searchParams.get('to');
    if (to !== null) response.writeHead(302, { location: to }).end();
    else if (pathname === '/endless') endless(response);
    else if (pathname === '/long') response.writeHead(200, { 'content-length': 1e9 }).write('a');
    else response.writeHead(pathname in files ? 200 : 404).end(files[pathname]);
  });
  app = await startApp({ settings: { ACCESSION_MAX_FILE_SIZE_MB: '1' } });
  root = await createAdmin(app, 'strapi-super-admin');
});
afterAll(async () => {
  await Promise.all([site.stop(), inside.stop()]);
  await app.stop();
});
beforeEach(() => {
  // Every port is open, so that only the address is in the way.
  linksOf(app).within(reachOf([site], { isPort: () => true }));
});

function endless(response: {
  write: (chunk: Buffer) => boolean;
  on: (event: 'drain' | 'close', then: () => void) => unknown;
}): void {
  const chunk = Buffer.alloc(64 * 1024, 'a');
  let isOpen = true;
  const more = () => {
    while (isOpen && sent < 200 * MEGABYTE) {
      sent += chunk.length;
      if (!response.write(chunk)) return;
    }
  };
  response.on('close', () => (isOpen = false));
  response.on('drain', more);
  more();
}

const takeFrom = (urls: unknown[], token = root.token) => takeFromAddresses(app, token, urls);

async function kept(): Promise<unknown> {
  const leftovers = (await readdir(tmpdir())).filter((name) =>
    name.startsWith('strapi-url-upload-'),
  );
  return [await storedNames(app), await app.sql('select count(*) from files'), leftovers];
}

describe('a file from an address', () => {
  it('is taken in as what it is by its content, and is nobody’s to see at /uploads', async () => {
    const { taken, refused } = await takeFrom([` ${site.at('a.test', '/report.exe')} `]);
    expect(refused).toEqual([]);
    expect(taken).toMatchObject([{ name: 'report.pdf', mime: 'application/pdf' }]);
    expect((await api(app.url).raw(taken[0]?.url ?? '')).status).toBe(404);
  });

  it('is found behind redirects', async () => {
    const { taken } = await takeFrom([
      site.at('a.test', `/?to=${site.at('b.test', '/report.exe')}`),
    ]);
    expect(taken).toMatchObject([{ name: 'report.pdf' }]);
  });

  it.each(['/page.pdf', '/drawing.svg', '/empty.pdf', '/cut.pdf', '/tool.docx', '/absent.pdf'])(
    'is refused with a sentence, and leaves nothing: %s',
    async (path) => {
      const before = await kept();
      const { taken, refused } = await takeFrom([site.at('a.test', path)]);
      expect([taken, refused]).toMatchObject([
        [],
        [{ message: expect.stringMatching(/^[A-Z]\w+ .{5,}\.$/) as string }],
      ]);
      expect(await kept()).toEqual(before);
    },
  );

  it.each(['/endless', '/long'])(
    'is stopped soon after the limit, and leaves nothing: %s',
    async (path) => {
      const before = await kept();
      sent = 0;
      const { taken, refused } = await takeFrom([site.at('a.test', path)]);
      expect([taken, refused]).toMatchObject([
        [],
        [{ message: 'The file at this address is larger than 1 MB.' }],
      ]);
      expect(sent).toBeLessThan(16 * MEGABYTE);
      expect(await kept()).toEqual(before);
    },
  );

  it('is for whoever may upload', async () => {
    const urls = [site.at('a.test', '/report.exe')];
    const before = [await kept(), site.requests.length];
    const reader = await createAdmin(app, [{ action: 'plugin::review.queue.read' }]);
    const member = await createMember(app);
    expect((await takeFrom(urls, reader.token)).status).toBe(403);
    expect((await takeFrom(urls, member.jwt)).status).toBe(401);
    expect((await api(app.url).post(FROM_ADDRESSES, { urls })).status).toBe(401);
    expect([await kept(), site.requests.length]).toEqual(before);
  });
});

describe('no file is fetched', () => {
  const NOT_PUBLIC = /^No file can be fetched from this address: it must be on the public web/;

  async function expectUnasked(urls: unknown[]): Promise<void> {
    const before = await kept();
    const { taken, refused } = await takeFrom(urls);
    expect(taken).toEqual([]);
    expect(refused.map(({ message }) => message)).toEqual(
      urls.map(() => expect.stringMatching(NOT_PUBLIC) as string),
    );
    expect(inside.requests).toEqual([]);
    expect(await kept()).toEqual(before);
  }

  const INSIDE = [
    '127.0.0.1',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '2130706433',
    '10.0.0.1',
    '100.64.0.1',
    '169.254.169.254',
  ];

  it('from inside, by an address', async () => {
    await expectUnasked(INSIDE.map((host) => `http://${host}:${String(inside.port)}/`));
  });

  it('from inside, by a redirect', async () => {
    const hidden = INSIDE.map((host) => `http://${host}:${String(inside.port)}/`);
    await expectUnasked(hidden.map((to) => site.at('a.test', `/?to=${encodeURIComponent(to)}`)));
  });

  it('from inside, by a name that leads there, alone, among others or when it is asked again', async () => {
    for (const addresses of [['127.0.0.1'], ['93.184.215.14', '127.0.0.1'], ['::ffff:127.0.0.1']]) {
      const resolve = () => Promise.resolve(addresses);
      linksOf(app).within(reachOf([site], { isPort: () => true, resolve }));
      await expectUnasked([inside.at('evil.test')]);
    }
  });

  it('from what is no plain address of the web', async () => {
    await expectUnasked([
      'file:///etc/passwd',
      'ftp://a.test/report.pdf',
      'javascript:alert(1)',
      'data:application/pdf,x',
      `http://user:secret@a.test:${String(site.port)}/report.exe`,
      'nonsense',
      { href: site.at('a.test') },
      site.at('a.test', '/?to=file:///etc/passwd'),
      site.at('a.test', `/?to=http://user:secret@a.test:${String(site.port)}/report.exe`),
    ]);
  });

  it('from another port than those of the web', async () => {
    linksOf(app).within(reachOf([site]));
    await expectUnasked(['http://a.test:22/', site.at('a.test', '/?to=http://a.test:6379/')]);
  });
});
