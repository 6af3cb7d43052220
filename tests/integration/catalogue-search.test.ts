import { startApp, type TestApp } from '../helpers/app';
import { addLive, type LiveItem, openForSql, removeLive } from '../helpers/live-items';
import { list } from '../helpers/reading';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_REQUESTS_PER_MINUTE: '100000' } });
  await openForSql(app);
});
/** Each test has a library of its own. */
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

/** A title, and what differs from an English item of no interest. */
async function library(...items: [title: string, more?: LiveItem][]): Promise<void> {
  await addLive(
    app,
    items.map(([title, more]) => ({ language: 'en', title, ...more })),
  );
}

async function titles(search: string, more = ''): Promise<string[]> {
  const { data } = await list(app, `_q=${encodeURIComponent(search)}${more}`);
  return data.map(({ title }) => title);
}

async function found(search: string, more = ''): Promise<string[]> {
  return (await titles(search, more)).sort();
}

describe('words', () => {
  it('are all to be there, in whatever field and order', async () => {
    await library(
      ['Annual budget', { description: 'With minutes' }],
      ['Minutes', { body: 'Of the budget' }],
      ['Budget', { publisher: 'The minutes office' }],
      ['Budget'],
    );
    expect(await found('minutes budget')).toEqual(['Annual budget', 'Budget', 'Minutes']);
  });

  it('in quotation marks stand beside each other, in that order', async () => {
    await library(
      ['The annual budget report'],
      ['A report on the annual budget'],
      ['Budget annual'],
    );
    expect(await found('"annual budget"')).toEqual([
      'A report on the annual budget',
      'The annual budget report',
    ]);
    expect(await found('"budget annual"')).toEqual(['Budget annual']);
  });

  it('joined by "or" need not all be there', async () => {
    await library(['Agenda'], ['Minutes'], ['Budget']);
    expect(await found('agenda or minutes')).toEqual(['Agenda', 'Minutes']);
  });

  it('after a minus sign are not to be there', async () => {
    await library(['Budget and minutes'], ['Budget'], ['Minutes']);
    expect(await found('budget -minutes')).toEqual(['Budget']);
    expect(await found('budget -"minutes budget"')).toEqual(['Budget', 'Budget and minutes']);
  });

  it.each([
    ['cafe', 'Café'],
    ['Café', 'Cafe'],
    ['FORET', 'La forêt'],
    ['cafe\u0301', 'Café'],
    ['smorrebrod', 'Smørrebrød'],
  ])('%s are found whatever their accents and case: %s', async (search, title) => {
    await library([title]);
    expect(await titles(search)).toEqual([title]);
  });

  it('between angle brackets are words like others', async () => {
    await library(['The <budget> explained'], ['Of <b>budget</b>s']);
    expect(await found('budget')).toEqual(['Of <b>budget</b>s', 'The <budget> explained']);
  });

  it('are looked for by the hundred without harm', async () => {
    await library(['Budget']);
    expect(await titles('budget '.repeat(28).trim())).toEqual(['Budget']);
  });
});

