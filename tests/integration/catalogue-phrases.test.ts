import { startApp, type TestApp } from '../helpers/app';
import { feedTitles } from '../helpers/feeds';
import { caughtUp } from '../helpers/live-items';
import { plansOf } from '../helpers/plans';
import { type Listed, list } from '../helpers/reading';

/** More than one request walks through. */
const COUNT = 205_000;
/** What holds the phrase: one that is soon met by title, one behind the end of the first walk. */
const HOLDERS = [100, 204_000];

let app: TestApp;
/** Every entry holds both words, and next to none of them beside each other. Past everything but the tables. */
beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_REQUESTS_PER_MINUTE: '100000' } });
  await app.sql(
    `insert into catalogue_entry (document_id, kind, seq, entered, slug, title, title_key, description, language,
       category_ids, date_added, published_key, search, printed, text_digest, digest, updated_at)
     select 'd' || i, 'link', i, i, 's' || i, t.title, t.title, '', 'en', '{}', '2024-01-01', '',
       to_tsvector('simple', case when i = any ($2) then 'annual report' else 'report annual' end),
       json_build_object('id', 'd' || i, 'documentId', 'd' || i, 'kind', 'link', 'title', t.title, 'slug', 's' || i,
         'description', '', 'descriptionHtml', '', 'categories', '[]'::json, 'source', null, 'publisher', null,
         'publishedDate', null, 'dateAdded', '2024-01-01', 'language', 'en', 'url', 'https://example.org/',
         'file', null, 'updatedAt', '2024-01-01T00:00:00.000Z')::text, '', '', now()
     from generate_series(1, $1::integer) i, lateral (select lpad(i::text, 9, '0') as title) t`,
    [COUNT, HOLDERS],
  );
  await app.sql(
    `insert into catalogue_count values ('all', '', $1), ('kind', 'link', $1), ('language', 'en', $1)`,
    [COUNT],
  );
  await app.sql('analyze catalogue_entry');
  await caughtUp(app);
});
afterAll(async () => {
  await app.stop();
});

const PHRASE = encodeURIComponent('"annual report"');
const NOWHERE = encodeURIComponent('"report report"');

function titlesOf({ data }: Listed): number[] {
  return data.map(({ title }) => Number(title));
}

describe('a phrase of common words', () => {
  it('is found in order, a stretch at a time, nothing missing', async () => {
    const found: number[] = [];
    let pages = 0;
    for (let next: string | null = ''; next !== null; pages += 1) {
      const after: string = next === '' ? '' : `&pagination[after]=${next}`;
      const page = await list(app, `_q=${PHRASE}&sort=title${after}`);
      found.push(...titlesOf(page));
      expect(page.meta.pagination.relation).toBe('gte');
      next = page.meta.pagination.next;
    }
    expect(found).toEqual(HOLDERS);
    expect(pages).toBe(2);
  });

  it.each(['title', 'relevance'])(
    'that nothing holds is not said to be nowhere: %s',
    async (sort) => {
      const { data, meta } = await list(app, `_q=${NOWHERE}&sort=${sort}&facets=kind`);
      expect(data).toEqual([]);
      expect(meta.pagination).toMatchObject({ total: 0, relation: 'gte' });
      expect(meta.facets?.kind?.relation).toBe('gte');
      if (sort === 'relevance') expect(meta.search?.compared).toEqual({ newest: 0 });
    },
  );

  it('is excluded, and joined by what is excluded', async () => {
    const without = await list(app, `_q=annual+-${PHRASE}&sort=title`);
    expect(titlesOf(without).slice(0, 2)).toEqual([1, 2]);
    expect(without.data).toHaveLength(25);
    const only = await list(app, `_q=${PHRASE}+-nothing&sort=title`);
    expect(titlesOf(only)).toEqual([HOLDERS[0]]);
    const neither = await list(app, `_q=-${PHRASE}&sort=title`);
    expect(titlesOf(neither).slice(0, 2)).toEqual([1, 2]);
  });

  it('of a feed is looked for among the newest', async () => {
    expect(await feedTitles(app, `?_q=${PHRASE}`)).toEqual([
      HOLDERS[1]?.toString().padStart(9, '0'),
    ]);
  });

  it.each([
    `_q=${NOWHERE}&sort=title:desc&facets=kind`,
    `_q=${NOWHERE}&facets=kind&pagination[pageSize]=7`,
    `_q=${NOWHERE}+-nothing&sort=dateAdded:asc`,
    `_q=-${encodeURIComponent('"report annual"')}+-${PHRASE}`,
  ])('is never looked for in more than a bounded number: %s', async (query) => {
    const plans = await plansOf(app, '@@', () => list(app, query), 'analyze');
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) {
      // Rows of each node, times how often it ran.
      const passed = [...plan.matchAll(/actual .*?rows=([\d.]+) loops=(\d+)/g)];
      const most = Math.max(...passed.map(([, rows, loops]) => Number(rows) * Number(loops)));
      const removed = [...plan.matchAll(/Rows Removed by .*: (\d+)/g)].map(([, rows]) =>
        Number(rows),
      );
      expect(Math.max(most, ...removed)).toBeLessThanOrEqual(200_000);
    }
  });
});
