import { canonicalLanguage } from '../../src/content/language-tag';

describe('a language', () => {
  it.each([
    ['en', 'en'],
    ['EN-gb', 'en-GB'],
    ['gd-GB', 'gd-GB'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    [' cy ', 'cy'],
    ['iw', 'he'],
    ['de-1996', 'de-1996'],
  ])('%j becomes %s', (written, canonical) => {
    expect(canonicalLanguage(written)).toBe(canonical);
  });

  it.each([
    '',
    'e',
    'english!',
    'x-private',
    'en_GB',
    'en-',
    '-en',
    'en--GB',
    'abcdefghij',
    'en-GB-GB',
    '12',
  ])('%j is refused', (written) => {
    expect(() => canonicalLanguage(written)).toThrow('must be a BCP 47 tag');
  });
});
