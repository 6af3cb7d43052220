import fc from 'fast-check';

import { OaiError } from '../../src/api/catalogue/oai/error';
import { type ArgumentName, assertSyntax } from '../../src/api/catalogue/oai/syntax';
import { errorXml } from '../../src/api/catalogue/oai/xml';
import { parseValid } from '../helpers/xml';

const addresses = { publicUrl: 'http://library.example.org', itemPage: '' };

function isWellFormed(name: ArgumentName, value: string): boolean {
  try {
    assertSyntax(name, value);
    return true;
  } catch (error) {
    if (error instanceof OaiError && error.code === 'badArgument') return false;
    throw error;
  }
}

/** An answer that repeats the argument, as those of most errors do. */
function answerWith(name: ArgumentName, value: string): string {
  const error = new OaiError('noRecordsMatch', 'None');
  return errorXml({ addresses, at: new Date(0), parameters: [[name, value]] }, error);
}

const NAMES = ['identifier', 'metadataPrefix', 'set', 'from', 'until', 'resumptionToken'] as const;
const MARKS = Array.from(`aZ09:/?#[]@%-._~!$&'()*+,;="<> üé`);
const PARTS = [...MARKS, '😀', '//', '%41', 'oai:', 'http://', '2024', '-01'];

describe('an argument that is taken', () => {
  it.each(NAMES)('can be repeated in a valid answer: %s', async (name) => {
    const value = fc
      .array(fc.constantFrom(...PARTS), { maxLength: 10 })
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(value, async (text) => {
        if (isWellFormed(name, text)) await parseValid(answerWith(name, text));
      }),
      { numRuns: 2000 },
    );
  });

  it('may be any web address as an identifier', () => {
    const address = fc.webUrl({ withFragments: true, withQueryParameters: true });
    fc.assert(
      fc.property(address, (text) => {
        expect(isWellFormed('identifier', text)).toBe(true);
      }),
    );
  });

  it.each([
    ['identifier', 'oai:library.example.org:abc'],
    ['identifier', 'oai:localhost:'],
    ['identifier', 'urn:isbn:9780141036144'],
    ['identifier', 'really_wrong_id'],
    ['identifier', '/a/b:c?d#e'],
    ['metadataPrefix', 'oai_dc'],
    ['metadataPrefix', `a-_.!~*'()9`],
    ['set', 'one'],
    ['set', 'one:two-2:Three_3'],
    ['from', '2024-02-29'],
    ['until', '2024-02-29T23:59:59Z'],
    ['from', '0001-01-01'],
    ['until', '9999-12-31T23:59:59Z'],
    ['resumptionToken', ''],
  ] as const)('is %s=%s', (name, value) => {
    expect(isWellFormed(name, value)).toBe(true);
  });
});

describe('an argument that is refused', () => {
  it.each([
    ['identifier', ''],
    ['identifier', 'a b'],
    ['identifier', ':a'],
    ['identifier', '1a:b'],
    ['identifier', 'a#b#c'],
    ['identifier', '//a:b'],
    ['identifier', 'x://a:b/'],
    ['identifier', '%4'],
    ['metadataPrefix', 'a:b'],
    ['set', ':a'],
    ['set', 'a:'],
    ['set', 'a::b'],
    ['from', '2023-02-29'],
    ['from', '2024-2-1'],
    ['until', '0000-12-31'],
    ['until', '2024-01-01T24:00:00Z'],
    ['until', '2024-01-01T23:59:60Z'],
    ['until', '10000-01-01'],
    ['until', '2024-01-01T00:00:00z'],
    ['until', '2024-01-01T00:00:00+00:00'],
  ] as const)('is %s=%s', (name, value) => {
    expect(isWellFormed(name, value)).toBe(false);
  });
});
