import type { FieldView, FileView } from '../../src/plugins/review/shared/wire';
import {
  compareFields,
  compareFiles,
  compareLinks,
  labelOf,
} from '../../src/plugins/review/admin/src/comparison';

const value = (name: string, words: string | null): FieldView => ({
  name,
  kind: 'value',
  format: 'plain',
  value: words,
});
const file = (name: string, sha256: string): FileView => ({
  name,
  sha256,
  size: 1,
  mime: 'application/pdf',
});

describe('two readings of an item', () => {
  it('are compared in the order of the later one, then what only the earlier has', () => {
    const fields = compareFields(
      [value('gone', 'x'), value('a', '1')],
      [value('b', '2'), value('a', '1')],
    );
    expect(fields.map(({ name, changed }) => [name, changed])).toEqual([
      ['b', true],
      ['a', false],
      ['gone', true],
    ]);
  });

  it.each([
    ['no value and an empty text', value('a', null), value('a', '')],
    ['no field and no value', null, value('a', null)],
    ['no relation and an empty one', null, { name: 'a', kind: 'relation', value: [] }],
  ] satisfies [string, FieldView | null, FieldView][])(
    'do not differ by %s',
    (_case, before, after) => {
      expect(compareFields(before === null ? [] : [before], [after])[0]?.changed).toBe(false);
    },
  );

  it('differ by the order of a relation, which readers see', () => {
    const links = (...ids: string[]): FieldView => ({
      name: 'categories',
      kind: 'relation',
      value: ids.map((documentId) => ({ documentId, label: documentId })),
    });
    expect(compareFields([links('a', 'b')], [links('b', 'a')])[0]?.changed).toBe(true);
  });
});

describe('a file', () => {
  it.each([
    ['same', file('a.pdf', '1'), file('a.pdf', '1')],
    ['renamed', file('a.pdf', '1'), file('b.pdf', '1')],
    ['replaced', file('a.pdf', '1'), file('a.pdf', '2')],
    ['added', null, file('a.pdf', '1')],
    ['removed', file('a.pdf', '1'), null],
    [null, null, null],
  ] as const)('was %s', (change, before, after) => {
    expect(compareFiles(before, after)).toBe(change);
  });
});

describe('a relation', () => {
  it('lost, kept and gained', () => {
    const links = (...ids: string[]) => ids.map((documentId) => ({ documentId }));
    expect(compareLinks(links('a', 'b'), links('c', 'b'))).toEqual({
      removed: links('a'),
      kept: links('b'),
      added: links('c'),
    });
  });
});

describe('the label of a field', () => {
  it.each([
    ['title', 'Title'],
    ['publishedDate', 'Published date'],
    ['external_url', 'External url'],
  ])('%s is %s', (name, label) => {
    expect(labelOf(name)).toBe(label);
  });
});
