import fc from 'fast-check';

import { encodeCursor } from '../../src/api/catalogue/params/cursor';
import { parseList, questionOf, SORTS } from '../../src/api/catalogue/params/list';
import { startApp, type TestApp } from '../helpers/app';
import { type Contract, contractAt, type Parameter } from '../helpers/contract';
import { arbitraryOf, fillHostile, hostileText, urlText } from '../helpers/hostile';

let app: TestApp;
let contract: Contract;
beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_REQUESTS_PER_MINUTE: '1000000' } });
  contract = await contractAt(app.url);
  await fillHostile(app);
});
afterAll(async () => {
  await app.stop();
});

const PATHS = {
  '/api/catalogue': '/api/catalogue',
  '/api/catalogue/categories': '/api/catalogue/categories',
  '/api/catalogue/suggest': '/api/catalogue/suggest',
  '/api/catalogue/changes': '/api/catalogue/changes',
  '/api/catalogue/export': '/api/catalogue/export',
  '/api/catalogue/feed.atom': '/api/catalogue/feed.atom',
  '/api/catalogue/feed.json': '/api/catalogue/feed.json',
  '/sitemap.xml': '/sitemap.xml',
  '/sitemap-{number}.xml': '/sitemap-1.xml',
  '/oai': '/oai',
} as const;
type Path = keyof typeof PATHS;
const ALL = Object.keys(PATHS) as Path[]; // its own keys
const CLOSED: Path[] = ALL.filter((path) => path.startsWith('/api/'));

function get(address: string): Promise<Response> {
  return fetch(app.url + address, { redirect: 'manual' });
}

/** Asks, and finds nothing the contract does not promise. @returns the status */
async function keeps(path: Path, query: string): Promise<number> {
  const response = await get(`${PATHS[path]}?${query}`);
  const { status } = response;
  expect([query, status < 500]).toEqual([query, true]);
  expect([query, await contract.problems(path, response)]).toEqual([query, []]);
  return status;
}

function queryParameters(path: Path): Parameter[] {
  return contract.parametersOf(path).filter((parameter) => parameter.in === 'query');
}

/** Without which a value of the parameter has no meaning. */
const BESIDE: Readonly<Record<string, string>> = {
  sort: '_q=agenda&',
  'pagination[page]': 'pagination[pageSize]=1&',
};

/** Values that are there, where the document cannot know them. */
const PRESENT: Readonly<Record<string, string>> = { category: 'shelf', source: 'source' };

function validValue({ name, schema }: Parameter): fc.Arbitrary<string> {
  const present = Object.entries(PRESENT).find(([field]) => name.includes(`[${field}]`))?.[1];
  return present === undefined ? arbitraryOf(contract, schema) : fc.constant(present);
}

