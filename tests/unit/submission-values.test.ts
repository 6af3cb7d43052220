import { ReviewError } from '../../src/plugins/review/server/src/errors';
import {
  parseSubmissionValues,
  type Accepts,
} from '../../src/plugins/review/server/src/parse/submission-values';

function attribute(
  name: string,
  type: string,
  more: Partial<Accepts['attributes'][number]> = {},
): Accepts['attributes'][number] {
  return { name, type, kind: 'scalar', many: false, required: false, ...more };
}

const TYPE: Accepts = {
  submit: ['title', 'description', 'publisher', 'categories', 'source'],
  attributes: [
    attribute('title', 'string', { required: true }),
    attribute('slug', 'uid'),
    attribute('description', 'text', { required: true }),
    attribute('file', 'media', { kind: 'file', required: true }),
    attribute('publisher', 'string'),
    attribute('categories', 'relation', { kind: 'relation', many: true }),
    attribute('source', 'relation', { kind: 'relation' }),
    attribute('dateAdded', 'date'),
  ],
};
const COMPLETE = { title: 'T', description: 'D' };

function refusal(values: unknown, whole = false): ReviewError {
  try {
    parseSubmissionValues(TYPE, values, whole);
  } catch (error) {
    if (error instanceof ReviewError) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(values)} was accepted`);
}

describe('submitted values', () => {
  it('are taken as sent, spaces around texts left out', () => {
    const sent = { title: ' A title ', description: 'D', publisher: null, source: 'abc1' };
    expect(parseSubmissionValues(TYPE, sent, true)).toEqual({ ...sent, title: 'A title' });
  });

  it('name each related item once', () => {
    const { categories } = parseSubmissionValues(TYPE, { categories: ['a', 'b', 'a'] }, false);
    expect(categories).toEqual(['a', 'b']);
  });

  it('may be a part of the item when it is revised', () => {
    expect(parseSubmissionValues(TYPE, {}, false)).toEqual({});
  });

  it('must be whole the first time', () => {
    const error = refusal({ publisher: 'P' }, true);
    expect(error.code).toBe('incomplete');
    // The file is no value: it comes in a part of its own.
    expect(error.details).toEqual({ keys: ['title', 'description'] });
  });
});

describe('an attribute off the list', () => {
  it.each([
    'slug',
    'dateAdded',
    'file',
    'id',
    'documentId',
    'state',
    'status',
    'publishedAt',
    'createdBy',
    'locale',
    'submitter',
    '__proto__',
    'constructor',
    'Title',
    'title ',
  ])('%j is refused by its name', (name) => {
    const sent: unknown = JSON.parse(`{"title":"T","description":"D",${JSON.stringify(name)}:1}`);
    const error = refusal(sent, true);
    expect(error.code).toBe('invalidKey');
    expect(error.details).toEqual({ key: name });
    expect(error.message).toContain(`Invalid key ${name}`);
  });
});

describe('a value of the wrong kind', () => {
  it.each([
    ['title', 1],
    ['title', null],
    ['title', ''],
    ['title', '   '],
    ['title', ['T']],
    ['title', { $ne: '' }],
    ['title', 'a\u0000b'],
    ['publisher', 5],
    ['categories', 'abc'],
    ['categories', null],
    ['categories', { set: ['abc'] }],
    ['categories', { connect: ['abc'] }],
    ['categories', [1]],
    ['categories', ['']],
    ['categories', ['a b']],
    ['categories', ['x'.repeat(65)]],
    ['categories', Array.from({ length: 101 }, (_, i) => `a${i}`)],
    ['source', 7],
    ['source', ['abc']],
    ['source', { documentId: 'abc' }],
    ['source', ''],
  ])('%s: %j is refused by name', (name, value) => {
    const error = refusal({ ...COMPLETE, [name]: value }, true);
    expect(error.code).toBe('invalidValue');
    expect(error.details).toEqual({ key: name });
  });

  it.each([null, undefined, 'text', 5, [COMPLETE]])(
    '%j in place of the item is refused',
    (sent) => {
      expect(refusal(sent).details).toEqual({ key: 'data' });
    },
  );
});
