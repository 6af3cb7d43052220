import { normaliseWebAddress } from '../../src/content/web-address';

describe('a web address', () => {
  it.each([
    ['https://example.org', 'https://example.org/'],
    ['HTTPS://EXAMPLE.org/A', 'https://example.org/A'],
    [' https://example.org/a ', 'https://example.org/a'],
    ['http://example.org:80/a', 'http://example.org/a'],
    ['https://example.org:8443/a', 'https://example.org:8443/a'],
    ['https://example.org/a/../b', 'https://example.org/b'],
    ['https://example.org/a b', 'https://example.org/a%20b'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['https://example.org/?q=1#part', 'https://example.org/?q=1#part'],
    ['https://exam\tple.org/\na', 'https://example.org/a'],
  ])('%j becomes %s', (written, normal) => {
    expect(normaliseWebAddress(written)).toBe(normal);
  });

  it('with letters beyond ASCII is still one when many were read before', () => {
    const address = 'https://bücher.example/';
    const read = Array.from({ length: 20_000 }, () => normaliseWebAddress(address));
    expect(new Set(read)).toEqual(new Set(['https://xn--bcher-kva.example/']));
  });

  it('is what it was when normalised again', () => {
    const once = normaliseWebAddress('HTTP://Example.ORG/ä?ö=%zz#ü');
    expect(normaliseWebAddress(once)).toBe(once);
  });

  it.each([
    ['javascript:alert(1)', 'must begin with http:// or https://'],
    ['JaVaScRiPt:alert(1)', 'must begin with http:// or https://'],
    ['java\nscript:alert(1)', 'must begin with http:// or https://'],
    ['data:text/html,x', 'must begin with http:// or https://'],
    ['file:///etc/passwd', 'must begin with http:// or https://'],
    ['ftp://example.org/', 'must begin with http:// or https://'],
    ['mailto:a@example.org', 'must begin with http:// or https://'],
    ['blob:https://example.org/1', 'must begin with http:// or https://'],
    ['https://user@example.org/', 'must not hold a user name or password'],
    ['https://:secret@example.org/', 'must not hold a user name or password'],
    ['https://example.org@evil.example/', 'must not hold a user name or password'],
    ['example.org', 'is not a web address'],
    ['//example.org/a', 'is not a web address'],
    ['/a', 'is not a web address'],
    ['https://', 'is not a web address'],
    ['https://exa mple.org/', 'is not a web address'],
    ['https://example.org:99999/', 'is not a web address'],
    ['', 'is not a web address'],
  ])('%j is refused with the reason', (written, why) => {
    expect(() => normaliseWebAddress(written)).toThrow(why);
  });

  it('has 2,048 characters at most', () => {
    const start = 'https://example.org/';
    const longest = start + 'x'.repeat(2048 - start.length);
    expect(normaliseWebAddress(longest)).toHaveLength(2048);
    expect(() => normaliseWebAddress(`${longest}x`)).toThrow('at most 2048 characters');
  });

  it('has 2,048 characters at most in its normal form', () => {
    expect(() => normaliseWebAddress(`https://example.org/${'ä'.repeat(400)}`)).toThrow(
      'at most 2048 characters',
    );
  });
});
