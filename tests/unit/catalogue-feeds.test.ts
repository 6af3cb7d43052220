import fc from 'fast-check';

import { queryOf } from '../../src/api/catalogue/feeds/address';
import { atomFeed } from '../../src/api/catalogue/feeds/atom';
import type { Feed } from '../../src/api/catalogue/feeds/feed';
import { jsonFeed } from '../../src/api/catalogue/feeds/json-feed';
import { sitemap, sitemapIndex } from '../../src/api/catalogue/feeds/sitemap';
import type { CatalogueItem } from '../../src/api/catalogue/item';
import { parseSelection, SELECTION_PARAMETERS } from '../../src/api/catalogue/params/selection';
import { brokenAtomRules, brokenJsonFeedRules, type JsonFeed } from '../helpers/feeds';
import { hostileTexts, legible } from '../helpers/hostile-texts';
import { all, only, parseValid, parseXml, texts } from '../helpers/xml';

const addresses = {
  publicUrl: 'https://library.example.org',
  itemPage: 'https://www.example.org/library?item={slug}&lang=en',
};

const plain: CatalogueItem = {
  id: 'abc',
  documentId: 'abc',
  kind: 'link',
  title: 'A title',
  slug: 'a-title',
  description: 'One\n\ntwo',
  descriptionHtml: '<p>One</p><p>two</p>',
  categories: [],
  source: null,
  publisher: null,
  publishedDate: null,
  dateAdded: '2024-03-09',
  language: null,
  url: 'https://example.org/work',
  file: null,
  pages: null,
  words: null,
  thumbnail: null,
  updatedAt: '2024-03-10T11:12:13.456Z',
};

function feedOf(...items: CatalogueItem[]): Feed {
  return {
    addresses,
    url: `${addresses.publicUrl}/api/catalogue/feed`,
    title: 'Library: “Things”',
    libraryName: 'Library',
    items,
    updatedAt: '2024-03-10T11:12:13.456Z',
  };
}

function jsonOf(...items: CatalogueItem[]): JsonFeed {
  return JSON.parse(jsonFeed(feedOf(...items))) as JsonFeed;
}

