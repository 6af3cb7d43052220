import { startApp, type TestApp } from '../helpers/app';
import { addLive, openForSql } from '../helpers/live-items';
import { oai, tokenIn } from '../helpers/oai';
import { list, walk } from '../helpers/reading';

/** More than a search gathers: what holds such a word is met by walking in the order asked for. */
const COUNT = 12_050;
const PAGE = 100;

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_REQUESTS_PER_MINUTE: '100000' } });
  await openForSql(app);
  await addLive(
    app,
    Array.from({ length: COUNT }, (_, number) => ({
      title: `Agenda ${String((number * 7919) % COUNT).padStart(5, '0')}`,
      description: 'x',
      language: 'en',
    })),
  );
  // What the planner expects decides which way is taken.
  await app.sql('analyze catalogue_entry');
});
afterAll(async () => {
  await app.stop();
});

describe('a search for what more entries hold than are gathered', () => {
  it('is walked to its end in the order asked for, nothing missing', async () => {
    const items = await walk(app, '_q=agenda&sort=title:asc', PAGE);
    const titles = items.map(({ title }) => title);
    const expected = Array.from(
      { length: COUNT },
      (_, number) => `Agenda ${String(number).padStart(5, '0')}`,
    );
    expect(titles).toEqual(expected);
  });

  it('says that there are at least so many', async () => {
    const { meta } = await list(app, '_q=agenda&sort=title:asc');
    expect(meta.pagination).toMatchObject({ total: 10_000, relation: 'gte' });
    const { meta: uncounted } = await list(
      app,
      '_q=agenda&sort=title:asc&pagination[withCount]=false',
    );
    expect(uncounted.pagination).not.toHaveProperty('total');
  });

  it('compares the newest of them by relevance, and says so', async () => {
    const { data, meta } = await list(app, '_q=agenda');
    expect(data).toHaveLength(25);
    expect(meta.search?.compared).toEqual({ newest: 300 });
    expect(meta.pagination).toMatchObject({ total: 300, relation: 'gte' });
    const compared = await walk(app, '_q=agenda', PAGE);
    expect(new Set(compared.map(({ id }) => id)).size).toBe(300);
    expect(compared).toHaveLength(300);
  });

  it('is narrowed exactly where a rarer word joins it', async () => {
    const { data, meta } = await list(app, '_q=agenda+00017');
    expect(data.map(({ title }) => title)).toEqual(['Agenda 00017']);
    expect(meta.pagination).toMatchObject({ total: 1, relation: 'eq' });
  });
});

describe('a list of more than pages reach to', () => {
  it('is read to its end by cursor', async () => {
    const items = await walk(app, 'sort=title:desc', PAGE);
    expect(items).toHaveLength(COUNT);
    expect(items.at(-1)?.title).toBe('Agenda 00000');
  });

  it('is harvested without being counted', async () => {
    const verb = 'ListIdentifiers';
    const token = tokenIn(await oai(app, { verb, metadataPrefix: 'oai_dc' }));
    const next = tokenIn(await oai(app, { verb, resumptionToken: token?.text ?? '' }));
    expect([token, next].map((one) => one?.attributes)).toEqual([
      { cursor: '0' },
      { cursor: '100' },
    ]);
  });

  it('is counted whole', async () => {
    expect((await list(app)).meta.pagination).toMatchObject({ total: COUNT, relation: 'eq' });
  });
});
