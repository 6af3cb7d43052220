import fc from 'fast-check';

import { CatalogueError } from '../../src/api/catalogue/errors';
import { decodeCursor, encodeCursor } from '../../src/api/catalogue/params/cursor';
import { parseList, questionOf, SORTS } from '../../src/api/catalogue/params/list';

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

const place = fc.tuple(fc.string(), fc.maxSafeInteger());

describe('a cursor', () => {
  it('is decoded to what was encoded', () => {
    fc.assert(
      fc.property(place, (value) => {
        expect(decodeCursor('after', encodeCursor(value), ['string', 'number'])).toEqual(value);
      }),
    );
  });

  it('that was made by nobody here is refused', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(refusal(() => decodeCursor('after', text, ['string'])).code).toBe('bad-cursor');
      }),
    );
  });

  it('has one spelling', () => {
    const spaced = Buffer.from('[ "a", 1 ]').toString('base64url');
    const padded = `${encodeCursor(['ab', 1])}=`;
    for (const text of [spaced, padded]) {
      expect(refusal(() => decodeCursor('after', text, ['string', 'number'])).code).toBe(
        'bad-cursor',
      );
    }
  });

  const cursorFor = (query: string, key: string, entered: number) =>
    `${query}&pagination[after]=${encodeCursor([questionOf(parseList(query)), key, entered])}`;

  it('begins where it says', () => {
    const query = parseList(cursorFor('sort=title', 'agenda', 7));
    expect(query).toMatchObject({ after: { key: 'agenda', entered: 7 }, page: null });
  });

  it('of the longest title there is, of characters that JSON spells long, is read', () => {
    const key = `a${'\u0001'.repeat(119)}`;
    expect(parseList(cursorFor('sort=title', key, 123_456_789)).after?.key).toBe(key);
  });

  it.each(['_q=b&sort=title', 'sort=title:desc', 'sort=title&filters[kind]=link'])(
    'of another question than %j is refused',
    (other) => {
      const [, cursor = ''] = cursorFor('sort=title', 'agenda', 7).split('&');
      expect(listRefusal(`${other}&${cursor}`).code).toBe('bad-cursor');
    },
  );

  it.each([
    ['', '2023-02-29'],
    ['', '0000-01-01'],
    ['', '2024-03'],
    ['', ''],
    ['sort=title', 'a\0'],
    ['sort=publishedDate', '24'],
    ['_q=a', '1e99'],
    ['_q=a', '1e-99'],
    ['_q=a', `0.${'0'.repeat(60)}1`],
    ['_q=a', 'NaN'],
    ['_q=a', ''],
  ])('of the order %j that stands at %j is refused', (query, key) => {
    expect(listRefusal(cursorFor(query, key, 7)).code).toBe('bad-cursor');
  });

  it.each(['0', '1', '0.06079271', '0.6079271', '1.2345678e-05', '9.1e-20'])(
    'of relevance may stand at %s',
    (key) => {
      expect(parseList(cursorFor('_q=a', key, 7)).after?.key).toBe(key);
    },
  );

  it('leaves no room for a page beside it', () => {
    const query = `${cursorFor('sort=title', 'a', 1)}&pagination[page]=1`;
    expect(listRefusal(query).details.parameter).toBe('pagination[page]');
  });

  it('is of the order it was made in', () => {
    const fingerprints = SORTS.map((sort) => questionOf({ ...parseList('_q=a'), sort }));
    expect(new Set(fingerprints).size).toBe(SORTS.length);
  });
});
