import fc from 'fast-check';

import { startApp, type TestApp } from '../helpers/app';
import { api } from '../helpers/http';
import { caughtUp } from '../helpers/live-items';
import { addLiveRows } from '../helpers/live-rows';
import { errorsIn, oai } from '../helpers/oai';
import { only, parseValid, texts, type Xml } from '../helpers/xml';

/** A library without categories. */
let app: TestApp;
let id: string;
/** Answers from before anything was ever live. */
let emptyIdentify: Xml;
let emptyList: Xml;
beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_REQUESTS_PER_MINUTE: '100000' } });
  emptyIdentify = await oai(app, { verb: 'Identify' });
  emptyList = await oai(app, { verb: 'ListRecords', metadataPrefix: 'oai_dc' });
  const [row] = await addLiveRows(app, 1);
  id = row?.documentId ?? '';
});
afterAll(async () => {
  await app.stop();
});

/** Asks with a query as it is written, and answers the root element of what came, which is valid. */
async function ask(query: string) {
  const { status, body } = await api(app.url).get<string>(`/oai?${query}`);
  expect(status).toBe(200);
  return parseValid(body);
}

const LIST = 'verb=ListRecords&metadataPrefix=oai_dc';
const GET = 'verb=GetRecord&metadataPrefix=oai_dc';

describe('a mistake in the verb', () => {
  it.each([
    '',
    'verb=',
    'verb=listrecords',
    'verb=Destroy',
    'verb=Identify&verb=Identify',
    'Identify',
  ])('is badVerb, and nothing is repeated: %j', async (query) => {
    const root = await ask(query);
    expect(errorsIn(root)).toEqual(['badVerb']);
    expect(only(root, 'request').attributes).toEqual({});
  });
});

describe('a mistake in the arguments', () => {
  it.each([
    ['illegal', 'verb=Identify&set=a'],
    ['illegal', `${LIST}&identifier=oai:x:y`],
    ['illegal', 'verb=ListSets&metadataPrefix=oai_dc'],
    ['unknown', `${LIST}&page=2`],
    ['unknown', `${LIST}&FROM=2020-01-01`],
    ['repeated', `${LIST}&from=2020-01-01&from=2020-01-01`],
    ['repeated', `${LIST}&metadataPrefix=oai_dc`],
    ['missing', 'verb=ListRecords'],
    ['missing', 'verb=ListIdentifiers&from=2020-01-01'],
    ['missing', 'verb=GetRecord&metadataPrefix=oai_dc'],
    ['missing', 'verb=GetRecord&identifier=oai:x:y'],
    ['not alone', `${LIST}&resumptionToken=x`],
    ['not alone', 'verb=ListIdentifiers&resumptionToken=x&until=2000-02-05'],
    ['no date', `${LIST}&from=yesterday`],
    ['no date', `${LIST}&from=`],
    ['no date', `${LIST}&from=2023-02-29`],
    ['no date', `${LIST}&from=0000-01-01`],
    ['no date', `${LIST}&until=2020`],
    ['no date', `${LIST}&until=2020-01-01T00:00Z`],
    ['no date', `${LIST}&until=2020-01-01T00:00:00`],
    ['no date', `${LIST}&until=2020-01-01T00:00:00.5Z`],
    ['no date', `${LIST}&until=2020-01-01T24:00:00Z`],
    ['no date', `${LIST}&until=2020-01-01T00:00:00%2B01:00`],
    ['no date', 'verb=ListRecords&metadataPrefix=marc21&from=junk'],
    ['of two granularities', `${LIST}&from=2020-01-01&until=2020-01-02T00:00:00Z`],
    ['the wrong way round', `${LIST}&from=2020-01-02&until=2020-01-01`],
    ['no set', `${LIST}&set=a::b`],
    ['no set', `${LIST}&set=%3Cset%3E`],
    ['no prefix', 'verb=ListRecords&metadataPrefix=a%20b'],
    ['no prefix', 'verb=ListRecords&metadataPrefix='],
    ['no identifier', `${GET}&identifier=invalid"id`],
    ['no identifier', `${GET}&identifier=%25zz`],
    ['no identifier', `verb=ListMetadataFormats&identifier=:a`],
  ])('is badArgument, and nothing is repeated: %s, %s', async (_, query) => {
    const root = await ask(query);
    expect(errorsIn(root)).toEqual(['badArgument']);
    expect(only(root, 'request').attributes).toEqual({});
  });
});

