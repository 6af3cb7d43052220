import { encodeCursor } from '../../../src/api/catalogue/params/cursor';
import { parseList, questionOf } from '../../../src/api/catalogue/params/list';
import type { Contenders } from './contenders';
import { fetchTimed, figuresOf, press, takeTurns } from './load';
import type { Result } from './report';
import { COMMON, EVERYWHERE } from './texts';

const CATEGORY = 'category-20';
const LIST = `/api/catalogue?filters[category]=${CATEGORY}`;
const STOCK_LIST = `/api/documents?filters[categories][slug][$eq]=${CATEGORY}&populate=*&sort=dateAdded:desc&pagination[pageSize]=25`;
const CONNECTIONS = 16;
const SECONDS = 4;
const ROUNDS = 3;

const times = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ×`;

export async function benchLists({ kept, anew, stock, startRaw }: Contenders): Promise<Result[]> {
  const { text } = await fetchTimed(kept.url + LIST);
  const raw = await startRaw(text);
  const { headers } = await fetch(kept.url + LIST, { headers: { 'accept-encoding': 'identity' } });
  const etag = headers.get('etag') ?? '';
  const load = { connections: CONNECTIONS, seconds: SECONDS };
  const figures = await takeTurns(
    {
      raw: () => press({ ...load, url: raw, paths: ['/'] }),
      kept: () => press({ ...load, url: kept.url, paths: [LIST] }),
      unchanged: () =>
        press({
          ...load,
          url: kept.url,
          paths: [LIST],
          headers: { 'if-none-match': etag },
          status: 304,
        }),
      anew: () => press({ ...load, url: anew.url, paths: [LIST] }),
      stock: () => press({ ...load, url: stock.url, paths: [STOCK_LIST] }),
    },
    ROUNDS,
  );
  const ofRaw = figures.kept.perSecond / figures.raw.perSecond;
  const ofStock = figures.kept.perSecond / figures.stock.perSecond;
  const anewOfStock = figures.anew.perSecond / figures.stock.perSecond;
  const unchangedOfRaw = figures.unchanged.perSecond / figures.raw.perSecond;
  return [
    {
      work: 'list of 25 in a category, cached',
      figure: `${times(ofRaw)} raw node:http, ${times(ofStock)} stock`,
      mustReach: '0.6 × raw, 100 × stock',
      reached: ofRaw >= 0.6 && ofStock >= 100,
      details: { raw: figures.raw, ours: figures.kept, stock: figures.stock, bytes: text.length },
    },
    {
      work: 'the same, cache off',
      figure: `${times(anewOfStock)} stock`,
      mustReach: '15 × stock',
      reached: anewOfStock >= 15,
      details: { ours: figures.anew },
    },
    {
      work: 'unchanged, 304',
      figure: `${times(unchangedOfRaw)} raw full body`,
      mustReach: 'more than raw',
      reached: unchangedOfRaw > 1,
      details: { ours: figures.unchanged },
    },
  ];
}

/** Every pair of the common words, so that hardly a question comes twice. */
function pairs(): string[] {
  return COMMON.flatMap((first, i) => COMMON.slice(i + 1).map((second) => `${first} ${second}`));
}

export async function benchSearch({ anew, stock }: Contenders, items: number): Promise<Result[]> {
  const limit = items >= 1_000_000 ? 100 : 50;
  const load = { connections: 4, seconds: SECONDS };
  const words = pairs().map(encodeURIComponent);
  const figures = await takeTurns(
    {
      two: () =>
        press({ ...load, url: anew.url, paths: words.map((pair) => `/api/catalogue?_q=${pair}`) }),
      everywhere: () =>
        press({ ...load, url: anew.url, paths: [`/api/catalogue?_q=${EVERYWHERE}`] }),
      stock: () =>
        press({
          ...load,
          seconds: SECONDS * 2,
          url: stock.url,
          paths: words.map((pair) => `/api/documents?_q=${pair}`),
        }),
    },
    ROUNDS,
  );
  const ratio = figures.two.perSecond / figures.stock.perSecond;
  return [
    {
      work: 'search, two common words',
      figure: `${times(ratio)} stock _q, p95 ${figures.two.p95.toFixed(0)} ms`,
      mustReach: `100 × stock, p95 under ${limit} ms`,
      reached: ratio >= 100 && figures.two.p95 < limit,
      details: { ours: figures.two, stock: figures.stock },
    },
    {
      work: 'search, a word in 80 % of items',
      figure: `p95 ${figures.everywhere.p95.toFixed(0)} ms`,
      mustReach: `p95 under ${limit} ms`,
      reached: figures.everywhere.p95 < limit,
      details: { ours: figures.everywhere },
    },
  ];
}

/** The same question asked at two places in turns. */
async function compare(
  first: string,
  second: string,
  rounds: number,
): Promise<[number[], number[]]> {
  const found: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const index of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const { milliseconds } = await fetchTimed(index === 0 ? first : second);
      found[index].push(milliseconds);
    }
  }
  return found;
}

export async function benchDepth({ anew, database }: Contenders): Promise<Result[]> {
  const { rows } = await database.pool.query<{ key: string; entered: string }>(
    'select date_added::text as key, entered from catalogue_entry order by date_added, entered offset 30 limit 1',
  );
  const [last] = rows;
  if (last === undefined) throw new Error('The library is empty');
  const cursor = encodeCursor([questionOf(parseList('')), last.key, Number(last.entered)]);
  const count = 'pagination[withCount]=false';
  const near = `${anew.url}/api/catalogue?${count}`;
  const [first, far] = await compare(near, `${near}&pagination[after]=${cursor}`, 300);
  const [a, b] = [figuresOf(first, 1), figuresOf(far, 1)];
  const ratio = b.p50 / a.p50;
  return [
    {
      work: 'keyset page at the far end',
      figure: `${times(ratio)} the first page`,
      mustReach: 'at most 1.5 ×',
      reached: ratio <= 1.5,
      details: { 'first, p50 ms': a.p50, 'far, p50 ms': b.p50 },
    },
  ];
}
