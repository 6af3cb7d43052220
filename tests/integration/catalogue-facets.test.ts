import { FACETS, type Facet } from '../../src/api/catalogue/params/list';
import { startApp, type TestApp } from '../helpers/app';
import { list } from '../helpers/reading';
import {
  ABOVE,
  fillVaried,
  isBelow,
  KNOWN,
  type Known,
  speaks,
  type VariedLibrary,
} from '../helpers/varied-library';

let app: TestApp;
let library: VariedLibrary;
beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_REQUESTS_PER_MINUTE: '100000' } });
  library = await fillVaried(app);
});
afterAll(async () => {
  await app.stop();
});

const LARGE = 1e9;

/** Every value of the facet among these items, with its count; the most frequent first, years newest first. */
function counted(facet: Facet, items: readonly Known[]): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  const valuesOf = ({ kind, language, publishedDate, shelves }: Known): string[] => {
    if (facet === 'kind') return [kind];
    if (facet === 'language') return language === null ? [] : [language];
    if (facet === 'year') return publishedDate === null ? [] : [publishedDate.slice(0, 4)];
    return [...new Set(shelves.flatMap((slug) => ABOVE[slug] ?? []))].map(
      (slug) => library.categories[slug] ?? '',
    );
  };
  for (const value of items.flatMap(valuesOf)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const rank = ([value, count]: [string, number]) =>
    facet === 'year' ? Number(value) : LARGE + count;
  return [...counts]
    .sort((a, b) => rank(b) - rank(a) || (a[0] < b[0] ? -1 : 1))
    .map(([value, count]) => ({ value, count }));
}

/** Of each facet, the filter and what it lets through. */
const FACET_FILTERS: Record<Facet, [string, (item: Known) => boolean]> = {
  kind: ['filters[kind]=link', ({ kind }) => kind === 'link'],
  category: ['filters[category]=music', (item) => isBelow(item, 'music')],
  language: ['filters[language]=en', (item) => speaks(item, 'en')],
  year: [
    'filters[published][$lte]=2020',
    ({ publishedDate }) => publishedDate !== null && publishedDate < '2021',
  ],
};
const ADDED: [string, (item: Known) => boolean] = [
  'filters[dateAdded][$gte]=2024-02-01',
  ({ dateAdded }) => dateAdded >= '2024-02-01',
];

/** Every set of filters. */
const SETS: Facet[][] = FACETS.reduce<Facet[][]>(
  (sets, facet) => [...sets, ...sets.map((set) => [...set, facet])],
  [[]],
);

describe.each(['', '_q=agenda&', `${ADDED[0]}&`])('facets of %j', (asked) => {
  it.each(SETS)('narrowed by %s %s %s %s count each without its own filter', async (...set) => {
    const used = FACETS.filter((facet) => set.includes(facet));
    const query = used.map((facet) => FACET_FILTERS[facet][0]).join('&');
    const { meta } = await list(app, `${asked}${query}&facets=${FACETS.join()}`);
    for (const facet of FACETS) {
      const items = KNOWN.filter(
        (item) =>
          (asked !== `${ADDED[0]}&` || ADDED[1](item)) &&
          used.every((other) => other === facet || FACET_FILTERS[other][1](item)),
      );
      const values = meta.facets?.[facet]?.values.map(({ value, count }) => ({ value, count }));
      expect([facet, values]).toEqual([facet, counted(facet, items)]);
    }
  });
});

describe('a facet', () => {
  it('is there only where it was asked for', async () => {
    const { meta } = await list(app, 'facets=year');
    expect(Object.keys(meta.facets ?? {})).toEqual(['year']);
    expect((await list(app)).meta.facets).toBeUndefined();
  });

  it('of categories names them', async () => {
    const { meta } = await list(app, 'facets=category&filters[kind]=link');
    expect(meta.facets?.category?.values).toContainEqual(
      expect.objectContaining({
        value: library.categories.jazz,
        slug: 'jazz',
        name: 'The shelf jazz',
      }),
    );
  });

  it('of a search for stop words only is empty', async () => {
    const { meta } = await list(app, '_q=the&filters[language]=en&facets=kind,year');
    const nothing = { values: [], relation: 'eq' };
    expect(meta.facets).toEqual({ kind: nothing, year: nothing });
  });
});