const pair = (name: string, value: string) =>
  `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;

/** Cursors belong to a question; the ones here are tried apart. */
const isCursor = ({ name }: Parameter) => name === 'after' || name === 'pagination[after]';

describe('every documented parameter', () => {
  it('takes every value that is documented', async () => {
    for (const path of CLOSED) {
      for (const parameter of queryParameters(path).filter((each) => !isCursor(each))) {
        const beside = BESIDE[parameter.name] ?? '';
        await fc.assert(
          fc.asyncProperty(validValue(parameter), async (value) => {
            const status = await keeps(path, beside + pair(parameter.name, value));
            expect([parameter.name, value, status]).toEqual([parameter.name, value, 200]);
          }),
          { numRuns: 12 },
        );
      }
    }
  });

  it('takes anything else without harm', async () => {
    for (const path of ALL) {
      for (const { name } of queryParameters(path)) {
        await fc.assert(
          fc.asyncProperty(hostileText, async (value) => {
            await keeps(path, pair(name, value));
          }),
          { numRuns: 12 },
        );
      }
    }
  });
});

describe('any combination', () => {
  it('of documented parameters is answered as promised', async () => {
    for (const path of CLOSED) {
      const parameters = queryParameters(path);
      if (parameters.length === 0) continue;
      const one = fc
        .constantFrom(...parameters)
        .chain((each) => validValue(each).map((value) => pair(each.name, value)));
      await fc.assert(
        fc.asyncProperty(fc.array(one, { maxLength: 8 }), async (pairs) => {
          await keeps(path, pairs.join('&'));
        }),
        { numRuns: 60 },
      );
    }
  });

  it('of anything at all is answered as promised', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ALL),
        fc.array(urlText, { maxLength: 12 }),
        async (path, parts) => {
          await keeps(path, parts.join(''));
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('an unknown parameter', () => {
  it('is a 400 that names it, its value and the nearest known one', async () => {
    const name = fc.oneof(
      fc.constantFrom(
        'populate',
        'filters[title][$eq]',
        'filters[$or][0][kind]',
        'filters[kind][$ne]',
        'sort[a]',
        '__proto__',
        'constructor',
      ),
      hostileText.map((text) => text.slice(0, 90)),
    );
    const value = hostileText.map((text) => text.slice(0, 90));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...CLOSED), name, value, async (path, parameter, given) => {
        const known = queryParameters(path).map((each) => each.name.replace(/\[\]$/, ''));
        fc.pre(!known.includes(parameter.replace(/\[\d{0,3}\]$/, '')));
        // The application refuses a NUL before an export is asked for.
        fc.pre(path !== '/api/catalogue/export' || !(parameter + given).includes('\0'));
        const response = await get(`${PATHS[path]}?${pair(parameter, given)}`);
        expect(response.status).toBe(400);
        const { error } = (await response.json()) as {
          error: { details: Record<string, unknown> };
        };
        expect(error.details).toEqual({
          code: 'bad-parameter',
          parameter,
          value: given,
          nearest: known.length === 0 ? null : (expect.any(String) as unknown),
        });
        if (known.length > 0) expect(known).toContain(error.details.nearest);
      }),
      { numRuns: 300 },
    );
  });
});

async function codeOf(address: string): Promise<unknown> {
  const response = await get(address);
  const { error } = (await response.json()) as { error?: { details: { code: string } } };
  return error?.details.code;
}

describe('a broken cursor', () => {
  it.each([['/api/catalogue?pagination[after]='], ['/api/catalogue/changes?after=']])(
    'is a 400 bad-cursor: %s',
    async (address) => {
      const broken = fc.oneof(
        fc.base64String().map((text) => text.replace(/[+/=]/g, '_')),
        fc.json().map((json) => Buffer.from(json).toString('base64url')),
        fc.array(fc.oneof(fc.string(), fc.maxSafeInteger())).map(encodeCursor),
      );
      await fc.assert(
        fc.asyncProperty(broken, async (cursor) => {
          // The beginning of all changes is a place too.
          fc.pre(cursor !== encodeCursor([0, 0]));
          expect(await codeOf(address + cursor)).toBe('bad-cursor');
        }),
        { numRuns: 150 },
      );
    },
  );

  it('that claims to be of the question asked is refused or answered, never more', async () => {
    const key = fc.oneof(
      hostileText.map((text) => text.slice(0, 100)),
      fc.constantFrom(
        '0000-01-01',
        '2023-02-29',
        '9999-12-31',
        '1e99',
        '1e-99',
        'Infinity',
        '0',
        '2024',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SORTS),
        key,
        fc.maxSafeInteger(),
        async (sort, at, entered) => {
          const query = `_q=agenda&sort=${sort}`;
          const cursor = encodeCursor([questionOf(parseList(query)), at, entered]);
          await keeps('/api/catalogue', `${query}&pagination[after]=${cursor}`);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a name of an item', () => {
  it('may be anything', async () => {
    const { pattern } = contract.parametersOf('/api/catalogue/{id}')[0]?.schema ?? {};
    const name = fc.oneof(hostileText, fc.stringMatching(new RegExp(String(pattern))));
    await fc.assert(
      fc.asyncProperty(name, async (given) => {
        fc.pre(given !== '' && !/^\.{1,2}$/.test(given));
        const response = await get(`/api/catalogue/${encodeURIComponent(given)}`);
        expect([400, 404]).toContain(response.status);
        expect(await contract.problems('/api/catalogue/{id}', response)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
