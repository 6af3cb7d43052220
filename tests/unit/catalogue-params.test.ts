import fc from 'fast-check';

import { CatalogueError } from '../../src/api/catalogue/errors';
import { type ListQuery, MAX_DEPTH, parseList } from '../../src/api/catalogue/params/list';
import { parseChanges, parseNothing, parseSuggest } from '../../src/api/catalogue/params/others';
import { MAX_SEARCH, MAX_VALUES } from '../../src/api/catalogue/params/selection';

function refusal(work: () => unknown): CatalogueError {
  try {
    work();
  } catch (error) {
    if (error instanceof CatalogueError) return error;
    throw error;
  }
  throw new Error('It was accepted');
}

const listRefusal = (query: string) => refusal(() => parseList(query));

const USUAL: ListQuery = {
  search: null,
  filters: {
    kind: [],
    category: [],
    source: [],
    language: [],
    publisher: [],
    link: [],
    dateAdded: { from: null, to: null },
    published: { from: null, to: null },
  },
  sort: 'dateAdded:desc',
  page: 1,
  after: null,
  pageSize: 25,
  withCount: true,
  facets: [],
};

describe('a list', () => {
  it('that nothing is said of is the newest 25 of everything', () => {
    expect(parseList('')).toEqual(USUAL);
  });

  it('is read in full', () => {
    const query = [
      '_q=%20an++agenda%20',
      'filters[kind][$eq]=link',
      'filters%5Bcategory%5D%5B%24in%5D%5B0%5D=b',
      'filters%5Bcategory%5D%5B%24in%5D%5B1%5D=a',
      'filters[language]=EN-gb',
      'filters[dateAdded][$gte]=2024-01-01',
      'filters[published]=2023',
      'sort=title',
      'facets=year,kind',
      'pagination[page]=2',
      'pagination[pageSize]=10',
      'pagination[withCount]=false',
    ].join('&');
    expect(parseList(query)).toEqual({
      ...USUAL,
      search: 'an agenda',
      filters: {
        ...USUAL.filters,
        kind: ['link'],
        category: ['a', 'b'],
        language: ['en-gb'],
        dateAdded: { from: '2024-01-01', to: null },
        published: { from: '2023', to: '2023~' },
      },
      sort: 'title:asc',
      facets: ['kind', 'year'],
      page: 2,
      pageSize: 10,
      withCount: false,
    });
  });

  it.each([
    ['filters[kind]=link', 'filters[kind][$eq]=link'],
    ['filters[kind]=link', 'filters[kind][$in]=link'],
    ['filters[kind]=link', 'filters[kind][$in][0]=link'],
    ['filters[kind]=link', 'filters[kind][$in][]=link&filters[kind][$in][]=link'],
    ['', 'filters[kind][$in][]=link&filters[kind][$in][]=document'],
    [
      'filters[source][$in][]=a&filters[source][$in][]=b',
      'filters[source][$in][1]=a&filters[source][$in][0]=b',
    ],
    [
      'filters[language][$in][]=en&filters[language][$in][]=FR',
      'filters[language][$in][]=fr&filters[language][$in][]=EN',
    ],
    ['filters[language][$in][]=en&filters[language][$in][]=EN', 'filters[language]=en'],
    ['sort=title', 'sort=title:asc'],
    ['sort[0]=title', 'sort=title:asc'],
    ['_q=a&sort=relevance:desc', '_q=a'],
    ['facets=kind,year', 'facets[0]=year&facets[1]=kind'],
    ['pagination[withCount]=0', 'pagination[withCount]=false'],
    ['_q=e%CC%81', '_q=%C3%A9'],
    ['_q=', ''],
    ['_q=a%20%20b', '_q=a+b'],
  ])('%j asks the same as %j', (one, other) => {
    expect(parseList(one)).toEqual(parseList(other));
  });

  it('is sorted by relevance where something is looked for', () => {
    expect(parseList('_q=agenda').sort).toBe('relevance');
  });
});