describe('a language', () => {
  it.each([
    ['en', 'Meetings', 'meeting'],
    ['en-GB', 'Meeting', 'meetings'],
    ['fr', 'Les réunions', 'réunion'],
    ['de', 'Häuser', 'haus'],
    ['no', 'Bøkene', 'bøker'],
    ['nb', 'Bøkene', 'bøker'],
    ['nn-NO', 'Bøkene', 'bøker'],
  ])('%s is stemmed: %s is found by "%s"', async (language, title, search) => {
    await library([title, { language }]);
    expect(await titles(search)).toEqual([title]);
  });

  it.each([['cy'], ['gd'], [null]])('%s stands as it is', async (language) => {
    await library(['Cyfarfodydd', { language }], ['Meetings', { language }]);
    expect(await titles('cyfarfodydd')).toEqual(['Cyfarfodydd']);
    expect(await titles('cyfarfod')).toEqual([]);
  });

  it('keeps to its own texts where there are several', async () => {
    await library(
      ['Meetings one', { language: 'en' }],
      ['Meetings two', { language: 'cy' }],
      ['Meeting three', { language: 'cy' }],
    );
    // In English both words are one; in Welsh they are two.
    expect(await found('meetings')).toEqual(['Meetings one', 'Meetings two']);
    expect(await found('meeting')).toEqual(['Meeting three', 'Meetings one']);
  });

  it('excludes in its own way where there are several', async () => {
    await library(
      ['Budget meetings', { language: 'en' }],
      ['Budget only', { language: 'en' }],
      ['Budget meetings cy', { language: 'cy' }],
      ['Budget meeting cy', { language: 'cy' }],
      ['Budget réunions', { language: 'fr' }],
    );
    expect(await found('budget -meetings')).toEqual([
      'Budget meeting cy',
      'Budget only',
      'Budget réunions',
    ]);
    expect(await found('-meetings')).toEqual([
      'Budget meeting cy',
      'Budget only',
      'Budget réunions',
    ]);
  });

  it('that is asked for alone is searched alone', async () => {
    await library(['Meetings', { language: 'en-GB' }], ['Meeting cy', { language: 'cy' }]);
    expect(await found('meeting', '&filters[language]=en')).toEqual(['Meetings']);
    expect(await found('budget -meeting', '&filters[language]=cy')).toEqual([]);
  });

  it('is counted by what the words mean in it, whichever is asked for', async () => {
    await library(['Meeting', { language: 'en' }], ['Meetings', { language: 'cy' }]);
    const { meta } = await list(app, '_q=meetings&filters[language]=cy&facets=language');
    expect(meta.facets?.language?.values).toEqual([
      { value: 'cy', count: 1 },
      { value: 'en', count: 1 },
    ]);
  });
});

describe('relevance', () => {
  it('is greatest in the title, then in description and publisher, then in the body', async () => {
    await library(
      ['In the body', { body: 'A budget' }],
      ['In the description', { description: 'A budget' }],
      ['Budget in the title'],
    );
    expect(await titles('budget')).toEqual([
      'Budget in the title',
      'In the description',
      'In the body',
    ]);
  });

  it('gives way to another order', async () => {
    await library(['C', { body: 'Budget' }], ['A budget'], ['B', { description: 'Budget' }]);
    expect(await titles('budget', '&sort=title:asc')).toEqual(['A budget', 'B', 'C']);
  });
});

describe('a misspelling', () => {
  it.each([
    ['partnreship', 'partnership'],
    ['"partnreship"', '"partnership"'],
    ['agneda -minutes', 'agenda -minutes'],
    ['Réunoin', 'reunion'],
    ['plna', 'plan'],
  ])('%s is put right where nothing is found: %s', async (typed, meant) => {
    await library(['Partnership'], ['Agenda'], ['Social reunion'], ['Plan']);
    await library(['Minutes of the agenda']);
    const { data, meta } = await list(app, `_q=${encodeURIComponent(typed)}`);
    expect(data).toHaveLength(1);
    expect(meta.search).toEqual({ query: meant, correctedFrom: typed, compared: 'all' });
    expect(meta.pagination.total).toBe(1);
  });

  it('is left alone where something is found', async () => {
    await library(['Agneda'], ['Agenda'], ['Agenda again']);
    const { data, meta } = await list(app, '_q=agneda');
    expect(data.map(({ title }) => title)).toEqual(['Agneda']);
    expect(meta.search?.correctedFrom).toBeNull();
  });

  it('is not put right by what only a withdrawn item held', async () => {
    const [id = ''] = await addLive(app, [{ title: 'Partnership' }]);
    await library(['Agenda']);
    await removeLive(app, [id]);
    const { data, meta } = await list(app, '_q=partnreship');
    expect(data).toEqual([]);
    expect(meta.search?.correctedFrom).toBeNull();
  });
});

describe('a search for', () => {
  it.each(['the', 'and of the', '-', '""', '!?', '<>', '()&|:*', "'"])(
    'nothing but %s finds nothing',
    async (typed) => {
      await library(['The budget'], ['And of the rest']);
      const { data, meta } = await list(app, `_q=${encodeURIComponent(typed)}`);
      expect(data).toEqual([]);
      expect(meta.pagination).toMatchObject({ total: 0, next: null });
      expect(meta.search).toEqual({ query: typed, correctedFrom: null, compared: 'all' });
    },
  );

  it('what nobody wrote finds nothing, on whatever page', async () => {
    await library(['Budget']);
    expect(await titles('unheard')).toEqual([]);
    expect(await titles('budget', '&pagination[page]=2')).toEqual([]);
  });
});
