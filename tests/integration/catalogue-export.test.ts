import type { CatalogueItem, Tombstone } from '../../src/api/catalogue/item';
import { encodeCursor } from '../../src/api/catalogue/params/cursor';
import { startApp, type TestApp } from '../helpers/app';
import { liveItems } from '../helpers/catalogue';
import { keep } from '../helpers/kept';
import {
  addCategory,
  addLive,
  caughtUp,
  newId,
  openForSql,
  removeLive,
} from '../helpers/live-items';
import { list, read, refused } from '../helpers/reading';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_REQUESTS_PER_MINUTE: '100000' } });
  await openForSql(app);
  await addLive(app, [{ title: 'There from the beginning' }]);
});
afterAll(async () => {
  await app.stop();
});

interface Exported {
  items: CatalogueItem[];
  end: { cursor: string; entries: number };
}

function parsed(text: string): Exported {
  const lines = text.split('\n');
  // The last line ends too.
  expect(lines.pop()).toBe('');
  const end = JSON.parse(lines.pop() ?? '') as Exported['end'];
  return { items: lines.map((line) => JSON.parse(line) as CatalogueItem), end };
}

async function exported(): Promise<Exported> {
  const response = await fetch(`${app.url}/api/catalogue/export`);
  expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
  return parsed(await response.text());
}

interface Change {
  seq: number;
  change: string;
  at: string;
  item: CatalogueItem | null;
  tombstone: Tombstone | null;
}
interface Changes {
  data: Change[];
  meta: { cursor: string; hasMore: boolean };
}

function changesAfter(cursor?: string, more = ''): Promise<Changes> {
  const after = cursor === undefined ? '' : `after=${cursor}`;
  return read<Changes>(app, `/api/catalogue/changes?${after}${more}`);
}

const told = ({ change, item, tombstone }: Change) => [change, item?.id ?? tombstone?.id];

async function rename(id: string, title: string): Promise<void> {
  await app.sql('update external_links set title = $1 where document_id = $2', [title, id]);
  await caughtUp(app);
}

describe('an export', () => {
  it('is every live item, as lists print it, and ends with the cursor', async () => {
    await addLive(app, [
      { title: 'One' },
      { title: 'Line\nbreaks "and" \\ \u2028', kind: 'document' },
    ]);
    const { items, end } = await exported();
    const live = await liveItems(app);
    expect(items.map(({ id }) => id).sort()).toEqual([...live.keys()].sort());
    expect(items).toEqual(expect.arrayContaining((await list(app)).data));
    expect(end.entries).toBe(items.length);
    expect((await changesAfter(end.cursor)).data).toEqual([]);
  });

  it('is compressed for who accepts it', async () => {
    const response = await fetch(`${app.url}/api/catalogue/export`, {
      headers: { 'Accept-Encoding': 'gzip' },
    });
    // fetch() has unpacked it already.
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(parsed(await response.text()).items.length).toBeGreaterThan(0);
  });

  it('has an ETag of its own until something changes', async () => {
    const etag = async () => {
      const response = await fetch(`${app.url}/api/catalogue/export`);
      // To its end, for one address has one export at a time.
      await response.text();
      return response.headers.get('etag');
    };
    const before = await etag();
    expect(await etag()).toBe(before);
    await addLive(app, [{}]);
    expect(await etag()).not.toBe(before);
  });

  it('is not public for who sends a token', async () => {
    const headers = { Cookie: 'a=b' };
    const response = await fetch(`${app.url}/api/catalogue/export`, { headers });
    await response.text();
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
  });
});

