import { element, XML_DECLARATION } from '../presenters/xml';

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/**
 * In one file. The protocol would have 50,000 (https://www.sitemaps.org/protocol.html), which take a moment in which
 * nothing else is answered, and more room than what is kept has for one answer.
 */
export const MAX_ADDRESSES = 10_000;

export interface SitemapEntry {
  address: string;
  modifiedAt: Date;
}

/** Addresses are written as RFC 3986 has them, whatever letters the setting was written with. */
function entries(name: 'url' | 'sitemap', list: readonly SitemapEntry[]): string {
  return list
    .map(
      ({ address, modifiedAt }) =>
        `<${name}>${element('loc', new URL(address).href)}${element('lastmod', modifiedAt.toISOString())}</${name}>\n`,
    )
    .join('');
}

export function sitemap(list: readonly SitemapEntry[]): string {
  return `${XML_DECLARATION}<urlset xmlns="${NAMESPACE}">\n${entries('url', list)}</urlset>\n`;
}

/** Names the files of a library too large for one. */
export function sitemapIndex(list: readonly SitemapEntry[]): string {
  return `${XML_DECLARATION}<sitemapindex xmlns="${NAMESPACE}">\n${entries('sitemap', list)}</sitemapindex>\n`;
}
