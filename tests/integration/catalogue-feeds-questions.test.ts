import { startApp, type TestApp } from '../helpers/app';
import { createCategory } from '../helpers/catalogue';
import { ATOM_PATH, atomOf, feedTitles, JSON_PATH, jsonOf } from '../helpers/feeds';
import { api } from '../helpers/http';
import { addLiveRows, type LiveRow } from '../helpers/live-rows';
import { createAdmin, type Admin } from '../helpers/people';
import { only, texts } from '../helpers/xml';

let app: TestApp;
let editor: Admin;
beforeAll(async () => {
  app = await startApp();
  editor = await createAdmin(app, 'strapi-super-admin');
});
afterAll(async () => {
  await app.stop();
});

function titlesOf(rows: readonly LiveRow[]): string[] {
  return rows.map(({ title }) => title);
}

describe('the feed of a question', () => {
  it('of a category shows what is filed there and below it', async () => {
    const outer = await createCategory(app, editor);
    const inner = await createCategory(app, editor, outer);
    const [above, below] = await addLiveRows(app, 3, (index) => ({
      categories: [[outer.id], [inner.id], []][index] ?? [],
    }));
    expect(await feedTitles(app, `?filters[category]=${outer.documentId}`)).toEqual([
      below?.title,
      above?.title,
    ]);
    expect(await feedTitles(app, `?filters[category]=${inner.documentId}`)).toEqual([below?.title]);
    expect((await jsonOf(app, `?filters[category]=${outer.documentId}`)).title).toBe(
      `Library: ${outer.name}`,
    );
  });

  it('of a search shows what is found, the newest first', async () => {
    const word = `word${Math.random().toString(36).slice(2)}`;
    const rows = await addLiveRows(app, 3, (index) => ({
      ...(index < 2 && { title: `${word} ${index}` }),
    }));
    expect(await feedTitles(app, `?_q=${word}`)).toEqual(titlesOf(rows.slice(0, 2)).reverse());
    expect((await jsonOf(app, `?_q=${word}`)).title).toBe(`Library: “${word}”`);
  });

  it('in which nothing is found is a feed', async () => {
    expect(await feedTitles(app, '?filters[dateAdded][$lt]=1999-01-01')).toEqual([]);
  });

  it('has one address and one id, however it is spelt', async () => {
    const { documentId } = await createCategory(app, editor);
    const spellings = [
      `?filters[category]=${documentId}&_q=a%20b`,
      `?_q=a++b&filters[category][$eq]=${documentId}`,
      `?filters%5Bcategory%5D%5B%24in%5D%5B0%5D=${documentId}&_q=a+b`,
    ];
    const addresses = new Set<string>();
    for (const spelling of spellings) {
      // Something new each time, so that no answer was kept.
      await addLiveRows(app, 1);
      const feed = await atomOf(app, spelling);
      addresses.add(only(feed, 'id').text);
      addresses.add(only(feed, 'link').attributes.href ?? '');
    }
    const [address = '', ...others] = addresses;
    expect(others).toEqual([]);
    expect(texts(await atomOf(app, new URL(address).search), 'id')).toEqual([address]);
  });
});

describe('a reader', () => {
  it.each([
    [ATOM_PATH, 'application/atom+xml; charset=utf-8'],
    [JSON_PATH, 'application/feed+json; charset=utf-8'],
  ])('of %s is told its type, and 304 until something changes', async (path, type) => {
    await addLiveRows(app, 1);
    const first = await api(app.url).get(path);
    expect(first.headers.get('content-type')).toBe(type);
    const again = api(app.url).withHeaders({
      'if-none-match': first.headers.get('etag') ?? '',
      // Otherwise fetch asks for an answer that nobody has kept.
      'cache-control': 'max-age=0',
    });
    expect((await again.get(path)).status).toBe(304);
    await addLiveRows(app, 1);
    expect((await again.get(path)).status).toBe(200);
  });

  it.each([ATOM_PATH, JSON_PATH])('of %s is refused what the feed does not know', async (path) => {
    const queries = [
      '?page=2',
      '?sort=title',
      '?pagination[page]=2',
      '?filters[kind]=book',
      '?filters[category]=none',
    ];
    for (const query of queries) {
      const { status, body } = await api(app.url).get<{ error: { details: object } }>(path + query);
      expect([query, status]).toEqual([query, 400]);
      expect(body.error.details).toMatchObject({ code: 'bad-parameter' });
    }
  });
});
