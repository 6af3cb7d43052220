import { createHash } from 'node:crypto';

import fc from 'fast-check';

import { digestOf } from '../../src/plugins/review/server/src/digest';
import type { FieldView } from '../../src/plugins/review/shared/wire';

const TYPE = 'api::library-document.library-document';

function value(name: string, content: string | number | boolean | null): FieldView {
  return { name, kind: 'value', format: 'plain', value: content };
}

function relation(name: string, ids: readonly string[], label = 'A label'): FieldView {
  return { name, kind: 'relation', value: ids.map((documentId) => ({ documentId, label })) };
}

function file(bytes: string, name = 'report.pdf'): FieldView {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const view = { name, size: bytes.length, mime: 'application/pdf', sha256 };
  return { name: 'file', kind: 'file', value: view };
}

function digest(...fields: FieldView[]): string {
  return digestOf(TYPE, fields, null);
}

const scalar = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const ids = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{24}$/), { maxLength: 6 });
const fieldNames = fc.uniqueArray(fc.stringMatching(/^[a-z][A-Za-z0-9]{0,10}$/), {
  minLength: 1,
  maxLength: 6,
});
const fields = fieldNames.chain((names) =>
  fc.tuple(...names.map((name) => scalar.map((content) => value(name, content)))),
);

const shuffled = <T>(items: readonly T[]) =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

describe('a digest', () => {
  it('is SHA-256 over the canonical JSON of type and content (RFC 8785)', () => {
    const text = `{"content":{"title":"\u20ac$\\u000f\\nA'B\\"\\\\","year":1e+30},"type":"${TYPE}"}`;
    const expected = createHash('sha256').update(text, 'utf8').digest('hex');
    const empty: FieldView = { name: 'file', kind: 'file', value: null };
    expect(digest(value('year', 1e30), value('title', '\u20ac$\u000f\nA\'B"\\'), empty)).toBe(
      expected,
    );
  });

  it('does not depend on the order of the fields', () => {
    fc.assert(
      fc.property(
        fields.chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
        ([all, mixed]) => digest(...all) === digest(...mixed),
      ),
    );
  });

  it('does not depend on the order of related items', () => {
    fc.assert(
      fc.property(
        ids.chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
        ([all, mixed]) =>
          digest(relation('categories', all)) === digest(relation('categories', mixed)),
      ),
    );
  });

  it('does not depend on what a related item is called today', () => {
    const before = digest(relation('source', ['abc'], 'Old name'));
    expect(digest(relation('source', ['abc'], 'New name'))).toBe(before);
  });

  it('changes with any value of any field', () => {
    fc.assert(
      fc.property(fields, fc.nat(), scalar, (all, index, other) => {
        const place = index % all.length;
        const changed = all.map((field, i) => (i === place ? value(field.name, other) : field));
        const isSame = Object.is(all[place]?.value, other);
        // RFC 8785, 3.2.2.3: minus zero is written as zero.
        const isZero = all[place]?.value === 0 && other === 0;
        return isSame || isZero || digest(...all) !== digest(...changed);
      }),
    );
  });

  it('changes when a related item comes or goes', () => {
    fc.assert(
      fc.property(ids, (all) => {
        const more = digest(relation('categories', [...all, 'another']));
        return more !== digest(relation('categories', all));
      }),
    );
  });

  it('keeps apart texts that only look alike', () => {
    // Composed and decomposed: RFC 8785 prescribes no normalisation, and the bytes that go live differ.
    expect(digest(value('title', '\u00e9'))).not.toBe(digest(value('title', 'e\u0301')));
  });

  it('is the same for the same text, whatever characters it holds', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(fc.property(text, (title) => /^[0-9a-f]{64}$/.test(digest(value('title', title)))));
  });

  it('tells a missing value from an empty text, from zero and from false', () => {
    const digests = [null, '', 0, false].map((content) => digest(value('title', content)));
    expect(new Set(digests).size).toBe(4);
  });

  it('tells a text from the list of related items of the same name', () => {
    expect(digest(value('source', 'abc'))).not.toBe(digest(relation('source', ['abc'])));
  });

  it('is of one content type', () => {
    const fieldsOfBoth = [value('title', 'Same')];
    const ofLink = digestOf('api::external-link.external-link', fieldsOfBoth, null);
    expect(digestOf(TYPE, fieldsOfBoth, null)).not.toBe(ofLink);
  });
});

describe('the file in a digest', () => {
  it('counts by its bytes', () => {
    expect(digest(file('one'))).not.toBe(digest(file('two')));
  });

  it('counts by its name', () => {
    expect(digest(file('one', 'a.pdf'))).not.toBe(digest(file('one', 'b.pdf')));
  });

  it('is not nothing', () => {
    expect(digest(file('one'))).not.toBe(digest({ name: 'file', kind: 'file', value: null }));
  });
});

describe('the date of the first approval', () => {
  const ours = { name: 'dateAdded', date: '2026-03-09' };
  const without = digestOf(TYPE, [value('title', 'T'), value('dateAdded', null)], null);
  const withDate = (date: string | null, given: typeof ours | null): string =>
    digestOf(TYPE, [value('title', 'T'), value('dateAdded', date)], given);

  it('counts as absent where we gave it', () => {
    expect(withDate('2026-03-09', ours)).toBe(without);
  });

  it('counts where an editor chose another', () => {
    expect(withDate('1999-12-31', ours)).not.toBe(without);
  });

  it('counts where we gave none', () => {
    expect(withDate('2026-03-09', null)).not.toBe(without);
  });

  it('counts in any other field', () => {
    const other = [
      value('title', 'T'),
      value('dateAdded', null),
      value('publishedDate', ours.date),
    ];
    const none = [value('title', 'T'), value('dateAdded', null), value('publishedDate', null)];
    expect(digestOf(TYPE, other, ours)).not.toBe(digestOf(TYPE, none, ours));
  });
});
