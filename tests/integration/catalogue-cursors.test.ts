import fc from 'fast-check';

import { SORTS, type Sort } from '../../src/api/catalogue/params/list';
import { startApp, type TestApp } from '../helpers/app';
import {
  addCategory,
  addLive,
  caughtUp,
  type LiveItem,
  newId,
  openForSql,
  removeLive,
} from '../helpers/live-items';
import { list, type Listed, refused, walk, walkPages } from '../helpers/reading';

const COUNT = 61;

let app: TestApp;
let shelf: string;
beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_REQUESTS_PER_MINUTE: '1000000' } });
  await openForSql(app);
  const above = await addCategory(app, 'above');
  shelf = await addCategory(app, 'shelf', above);
});
beforeEach(async () => {
  await addLive(
    app,
    Array.from({ length: COUNT }, (_, number) => itemNumbered(number)),
  );
});
afterEach(async () => {
  const rows = await app.sql<{ document_id: string }>('select document_id from catalogue_entry');
  await removeLive(
    app,
    rows.map(({ document_id }) => document_id),
  );
});
afterAll(async () => {
  await app.stop();
});

const TITLES = ['Agenda', '“Agenda”', 'budget', 'Élan', 'elan', 'Zebra', '1 and 2'] as const;
/** As they are sorted: without accents, case and what stands before the first letter. Curly marks become plain. */
const TITLE_KEYS: Record<string, string> = {
  Agenda: 'agenda',
  '“Agenda”': 'agenda"',
  budget: 'budget',
  Élan: 'elan',
  elan: 'elan',
  Zebra: 'zebra',
  '1 and 2': '1 and 2',
};
const DATES = ['2024-03-01', '2024-02-29', '2023-12-31'];
const PUBLISHED = [null, '2020', '2020-05', '2020-05-06', '2019-12'];
/** More or less about needles, so that ranks differ and many are the same. */
const TEXTS = [
  'A needle',
  'Of no importance',
  'A needle and a needle',
  'Needle',
  'needle '.repeat(9),
];

/** Few values each, so that most places in an order are shared. */
function itemNumbered(number: number): LiveItem {
  const of = <T>(values: readonly T[]): T => values[number % values.length] as T; // within the list
  return {
    title: of(TITLES),
    dateAdded: of(DATES),
    publishedDate: of(PUBLISHED),
    description: of(TEXTS),
    body: 'needle',
    language: 'en',
    kind: number % 2 === 0 ? 'link' : 'document',
    categories: number % 3 === 0 ? [] : [shelf],
  };
}

/** Without a search there is no relevance. */
const QUESTIONS: [Sort, string][] = SORTS.flatMap((sort): [Sort, string][] => {
  const searched: [Sort, string][] = [
    [sort, '_q=needle'],
    [sort, '_q=needle&filters[category]=above&filters[kind]=link'],
  ];
  if (sort === 'relevance') return searched;
  return [
    [sort, ''],
    [sort, 'filters[kind]=link'],
    [sort, 'filters[category]=above'],
    [sort, 'filters[category]=shelf&filters[language]=en'],
    ...searched,
  ];
});

type Item = Listed['data'][number];

function keyOf(sort: Sort, item: Item): string {
  if (sort.startsWith('title')) return TITLE_KEYS[item.title] ?? '';
  return (sort.startsWith('published') ? item.publishedDate : item.dateAdded) ?? '';
}

const idsOf = (items: readonly Item[]) => items.map(({ id }) => id);

async function enteredBy(): Promise<Map<string, number>> {
  const rows = await app.sql<{ document_id: string; entered: string }>(
    'select document_id, entered from catalogue_entry',
  );
  return new Map(rows.map(({ document_id, entered }) => [document_id, Number(entered)]));
}

/** What the order is, computed here. */
async function sorted(sort: Sort, items: readonly Item[]): Promise<string[]> {
  const entered = await enteredBy();
  const direction = sort.endsWith(':desc') ? -1 : 1;
  const order = ({ id }: Item) => entered.get(id) ?? 0;
  const compare = (a: Item, b: Item) => {
    const [one, other] = [keyOf(sort, a), keyOf(sort, b)];
    if (one !== other) return one < other ? -direction : direction;
    return (order(a) - order(b)) * direction;
  };
  return idsOf([...items].sort(compare));
}

