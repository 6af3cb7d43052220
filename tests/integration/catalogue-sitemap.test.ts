import { startApp, type TestApp } from '../helpers/app';
import { api } from '../helpers/http';
import { submitLink } from '../helpers/library';
import { caughtUp } from '../helpers/live-items';
import { addLiveRows, alterLiveRows, type LiveRow, withdrawLiveRows } from '../helpers/live-rows';
import { createMember } from '../helpers/people';
import type { Refused } from '../helpers/reading';
import { all, only, parseValid, parseXml, texts, type Xml } from '../helpers/xml';

/** As many as are in one file. */
const MOST = 10_000;
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const PUBLIC_URL = 'http://library.example.org';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({
    settings: { PUBLIC_URL, ACCESSION_ITEM_PAGE: 'https://www.example.org/läs?item={id}&lang=en' },
  });
});
afterAll(async () => {
  await app.stop();
});

async function read(path: string): Promise<string> {
  const { status, body, headers } = await api(app.url).get<string>(path);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/xml; charset=utf-8');
  return body;
}

/** The addresses in a file, which is valid. */
async function addressesIn(path: string): Promise<string[]> {
  const file = await parseValid(await read(path));
  return texts(file, 'url', 'loc');
}

function pageOf({ documentId }: LiveRow): string {
  return `https://www.example.org/l%C3%A4s?item=${documentId}&lang=en`;
}

/** The files an index names, from the root of this server. */
function filesIn(index: Xml): string[] {
  expect(index).toMatchObject({ name: 'sitemapindex', namespace: NAMESPACE });
  return texts(index, 'sitemap', 'loc').map((address) => {
    expect(address.startsWith(`${PUBLIC_URL}/`)).toBe(true);
    return new URL(address).pathname;
  });
}

/** Leaves the library with nothing live in it. */
async function emptied(): Promise<void> {
  await app.sql('delete from external_links where published_at is not null');
  await caughtUp(app);
}

describe('a sitemap', () => {
  it('has the page of each live item as the website has it, and of no other', async () => {
    await emptied();
    const member = await createMember(app);
    await submitLink(app, member);
    const [withdrawn, ...live] = await addLiveRows(app, 3);
    await withdrawLiveRows(app, [withdrawn?.documentId ?? '']);
    expect(await addressesIn('/sitemap.xml')).toEqual(live.map(pageOf));
  });

  it('says when an item last changed', async () => {
    await emptied();
    const [row] = await addLiveRows(app, 1);
    await alterLiveRows(app, [row?.documentId ?? ''], 'Better');
    const file = await parseValid(await read('/sitemap.xml'));
    const { body } = await api(app.url).get<{ data: { updatedAt: string } }>(
      `/api/catalogue/${row?.documentId}`,
    );
    expect(texts(file, 'url', 'lastmod')).toEqual([body.data.updatedAt]);
  });

  it('of a library that is closed to the public is not there', async () => {
    const move = async (from: string, to: string) => {
      await app.sql('update up_permissions set action = $2 where action = $1', [from, to]);
      await caughtUp(app);
    };
    const right = 'api::catalogue.catalogue.find';
    await move(right, 'taken away');
    const closed = await api(app.url).get('/sitemap.xml');
    await move('taken away', right);
    expect(closed.status).toBe(403);
  });

  it.each(['/sitemap.xml?utm_source=x', '/sitemap-1.xml?x=1', '/sitemap-01.xml?x=1'])(
    'takes no parameters: %s',
    async (path) => {
      const { status, body } = await api(app.url).get<Refused>(path);
      expect(status).toBe(400);
      expect(body.error.details.code).toBe('bad-parameter');
    },
  );

  it.each(['/sitemap-0.xml', '/sitemap-999999.xml'])('has no part %s', async (path) => {
    expect((await api(app.url).get(path)).status).toBe(404);
  });
});

describe('a library with more pages than one file may have', () => {
  it('has an index of files that have each page once', async () => {
    await emptied();
    const rows = await addLiveRows(app, MOST);
    expect(await addressesIn('/sitemap.xml')).toHaveLength(MOST);
    rows.push(...(await addLiveRows(app, 1)));
    // As if it had come much later, as the last one that its part can have.
    await app.sql('update catalogue_entry set entered = $1 where document_id = $2', [
      9 * MOST,
      rows.at(-1)?.documentId,
    ]);
    const index = await parseXml(await read('/sitemap.xml'));
    const files = filesIn(index);
    expect(files.at(-1)).toBe('/sitemap-9.xml');
    const parts = [];
    for (const file of files) parts.push(await addressesIn(file));
    expect(parts.flat()).toEqual(rows.map(pageOf));
    expect(parts.every(({ length }) => length > 0 && length <= MOST)).toBe(true);
    for (const entry of all(index, 'sitemap')) {
      expect(Date.parse(only(entry, 'lastmod').text)).not.toBeNaN();
    }
  });
});