describe('what cannot be answered', () => {
  const nowhere = 'oai:library.example.org:none';
  it.each([
    ['cannotDisseminateFormat', 'verb=ListRecords&metadataPrefix=marc21'],
    ['cannotDisseminateFormat', 'verb=ListIdentifiers&metadataPrefix=OAI_DC'],
    ['cannotDisseminateFormat', `verb=GetRecord&metadataPrefix=marc21&identifier=${nowhere}`],
    ['idDoesNotExist', `${GET}&identifier=${nowhere}`],
    ['idDoesNotExist', `${GET}&identifier=really_wrong_id`],
    ['idDoesNotExist', `verb=ListMetadataFormats&identifier=${nowhere}`],
    ['noRecordsMatch', `${LIST}&until=1999-12-31`],
    ['noRecordsMatch', `${LIST}&from=9999-12-31`],
    ['noRecordsMatch', 'verb=ListIdentifiers&metadataPrefix=oai_dc&until=0001-01-01T00:00:00Z'],
    ['noSetHierarchy', 'verb=ListSets'],
    ['noSetHierarchy', `${LIST}&set=a:b`],
    ['badResumptionToken', 'verb=ListSets&resumptionToken=x'],
    ['badResumptionToken', 'verb=ListRecords&resumptionToken=x'],
    ['badResumptionToken', 'verb=ListRecords&resumptionToken='],
    ['badResumptionToken', 'verb=ListIdentifiers&resumptionToken=%3C%22%0B%ED%A0%80'],
  ])('is %s, and the question is repeated: %s', async (code, query) => {
    const root = await ask(query);
    expect(errorsIn(root)).toEqual([code]);
    const { verb } = only(root, 'request').attributes;
    expect(verb).toBe(new URLSearchParams(query).get('verb'));
  });

  it('is said in a sentence', async () => {
    const root = await ask(`${GET}&identifier=${nowhere}`);
    expect(only(root, 'error').text).toBe('No item of this library has that identifier.');
  });
});

describe('a library in which nothing was ever live', () => {
  it('tells who it is', () => {
    expect(texts(emptyIdentify, 'Identify', 'earliestDatestamp')).toHaveLength(1);
  });

  it('has no records', () => {
    expect(errorsIn(emptyList)).toEqual(['noRecordsMatch']);
  });
});

describe('a token that was made up', () => {
  const token = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  it.each([
    ['before all dates', token('', -8.64e15, 1, 1, 1, 1)],
    ['after all dates', token('', 0, 8.64e15 + 1, 1, 1, 1)],
    ['in a year of five digits', token('', 0, 8.64e15, 1, 1, 1)],
    ['at no record', token('', -1, 1, 0, 1, 1)],
    ['in a list of less than nothing', token('', -1, 1, 1, 1, -5)],
    ['in a list of nothing', token('', -1, 1, 1, 1, 0)],
    ['in another shape', token('', 1, 1, 1)],
  ])('is badResumptionToken: %s', async (_, resumptionToken) => {
    const root = await oai(app, { verb: 'ListRecords', resumptionToken });
    expect(errorsIn(root)).toEqual(['badResumptionToken']);
  });

  it('is answered where it could have been ours', async () => {
    const now = Date.now();
    for (const from of [-1, Date.parse('0001-01-01'), now]) {
      for (const before of [1, now, Date.parse('9999-12-31')]) {
        const resumptionToken = token('', from, before, 1, 1, -1);
        const root = await oai(app, { verb: 'ListRecords', resumptionToken });
        expect(errorsIn(root).filter((code) => code !== 'noRecordsMatch')).toEqual([]);
      }
    }
  });
});

describe('whatever is asked', () => {
  const names = ['identifier', 'metadataPrefix', 'from', 'until', 'set', 'resumptionToken', 'x'];
  const verbs = ['ListMetadataFormats', 'ListSets', 'GetRecord', 'ListIdentifiers', 'ListRecords'];
  const identifiers = ['oai:localhost:', '//a:b', 'a#b#c', 'http://[::1', 'x://h:1a/', '1x:a', 'ü'];
  const values = ['oai_dc', 'a b', '<&">', '2020-01-01', '2020-01-01T00:00:00Z', '0', '\ud800'];
  const value = fc.oneof(
    fc.constantFrom(...identifiers, ...values),
    // U+0000 is refused with 400 at every address of this server.
    fc.string({ unit: 'binary', maxLength: 8 }).map((text) => text.replaceAll('\0', '')),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
  );
  const parameters = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 3 });

  it('has a valid answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...verbs), parameters, async (verb, more) => {
        const query = new URLSearchParams([['verb', verb], ...more]);
        await ask(query.toString());
      }),
      { numRuns: 500 },
    );
  });
});

describe('a posted form', () => {
  it.each([
    ['badVerb', 'verb=Identify&verb=Identify'],
    ['badVerb', 'verb[x]=Identify'],
    ['badArgument', `${LIST}&from=2020-01-01&from=2020-01-01`],
    ['badArgument', `${LIST}&from[]=2020-01-01&from=2020-01-01`],
    ['badArgument', `${LIST}&set[x]=a`],
    ['badArgument', 'verb=Identify&from=2020-01-01'],
  ])('is %s for the same mistakes: %s', async (code, body) => {
    const response = await api(app.url).raw('/oai', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(errorsIn(await parseValid(await response.text()))).toEqual([code]);
  });
});

describe('a library that is closed to the public', () => {
  it('is not harvested either, by nobody and in no form', async () => {
    const right = app.strapi.db.query('plugin::users-permissions.permission');
    const where = { action: 'api::catalogue.catalogue.find', role: { type: 'public' } };
    const [permission] = (await right.findMany({ where })) as { id: number }[];
    await app.sql('delete from up_permissions where id = $1', [permission?.id]);
    await caughtUp(app);
    const identifier = `oai:localhost:${id}`;
    for (const query of ['verb=Identify', LIST, `${GET}&identifier=${identifier}`]) {
      const asked = await api(app.url).get(`/oai?${query}`);
      const posted = await api(app.url).raw('/oai', {
        method: 'POST',
        body: new URLSearchParams(query),
      });
      expect([asked.status, posted.status]).toEqual([403, 403]);
      expect(JSON.stringify(asked.body)).not.toContain(id);
    }
  });
});