describe('following', () => {
  it('from an export shows what came later, and nothing else', async () => {
    const [altered = '', withdrawn = ''] = await addLive(app, [{}, {}]);
    const { end } = await exported();
    const [entered = ''] = await addLive(app, [{}]);
    await rename(altered, 'Renamed');
    await removeLive(app, [withdrawn]);
    const { data, meta } = await changesAfter(end.cursor);
    expect(data.map(told)).toEqual([
      ['entered', entered],
      ['altered', altered],
      ['withdrawn', withdrawn],
    ]);
    expect(data[1]?.item?.title).toBe('Renamed');
    expect(data[2]).toMatchObject({ item: null, tombstone: { id: withdrawn, reason: 'deleted' } });
    expect(meta.hasMore).toBe(false);
    expect((await changesAfter(meta.cursor)).data).toEqual([]);
  });

  it('makes of an export what a later export is', async () => {
    const ids = await addLive(app, [{}, {}, {}]);
    const before = await exported();
    const copy = new Map(before.items.map((item) => [item.id, item]));
    await rename(ids[0] ?? '', 'Renamed once');
    await removeLive(app, ids.slice(1, 2));
    await addCategory(app, `shelf-${newId()}`);
    await addLive(app, [{}, {}]);
    await rename(ids[0] ?? '', 'Renamed twice');
    let { cursor } = before.end;
    for (let hasMore = true; hasMore;) {
      const { data, meta } = await changesAfter(cursor, '&limit=1');
      for (const { item, tombstone } of data) {
        if (item === null) copy.delete(tombstone?.id ?? '');
        else copy.set(item.id, item);
      }
      ({ cursor, hasMore } = meta);
    }
    const after = await exported();
    expect(copy).toEqual(new Map(after.items.map((item) => [item.id, item])));
    expect(cursor).toBe(after.end.cursor);
  });

  it('shows an item that changed twice once, where it changed last', async () => {
    const { meta } = await changesAfter('latest');
    const [one = '', other = ''] = await addLive(app, [
      { dateAdded: '2024-01-01' },
      { dateAdded: '2024-01-02' },
    ]);
    await rename(one, 'Renamed');
    expect((await changesAfter(meta.cursor)).data.map(told)).toEqual([
      ['entered', other],
      ['altered', one],
    ]);
  });

  it('from the beginning shows everything there is and was', async () => {
    const [gone = ''] = await addLive(app, [{}]);
    await removeLive(app, [gone]);
    const { data, meta } = await changesAfter(undefined, 'limit=1000');
    const seqs = data.map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(data.map(told)).toContainEqual(['withdrawn', gone]);
    const present = data.flatMap(({ item }) => (item === null ? [] : [item.id]));
    expect(present.sort()).toEqual([...(await liveItems(app)).keys()].sort());
    expect(meta.hasMore).toBe(false);
  });

  it('from "latest" shows only what comes', async () => {
    const { data, meta } = await changesAfter('latest');
    expect(data).toEqual([]);
    const [id = ''] = await addLive(app, [{}]);
    expect((await changesAfter(meta.cursor)).data.map(told)).toEqual([['entered', id]]);
  });
});

async function codeOf(cursor: string): Promise<unknown> {
  const { status, details } = await refused(app, `/api/catalogue/changes?after=${cursor}`);
  return [status, details.code];
}

describe('a cursor of changes', () => {
  it.each([
    ['another library', () => encodeCursor([1, Date.UTC(2020, 0)])],
    ['a later time', () => encodeCursor([999_999, Date.UTC(2020, 0)])],
    ['a list', () => encodeCursor(['abcdefgh', '2024-01-01', 1])],
    ['before the beginning', () => encodeCursor([-1, 0])],
    ['nobody', () => 'nonsense'],
  ])('of %s is a 400 bad-cursor', async (_whose, cursor) => {
    expect(await codeOf(cursor())).toEqual([400, 'bad-cursor']);
  });

  it('is refused once the library was restored to before it', async () => {
    await addLive(app, [{}]);
    const { meta } = await changesAfter('latest');
    expect((await changesAfter(meta.cursor)).data).toEqual([]);
    // A restored library counts from where the backup ended; the same numbers come again, at another time.
    await app.sql(`update catalogue_change set at = at - interval '1 day'
      where seq = (select max(seq) from catalogue_change)`);
    await addCategory(app, `shelf-${newId()}`);
    expect(await codeOf(meta.cursor)).toEqual([400, 'bad-cursor']);
  });
});

const ADDRESSES = [
  '/api/catalogue?sort=title',
  '/api/catalogue/categories',
  '/api/catalogue/suggest?_q=th',
  '/api/catalogue/changes',
  '/api/catalogue/export',
  '/api/catalogue/feed.atom',
  '/api/catalogue/feed.json',
  '/api/openapi.json',
  '/sitemap.xml',
  '/sitemap-1.xml',
  '/oai?verb=ListSets',
];

describe('what is unchanged', () => {
  it.each(ADDRESSES)('is not sent again: %s', async (address) => {
    await addCategory(app, `shelf-${newId()}`);
    // A harvester's answer that is made anew tells another moment.
    if (address.startsWith('/oai')) await keep(app, address);
    const first = await fetch(app.url + address);
    expect((await first.text()).length).toBeGreaterThan(0);
    const etag = first.headers.get('etag') ?? '';
    const again = await fetch(app.url + address, {
      headers: { 'If-None-Match': `"x", W/${etag}` },
    });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect(again.headers.get('etag')).toBe(etag);
  });
});