describe('an Atom feed', () => {
  it('keeps the rules of RFC 4287, empty too', async () => {
    expect(brokenAtomRules(await parseXml(atomFeed(feedOf(plain))))).toEqual([]);
    expect(brokenAtomRules(await parseXml(atomFeed(feedOf())))).toEqual([]);
  });

  it('keeps them whatever its items are called', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    const item = fc.record({ title: text, description: text, publisher: fc.option(text) });
    await fc.assert(
      fc.asyncProperty(item, async (more) => {
        const xml = await parseXml(atomFeed(feedOf({ ...plain, ...more })));
        expect(brokenAtomRules(xml)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('names an item by its slug where XML can hold nothing of its title', async () => {
    const xml = await parseXml(atomFeed(feedOf({ ...plain, title: ' \u0001\ufffe ' })));
    expect(texts(xml, 'entry', 'title')).toEqual(['a-title']);
  });

  it('gives a title as text and a description as HTML', async () => {
    const title = '<b>1 & 2</b>';
    const xml = await parseXml(atomFeed(feedOf({ ...plain, title })));
    expect(only(xml, 'entry', 'title')).toMatchObject({ text: title, attributes: {} });
    expect(only(xml, 'entry', 'summary')).toMatchObject({
      text: plain.descriptionHtml,
      attributes: { type: 'html' },
    });
  });
});

describe('a JSON feed', () => {
  it('keeps the rules of version 1.1, empty too', () => {
    expect(brokenJsonFeedRules(jsonOf(plain))).toEqual([]);
    expect(brokenJsonFeedRules(jsonOf())).toEqual([]);
  });

  it('has no author without a name', () => {
    expect(jsonOf({ ...plain, publisher: '' }).items[0]?.authors).toBeUndefined();
  });
});

describe('the address of a feed', () => {
  const partial = fc.constantFrom('2020', '2024', '2024-01', '2024-10', '2024-03-01', '2024-03-10');
  const value = (name: string): fc.Arbitrary<string> => {
    if (name.startsWith('filters[published')) return partial;
    if (name.startsWith('filters[dateAdded')) return fc.constantFrom('2024-03-01', '2023-12-31');
    if (name.startsWith('filters[kind')) return fc.constantFrom('document', 'link');
    return fc.string({ minLength: 1 }).map((text) => `a${text}&=%+é`.replaceAll('\0', ''));
  };
  const parameter = fc
    .constantFrom(...SELECTION_PARAMETERS)
    .chain((name) => value(name).map((text): [string, string] => [name, text]));
  const query = fc.uniqueArray(parameter, { selector: ([name]) => name, maxLength: 5 });

  it('asks for what was asked', () => {
    fc.assert(
      fc.property(query, (pairs) => {
        const asked = pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
        let selection;
        try {
          selection = parseSelection(asked);
        } catch {
          return; // Not every mixture of parameters is a question.
        }
        expect(parseSelection(queryOf(selection))).toEqual(selection);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['filters[kind][$eq]=link', 'filters[kind]=link'],
    ['filters[kind][$in][]=link', 'filters[kind]=link'],
    [
      'filters[category][$in][0]=b&filters[category][$in][1]=a',
      'filters[category][$in][0]=a&filters[category][$in][1]=b',
    ],
    ['_q=%20two++words%20', '_q=two words'],
    ['filters[language]=EN-gb&_q=x', '_q=x&filters[language]=en-gb'],
    ['filters[dateAdded][$gt]=2023-12-31', 'filters[dateAdded][$gte]=2024-01-01'],
    ['filters[published]=2024', 'filters[published][$gte]=2024&filters[published][$lte]=2024'],
    ['filters[published][$lt]=2024', 'filters[published][$lte]=2023'],
    ['filters[published][$lt]=2020', 'filters[published][$lt]=2020'],
    ['', ''],
  ])('is one for each question: %s', (asked, expected) => {
    expect(decodeURIComponent(queryOf(parseSelection(asked)))).toBe(expected);
  });
});

describe('a sitemap', () => {
  const modifiedAt = new Date('2024-03-10T11:12:13.456Z');

  it('is valid, and holds each address and when it changed', async () => {
    const address = 'https://www.example.org/library?item=a&lang=en';
    const root = await parseValid(sitemap([{ address, modifiedAt }]));
    expect(texts(root, 'url', 'loc')).toEqual([address]);
    expect(texts(root, 'url', 'lastmod')).toEqual(['2024-03-10T11:12:13.456Z']);
  });

  it.each([
    ['https://bücher.example/ü/{x}', 'https://xn--bcher-kva.example/%C3%BC/%7Bx%7D'],
    ['https://example.org/a b', 'https://example.org/a%20b'],
    ['https://example.org/%C3%BC', 'https://example.org/%C3%BC'],
  ])('writes %s as RFC 3986 has it', async (address, written) => {
    const root = await parseValid(sitemap([{ address, modifiedAt }]));
    expect(texts(root, 'url', 'loc')).toEqual([written]);
  });

  it('escapes the five characters that the protocol names', () => {
    const text = sitemap([{ address: `https://example.org/?a='1'&b="2"<3>`, modifiedAt }]);
    const [, written] = /<loc>(.*)<\/loc>/.exec(text) ?? [];
    expect(written).not.toMatch(/["'<>]|&(?!amp;|apos;|quot;|lt;|gt;)/);
  });

  it('may be an index of others', async () => {
    const address = 'https://library.example.org/sitemap-1.xml';
    const root = await parseXml(sitemapIndex([{ address, modifiedAt }]));
    expect(root).toMatchObject({
      name: 'sitemapindex',
      namespace: 'http://www.sitemaps.org/schemas/sitemap/0.9',
    });
    const [entry] = all(root, 'sitemap');
    expect(entry?.children.map(({ name, text }) => [name, text])).toEqual([
      ['loc', address],
      ['lastmod', '2024-03-10T11:12:13.456Z'],
    ]);
  });
});

describe('hostile text', () => {
  it.each(hostileTexts)('is in a feed as XML can hold it: %j', async (title) => {
    const name = title;
    const category = { id: 'c', name, slug: 'c', path: [{ id: 'c', name, slug: 'c' }] };
    const sha256 = '0'.repeat(64);
    const immutableUrl = `/api/documents/a/file/${sha256}/report.pdf`;
    const file = { name, mediaType: 'application/pdf', size: 1, sha256, immutableUrl };
    const xml = await parseXml(atomFeed(feedOf({ ...plain, title, categories: [category], file })));
    expect(brokenAtomRules(xml)).toEqual([]);
    expect(texts(xml, 'entry', 'title')).toEqual([legible(title)]);
    expect(jsonOf({ ...plain, title }).items[0]?.title).toBe(title);
  });
});