describe('an unknown parameter', () => {
  it.each([
    ['filter[kind]=link', 'filter[kind]', 'filters[kind]'],
    ['filters[kind][$ne]=link', 'filters[kind][$ne]', 'filters[kind][$eq]'],
    ['filters[categories]=a', 'filters[categories]', 'filters[category]'],
    ['filters[dateAdded][$in][0]=a', 'filters[dateAdded][$in][0]', 'filters[dateAdded][$eq]'],
    ['filters[kind][0]=link', 'filters[kind][0]', 'filters[kind]'],
    ['pagination[pagesize]=1', 'pagination[pagesize]', 'pagination[pageSize]'],
    ['_q[0]=a', '_q[0]', '_q'],
    ['Sort=title', 'Sort', 'sort'],
    ['=x', '', '_q'],
    ['%00=x', '\0', '_q'],
  ])('%j is named with the nearest known one', (query, parameter, nearest) => {
    const { code, details, message } = listRefusal(query);
    expect({ code, details }).toEqual({
      code: 'bad-parameter',
      details: { parameter, value: query.replace(/^.*=/, ''), nearest },
    });
    expect(message).toContain(`Unknown parameter "${parameter}". `);
  });

  it.each([
    ['populate=*', 'every item is whole'],
    ['fields[0]=title', 'every item is whole'],
    ['status=draft', 'only what is live'],
    ['pagination[start]=0', 'pagination[page]'],
  ])('that Strapi has, %j, is answered with what to do here', (query, hint) => {
    expect(listRefusal(query).message).toContain(hint);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'that objects have, %s, is as unknown as others',
    (name) => {
      expect(listRefusal(`${name}=1`).message).toMatch(/Did you mean "[^"]+"\?$/);
    },
  );

  it('is told that there is none where none is taken', () => {
    const { message, details } = refusal(() => parseNothing('a=1'));
    expect(message).toContain('This address takes none.');
    expect(details).toEqual({ parameter: 'a', value: '1', nearest: null });
  });
});

describe('a wrong value', () => {
  it.each([
    ['filters[kind]=book', 'filters[kind]'],
    ['filters[kind]=', 'filters[kind]'],
    ['filters[publisher]=%20', 'filters[publisher]'],
    ['filters[link]=failing', 'filters[link]'],
    ['filters[link][$in][]=good&filters[link][$in][]=bad', 'filters[link]'],
    ['filters[kind]=link&filters[kind][$eq]=link', 'filters[kind][$eq]'],
    ['filters[kind][$in][0]=link&filters[kind][$in][0]=link', 'filters[kind][$in][0]'],
    ['filters[dateAdded]=2024', 'filters[dateAdded]'],
    ['filters[published][$lt]=2024-13', 'filters[published][$lt]'],
    ['sort=relevance', 'sort'],
    ['sort=title:up', 'sort'],
    ['sort=', 'sort'],
    ['sort[0]=title&sort[1]=dateAdded', 'sort'],
    ['facets=kind,colour', 'facets'],
    ['facets=', 'facets'],
    ['pagination[page]=0', 'pagination[page]'],
    ['pagination[page]=1.5', 'pagination[page]'],
    ['pagination[page]=-1', 'pagination[page]'],
    ['pagination[page]=1e3', 'pagination[page]'],
    ['pagination[page]=99999999999', 'pagination[page]'],
    ['pagination[pageSize]=101', 'pagination[pageSize]'],
    ['pagination[withCount]=yes', 'pagination[withCount]'],
    [`_q=${'x'.repeat(MAX_SEARCH + 1)}`, '_q'],
    ['_q=a%00', '_q'],
    [`filters[publisher]=${'x'.repeat(1001)}`, 'filters[publisher]'],
    ['_q=%ff', '%ff'],
    ['_q=a&_q=b', '_q'],
  ])('%j is told which parameter is wrong', (query, parameter) => {
    const { code, details } = listRefusal(query);
    expect(code).toBe('bad-parameter');
    expect(details.parameter).toBe(parameter);
  });

  it('is one value too many', () => {
    const values = (count: number) =>
      Array.from({ length: count }, (_, i) => `filters[publisher][$in][]=${i}`).join('&');
    expect(parseList(values(MAX_VALUES)).filters.publisher).toHaveLength(MAX_VALUES);
    expect(listRefusal(values(MAX_VALUES + 1)).code).toBe('bad-parameter');
  });

  it('is one parameter too many, though each may be there', () => {
    const names = ['category', 'source', 'language', 'publisher', 'category'];
    const many = names.flatMap((name) => Array<string>(50).fill(`filters[${name}][$in][]=a`));
    expect(listRefusal(many.join('&')).details.parameter).toBe('query');
  });

  it('is a page that pages do not reach to', () => {
    const last = `pagination[pageSize]=100&pagination[page]=${MAX_DEPTH / 100}`;
    expect(parseList(last).page).toBe(MAX_DEPTH / 100);
    const { code, message } = listRefusal(`${last}1`);
    expect(code).toBe('too-deep');
    expect(message).toContain('pagination[after]');
  });
});

describe('the other addresses', () => {
  it('read the beginning of a search', () => {
    expect(parseSuggest('_q=%20part')).toBe('part');
    for (const query of ['', '_q=', `_q=${'x'.repeat(101)}`, '_q=a&limit=1']) {
      expect(refusal(() => parseSuggest(query)).code).toBe('bad-parameter');
    }
  });

  it('read where to follow changes from', () => {
    expect(parseChanges('after=latest&limit=1000')).toEqual({ after: 'latest', limit: 1000 });
    expect(parseChanges('')).toEqual({ after: undefined, limit: 100 });
    expect(refusal(() => parseChanges('limit=1001')).details.parameter).toBe('limit');
  });
});

describe('whatever is asked', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary' }).map(encodeURIComponent),
    fc.webQueryParameters(),
    fc.constantFrom('filters[kind]', '=', '&', '[', ']', '$in', '%', '%00', '_q', 'sort'),
  );

  it('is read or refused, never anything else', () => {
    fc.assert(
      fc.property(
        fc.array(part).map((parts) => parts.join('')),
        (query) => {
          try {
            parseList(query);
          } catch (error) {
            expect(error).toBeInstanceOf(CatalogueError);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