describe.each(QUESTIONS)('by %s, of %j', (sort, query) => {
  const question = `${query}&sort=${sort}`;

  it('the pages behind each other are everything once, in order', async () => {
    const whole = (await list(app, `${question}&pagination[pageSize]=100`)).data;
    const walked = await walk(app, question, 7);
    expect(idsOf(walked)).toEqual(idsOf(whole));
    expect(new Set(idsOf(walked)).size).toBe(walked.length);
    if (sort !== 'relevance') expect(idsOf(walked)).toEqual(await sorted(sort, whole));
  });

  it('pages by number are the pages by cursor', async () => {
    expect(idsOf(await walkPages(app, question, 10))).toEqual(idsOf(await walk(app, question, 10)));
  });
});

/** Between two pages: an item that may be anywhere comes, or one that may be anywhere goes. */
const step = fc.oneof(
  fc.record({ what: fc.constant('comes' as const), number: fc.nat(10_000) }),
  fc.record({ what: fc.constant('goes' as const), number: fc.nat(10_000) }),
  fc.record({ what: fc.constant('is retold' as const), number: fc.nat(10_000) }),
);

describe.each(QUESTIONS.filter(([, query]) => !query.includes('[kind]')))(
  'while items come and go, by %s, of %j',
  (sort, query) => {
    it('nothing comes twice and nothing that stays is missing', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 6 }),
          async (steps) => {
            const question = `${query}&sort=${sort}`;
            const before = new Set(
              idsOf((await list(app, `${question}&pagination[pageSize]=100`)).data),
            );
            const gone = new Set<string>();
            const items = await walk(app, question, 9, async () => {
              for (const each of steps.shift() ?? []) await take(each, gone);
            });
            const ids = idsOf(items);
            expect(ids).toHaveLength(new Set(ids).size);
            const missing = [...before].filter((id) => !gone.has(id) && !ids.includes(id));
            expect(missing).toEqual([]);
          },
        ),
        { numRuns: 3 },
      );
    });
  },
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function take({ what, number }: Step, gone: Set<string>): Promise<void> {
  if (what === 'comes') {
    await addLive(app, [itemNumbered(number)]);
    return;
  }
  const ids = [...(await enteredBy()).keys()].sort();
  const id = ids[number % ids.length];
  if (id === undefined) return;
  if (what === 'goes') {
    gone.add(id);
    await removeLive(app, [id]);
    return;
  }
  // What no order looks at: it keeps its place.
  await app.sql('update external_links set url = $1 where document_id = $2', [
    `https://example.org/${number}`,
    id,
  ]);
  await caughtUp(app);
}

describe('the last page', () => {
  it('has no cursor, and is followed by nothing', async () => {
    const { data, meta } = await list(app, `pagination[pageSize]=${COUNT}`);
    expect(data).toHaveLength(COUNT);
    expect(meta.pagination.next).toBeNull();
    const beyond = await list(app, 'pagination[page]=99');
    expect(beyond.data).toEqual([]);
    expect(beyond.meta.pagination).toMatchObject({ page: 99, total: COUNT, next: null });
  });
});

describe('a cursor', () => {
  it('is good for ever, also where its item is gone', async () => {
    const { data, meta } = await list(app, 'pagination[pageSize]=5');
    const rest = idsOf((await list(app, 'pagination[pageSize]=100')).data).slice(5);
    await removeLive(app, idsOf(data));
    const after = await list(
      app,
      `pagination[pageSize]=100&pagination[after]=${meta.pagination.next ?? ''}`,
    );
    expect(idsOf(after.data)).toEqual(rest);
  });

  it('goes on with pages of another size', async () => {
    const { meta } = await list(app, 'pagination[pageSize]=5');
    const next = `&pagination[after]=${meta.pagination.next ?? ''}`;
    expect((await list(app, `pagination[pageSize]=3${next}`)).data).toHaveLength(3);
  });

  it('counts everything, not what is left', async () => {
    const { meta } = await list(app, 'pagination[pageSize]=5');
    const next = await list(app, `pagination[after]=${meta.pagination.next ?? ''}`);
    expect(next.meta.pagination.total).toBe(COUNT);
  });

  it.each([
    'pagination[after]=x',
    'pagination[after]=',
    `pagination[after]=${newId()}`,
    'pagination[after]=%00',
  ])('that is none, %s, is a 400', async (query) => {
    expect((await refused(app, `/api/catalogue?${query}`)).status).toBe(400);
  });

  it('of another question is a 400 that says so', async () => {
    const { meta } = await list(app, 'pagination[pageSize]=5');
    const address = `/api/catalogue?sort=title&pagination[after]=${meta.pagination.next ?? ''}`;
    const { status, message, details } = await refused(app, address);
    expect([status, details.code]).toEqual([400, 'bad-cursor']);
    expect(message).toContain('belongs to another question');
  });
});
