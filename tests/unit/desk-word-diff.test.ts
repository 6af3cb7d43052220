import fc from 'fast-check';

import { condense, diffText } from '../../src/plugins/review/admin/src/word-diff';
import type { DiffPart } from '../../src/plugins/review/admin/src/word-diff';

/** `[-removed-]{+added+}` in the text. */
function written(parts: DiffPart[]): string {
  const marks = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;
  return parts.map(({ kind, text }) => marks[kind][0] + text + marks[kind][1]).join('');
}

describe('the difference of two texts', () => {
  it.each([
    ['equal', 'one two', 'one two', 'one two'],
    ['a word', 'one two three', 'one 2 three', 'one [-two-]{+2+} three'],
    [
      'a phrase, read as one',
      'a big red house',
      'a small blue house',
      'a [-big red-]{+small blue+} house',
    ],
    [
      'a rewritten sentence, whatever few words it has in common',
      'Fewer items, and clear minutes',
      'Whether to meet, and whom to ask',
      '[-Fewer items, and clear minutes-]{+Whether to meet, and whom to ask+}',
    ],
    ['two lines, each for itself', 'one\ntwo', 'eins\nzwei', '[-one-]{+eins+}\n[-two-]{+zwei+}'],
    [
      'a member of a list',
      'rivers, lakes and seas',
      'rivers and seas',
      'rivers[-, lakes-] and seas',
    ],
    ['a word put in', 'one three', 'one two three', 'one {+two +}three'],
    ['something new', '', 'all of it', '{+all of it+}'],
    ['something gone', 'all of it', '', '[-all of it-]'],
    ['nothing but a space', 'one two', 'one  two', 'one[- -]{+  +}two'],
    ['the case', 'Word', 'word', '[-Word-]{+word+}'],
    ['a word of another script', 'старый дом', 'новый дом', '[-старый-]{+новый+} дом'],
    ['an emoji, whole', 'a 👩‍👩‍👧 b', 'a 👨‍👩‍👧 b', 'a [-👩‍👩‍👧-]{+👨‍👩‍👧+} b'],
    ['a character that cannot be seen', 'admin', 'ad\u200bmin', '[-admin-]{+ad\u200bmin+}'],
    ['markup, which is text', '<b>x</b>', '<i>x</i>', '<[-b-]{+i+}>x</[-b-]{+i+}>'],
  ])('%s', (_case, before, after, expected) => {
    expect(written(diffText(before, after))).toBe(expected);
  });

  it('gives both texts back, whatever they are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc
        .array(fc.constantFrom('a', 'b', ' ', '\n', '.', 'ж', '👩‍👩‍👧'), { maxLength: 40 })
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffText(before, after);
        const side = (left: DiffPart['kind']) =>
          parts.flatMap(({ kind, text: words }) => (kind === left ? [] : [words])).join('');
        expect(side('added')).toBe(before);
        expect(side('removed')).toBe(after);
        expect(parts.every(({ text: words }) => words !== '')).toBe(true);
      }),
    );
  });

  it('answers in time for two long texts that have nothing in common', () => {
    const long = (word: string) =>
      Array.from({ length: 40_000 }, (_, at) => word + String(at)).join(' ');
    const started = performance.now();
    expect(diffText(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

describe('a long text with a short change', () => {
  const long = 'lorem ipsum dolor sit amet '.repeat(100);
  const shown = condense(diffText(`${long}one ${long}`, `${long}two ${long}`), 40);

  it('is shown around the change only', () => {
    expect(shown.map(({ kind }) => kind)).toEqual([
      'gap',
      'same',
      'removed',
      'added',
      'same',
      'gap',
    ]);
    expect(shown[1]?.text.length).toBeLessThan(60);
    expect(shown[0]).toMatchObject({ words: expect.any(Number) as number });
  });

  it('loses nothing by that', () => {
    const before = shown.flatMap(({ kind, text }) => (kind === 'added' ? [] : [text])).join('');
    expect(before).toBe(`${long}one ${long}`);
  });

  it('cuts no word', () => {
    expect(shown[1]?.text).toMatch(/^(?:lorem|ipsum|dolor|sit|amet) /);
  });
});

describe('a short text', () => {
  it('is shown whole', () => {
    expect(condense(diffText('one two three', 'one 2 three'))).toHaveLength(4);
  });
});
