import fc from 'fast-check';

import type { Schema } from '../../src/api/catalogue/openapi/schema';
import type { TestApp } from './app';
import type { Contract } from './contract';
import { addCategory, addLive, addSource, openForSql, removeLive } from './live-items';

/** What has broken others. */
export const HOSTILE: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '%',
  '%00',
  '%zz',
  '%C0%AF',
  "' or 1=1; --",
  '"; drop table catalogue_entry; --',
  '$1',
  '{}',
  '[]',
  '[object Object]',
  'null',
  'NaN',
  '-1',
  '1e400',
  '99999999999999999999',
  '0x10',
  '٣',
  '0000-01-01',
  '9999-12-31',
  '2023-02-29',
  '<script>alert(1)</script>',
  '</mark>&lt;',
  '\\',
  '\\\\:*',
  '!& |()<->:*',
  '"unclosed',
  '-',
  '--',
  'or or or',
  '\u0001english',
  '\u0002\u0003\u0004\u0005',
  '\u202e\u2028\ufeff\ufffe\uffff',
  '🎈👩‍👩‍👧‍👦',
  'e\u0301\u0301\u0301',
  'ﷺﬁ',
  'x'.repeat(300),
  'é'.repeat(1200),
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'filters[kind]',
  'latest',
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

/** A piece of the query part of an address, properly written or not. */
export const urlText: fc.Arbitrary<string> = fc.oneof(
  hostileText.map(encodeURIComponent),
  fc.constantFrom('&', '=', '&', '=', '%', '%4', '+', ';', '[', ']', '[]', '[0]', '[$in]', '$eq'),
  fc.constantFrom('_q', 'sort', 'filters', 'filters[kind]', 'filters[dateAdded][$gte]', 'facets'),
  fc.constantFrom('verb=Identify', 'verb=ListRecords', 'metadataPrefix=oai_dc', 'resumptionToken'),
  fc.constantFrom('after', 'limit', 'pagination[page]', 'pagination[after]', 'link', 'title:asc'),
);

const twoDigits = (number: number) => String(number).padStart(2, '0');
const day = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }), fc.nat(27))
  .map(([year, month, date]) =>
    [String(year).padStart(4, '0'), twoDigits(month), twoDigits(date + 1)].join('-'),
  );
const partialDate = fc
  .tuple(day, fc.constantFrom(4, 7, 10))
  .map(([text, length]) => text.slice(0, length));

function strings({ minLength = 0, maxLength = 50 }: Schema): fc.Arbitrary<string> {
  const [min, max] = [Number(minLength), Number(maxLength)];
  const fits = (text: string) =>
    text.trim().length >= min && text.length <= max && !text.includes('\0');
  const border = fc.constant('x'.repeat(max));
  return fc.oneof(border, hostileText.filter(fits));
}

/** Values of a parameter with this schema, as they are written in addresses, its limits among them. */
export function arbitraryOf(contract: Contract, given: Schema): fc.Arbitrary<string> {
  const schema = contract.resolve(given);
  const { type, enum: allowed, minimum, maximum, items, pattern, format } = schema;
  if (Array.isArray(allowed)) return fc.constantFrom(...allowed.map(String));
  if (type === 'boolean') return fc.constantFrom('true', 'false');
  if (type === 'array') return arbitraryOf(contract, items as Schema);
  if (format === 'date') return day;
  if (given.$ref === '#/components/schemas/PartialDate') return partialDate;
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern));
  if (type !== 'integer') return strings(schema);
  const [min, max] = [Number(minimum), Number(maximum)];
  return fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max })).map(String);
}

/** A library of hostile titles, with a category `shelf`, a source `source` and something withdrawn. */
export async function fillHostile(app: TestApp): Promise<void> {
  await openForSql(app);
  const shelf = await addCategory(app, 'shelf');
  const source = await addSource(app, 'source');
  const ids = await addLive(
    app,
    Array.from({ length: 40 }, (_, number) => ({
      title: HOSTILE[number % HOSTILE.length]?.slice(0, 200).replaceAll('\0', '') ?? '',
      description: 'An agenda',
      language: ['en', 'fr', 'cy', null][number % 4] ?? null,
      kind: number % 2 === 0 ? ('link' as const) : ('document' as const),
      publishedDate: ['2020', '2021-03', null][number % 3] ?? null,
      categories: number % 5 === 0 ? [shelf] : [],
      ...(number % 7 === 0 && { source }),
    })),
  );
  await removeLive(app, ids.slice(-2));
}
