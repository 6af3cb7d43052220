import { startApp, type TestApp } from '../helpers/app';
import { list, refused, walk } from '../helpers/reading';
import {
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

function matching(isIn: (item: Known) => boolean): string[] {
  return library.ids.filter((_, index) => {
    const item = KNOWN[index];
    return item !== undefined && isIn(item);
  });
}

function from(value: string | null, bound: string): boolean {
  return value !== null && value >= bound;
}

/** What to ask, and what is to be found. */
const SELECTIONS: [string, (item: Known) => boolean][] = [
  ['', () => true],
  ['filters[kind]=link', ({ kind }) => kind === 'link'],
  ['filters[kind][$eq]=document', ({ kind }) => kind === 'document'],
  ['filters[kind][$in][0]=link&filters[kind][$in][1]=document', () => true],
  ['filters[category]=arts', (item) => isBelow(item, 'arts')],
  ['filters[category][$eq]=music', (item) => isBelow(item, 'music')],
  ['filters[category]=empty', () => false],
  [
    // Some are in both.
    'filters[category][$in][]=music&filters[category][$in][]=science',
    (item) => isBelow(item, 'music') || isBelow(item, 'science'),
  ],
  [
    'filters[category]=music&filters[kind]=link&filters[language]=fr',
    (item) => isBelow(item, 'music') && item.kind === 'link' && item.language === 'fr',
  ],
  ['filters[source]=north', ({ source }) => source === 'north'],
  [
    'filters[category]=arts&filters[source]=south',
    (item) => isBelow(item, 'arts') && item.source === 'south',
  ],
  ['filters[source][$in][]=north&filters[source][$in][]=south', ({ source }) => source !== null],
  ['filters[language]=en', (item) => speaks(item, 'en')],
  ['filters[language]=EN-gb', ({ language }) => language === 'en-GB'],
  ['filters[language]=e', () => false],
  [
    'filters[language][$in][]=fr&filters[language][$in][]=en',
    (item) => speaks(item, 'fr') || speaks(item, 'en'),
  ],
  ['filters[publisher]=Beta,%20Ltd', ({ publisher }) => publisher === 'Beta, Ltd'],
  ['filters[publisher]=beta', () => false],
  ['filters[link]=broken', ({ link }) => link === 'broken'],
  ['filters[link]=unknown', ({ link }) => link === 'unknown'],
  [
    'filters[link][$in][]=good&filters[link][$in][]=refused&filters[category]=music',
    (item) => (item.link === 'good' || item.link === 'refused') && isBelow(item, 'music'),
  ],
  ['filters[dateAdded]=2024-02-29', ({ dateAdded }) => dateAdded === '2024-02-29'],
  ['filters[dateAdded][$gt]=2024-02-28', ({ dateAdded }) => dateAdded > '2024-02-28'],
  ['filters[dateAdded][$gt]=9999-12-31', () => false],
  ['filters[dateAdded][$lt]=0001-01-01', () => false],
  ['filters[dateAdded][$lt]=2024-03-01', ({ dateAdded }) => dateAdded < '2024-03-01'],
  [
    'filters[dateAdded][$gte]=2024-02-01&filters[dateAdded][$lte]=2024-02-29',
    ({ dateAdded }) => dateAdded.startsWith('2024-02'),
  ],
  ['filters[published]=2019', ({ publishedDate }) => publishedDate?.startsWith('2019') === true],
  [
    'filters[published]=2019-05',
    ({ publishedDate }) => publishedDate?.startsWith('2019-05') === true,
  ],
  [
    'filters[published][$lte]=2020',
    ({ publishedDate }) => publishedDate !== null && publishedDate < '2021',
  ],
  [
    'filters[published][$lt]=2020',
    ({ publishedDate }) => publishedDate?.startsWith('2019') === true,
  ],
  ['filters[published][$gt]=2019', ({ publishedDate }) => from(publishedDate, '2020')],
  ['filters[published][$gte]=2019-05-06', ({ publishedDate }) => from(publishedDate, '2019-05-06')],
  [
    'filters[published][$gte]=2019-05&filters[published][$lt]=2020-12',
    ({ publishedDate }) => ['2019-05', '2019-05-06', '2020'].includes(publishedDate ?? ''),
  ],
];

describe.each(['', '_q=agenda&'])('a list of %j', (search) => {
  it.each(SELECTIONS)('narrowed by %j is all of that, and nothing else', async (query, isIn) => {
    const found = await walk(app, `${search}${query}`, 100);
    expect(found.map(({ id }) => id).sort()).toEqual(matching(isIn).sort());
  });

  it.each(SELECTIONS)('narrowed by %j is counted', async (query, isIn) => {
    const { meta } = await list(app, `${search}${query}&pagination[pageSize]=7`);
    const total = matching(isIn).length;
    expect(meta.pagination).toMatchObject({
      total,
      relation: 'eq',
      pageCount: Math.ceil(total / 7),
    });
  });
});

describe('a category or source that does not exist', () => {
  it.each([
    ['filters[category]=jaz', 'filters[category]', 'jaz', 'jazz'],
    [
      'filters[source][$in][]=north&filters[source][$in][]=sout',
      'filters[source]',
      'sout',
      'south',
    ],
  ])('%s is refused with the nearest', async (query, parameter, value, nearest) => {
    const { details } = await refused(app, `/api/catalogue?${query}`);
    expect(details).toEqual({ code: 'bad-parameter', parameter, value, nearest });
  });
});
