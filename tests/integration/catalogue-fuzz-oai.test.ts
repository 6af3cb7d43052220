import fc from 'fast-check';

import { ARGUMENTS } from '../../src/api/catalogue/oai/arguments';
import { encodeCursor } from '../../src/api/catalogue/params/cursor';
import { startApp, type TestApp } from '../helpers/app';
import { type Contract, contractAt } from '../helpers/contract';
import { fillHostile, hostileText } from '../helpers/hostile';

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

const verb = fc.constantFrom(...Object.keys(ARGUMENTS), 'Nothing');
const name = fc.constantFrom(
  ...['identifier', 'metadataPrefix', 'from', 'until', 'set', 'resumptionToken', 'other', 'verb'],
);
const date = fc.constantFrom(
  ...['0000-01-01', '0001-01-01', '9999-12-31', '2024-02-30', '2024-03-09', '2024-03-09T10:00:00Z'],
);
const value = fc.oneof(
  hostileText,
  date,
  fc.constantFrom('oai_dc', 'shelf', 'oai:localhost:\0', 'oai:localhost:none'),
);
const given = fc.tuple(verb, fc.array(fc.tuple(name, value), { maxLength: 4 }));

/** Where it is asked for by GET, the application refuses a NUL itself. */
async function expectAnswered(response: Response, method: 'GET' | 'POST'): Promise<string> {
  expect([200, 400]).toContain(response.status);
  const copy = response.clone();
  expect(await contract.problems('/oai', response, method)).toEqual([]);
  return copy.text();
}

function post(body: string, type: string): Promise<Response> {
  return fetch(`${app.url}/oai`, { method: 'POST', body, headers: { 'content-type': type } });
}
const FORM = 'application/x-www-form-urlencoded';

describe('whatever a harvester asks', () => {
  it('is answered in XML that holds no character XML cannot', async () => {
    await fc.assert(
      fc.asyncProperty(given, fc.constantFrom('GET', 'POST'), async ([asked, pairs], method) => {
        const query = new URLSearchParams([['verb', asked], ...pairs]).toString();
        const isPost = method === 'POST';
        const response = isPost ? await post(query, FORM) : await fetch(`${app.url}/oai?${query}`);
        const text = await expectAnswered(response, isPost ? 'POST' : 'GET');
        if (response.status === 400) return;
        expect(text).toMatch(/^<\?xml .*<\/OAI-PMH>\n$/s);
        expect(Array.from(text).filter((each) => each < ' ' && !'\t\n\r'.includes(each))).toEqual(
          [],
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['identifier=a%00b&verb=GetRecord&metadataPrefix=oai_dc'],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=%00'],
  ])('with a NUL in the form %s is a mistake of its own', async (body) => {
    expect(await expectAnswered(await post(body, FORM), 'POST')).toContain('code="badArgument"');
  });

  it.each(['{"verb":{"toString":1}}', '{"verb":[["Identify"]]}', '{"verb":null}', '{}', '[]'])(
    'as %s and no form is not understood, and nothing more',
    async (body) => {
      const text = await expectAnswered(await post(body, 'application/json'), 'POST');
      expect(text).toContain('code="badVerb"');
    },
  );
});

describe('a resumption token', () => {
  const number = fc.oneof(
    fc.constantFrom(-8.64e15, 8.64e15, -62_198_755_200_000, -1, 0, 1, Number.MAX_SAFE_INTEGER),
    fc.maxSafeInteger(),
  );

  it('that nobody gave out is refused or answered, never more', async () => {
    const token = fc
      .tuple(hostileText, number, number, number, number, number)
      .map((parts) => encodeCursor(parts));
    await fc.assert(
      fc.asyncProperty(fc.oneof(token, hostileText), async (text) => {
        const query = new URLSearchParams({ verb: 'ListRecords', resumptionToken: text });
        const answer = await fetch(`${app.url}/oai?${query.toString()}`);
        await expectAnswered(answer, 'GET');
      }),
      { numRuns: 200 },
    );
  });

  it.each([-8.64e15, 8.64e15])('of the year of %d is none', async (moment) => {
    for (const [from, before] of [
      [moment, 0],
      [0, moment],
    ] as const) {
      const token = encodeCursor(['', from, before, 1, 1, 1]);
      const answer = await fetch(`${app.url}/oai?verb=ListRecords&resumptionToken=${token}`);
      expect(await expectAnswered(answer, 'GET')).toContain('code="badResumptionToken"');
    }
  });
});
