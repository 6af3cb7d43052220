import { costOf, keyOf } from '../../src/api/catalogue/delivery/key';

const LINKS = '/api/external-links';

describe('the key of an answer', () => {
  it.each([
    '/api/catalogue#?_q=a',
    '/api/catalogue?_q=a#b',
    '/api/external-links#x',
    '/sitemap.xml#',
    '/api/catalogue/a#b',
  ])('is none where the address holds what no address can: %s', (url) => {
    expect(keyOf(url, undefined)).toBeNull();
  });

  it.each([
    ['sort=title&populate=*', 'populate=*&sort=title'],
    ['fields[0]=title&pagination[page]=2', 'pagination[page]=2&fields[0]=title'],
  ])('is the same for %s and %s', (one, other) => {
    expect(keyOf(`${LINKS}?${one}`, undefined)).toBe(keyOf(`${LINKS}?${other}`, undefined));
  });

  it.each([
    ['sort[]=title&sort%5B%5D=slug', 'sort%5B%5D=slug&sort[]=title'],
    ['sort[]=title&sort[0]=slug', 'sort[0]=slug&sort[]=title'],
    ['sort=title&so%72t=slug', 'so%72t=slug&sort=title'],
    ['a+b=1&a%20b=2', 'a%20b=2&a+b=1'],
    ['%zz=1&%zz=2', '%zz=2&%zz=1'],
  ])('is another for %s than for %s, which Strapi reads in another order', (one, other) => {
    expect(keyOf(`${LINKS}?${one}`, undefined)).not.toBe(keyOf(`${LINKS}?${other}`, undefined));
  });

  it.each(['x=1', 'verb=Identify&verb=Identify', 'verb=Identify&x=1'])(
    'is none for a mistake of a harvester: %s',
    (query) => {
      expect(keyOf(`/oai?${query}`, undefined)).toBeNull();
    },
  );
});

describe('the cost of an answer', () => {
  it.each([
    ['/api/catalogue', 1],
    ['/oai', 1],
    ['/sitemap.xml', 10],
    ['/Sitemap-3.xml', 10],
    ['/api/catalogue/export', 50],
    ['/api/catalogue/%65xport/', 50],
    ['/api/documents/x/file', 0],
    ['/admin', 0],
  ])('at %s is %d', (path, cost) => {
    expect(costOf(path)).toBe(cost);
  });
});
