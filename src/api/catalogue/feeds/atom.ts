import type { CatalogueItem } from '../item';
import { pageOf, permanentOf, workOf } from '../presenters/addresses';
import { element, xml, XML_DECLARATION } from '../presenters/xml';
import { type Feed, isBlank, momentOf } from './feed';

function link(rel: string, href: string, more = ''): string {
  return `<link rel="${rel}" href="${xml(href)}"${more}/>`;
}

function workLink({ addresses }: Feed, item: CatalogueItem): string {
  const work = workOf(addresses, item);
  const { file } = item;
  if (file === null) return link('related', work);
  const type = ` type="${xml(file.mediaType)}" length="${file.size}" title="${xml(file.name)}"`;
  return link('enclosure', work, type);
}

function entry(feed: Feed, item: CatalogueItem): string {
  const { addresses } = feed;
  const language = item.language === null ? '' : ` xml:lang="${xml(item.language)}"`;
  return [
    `<entry${language}>`,
    element('id', permanentOf(addresses, item)),
    // Text, not HTML: a title like "a < b" is shown as it was written.
    element('title', isBlank(item.title) ? item.slug : item.title),
    element('published', momentOf(item.dateAdded)),
    element('updated', item.updatedAt),
    isBlank(item.publisher) ? '' : `<author>${element('name', item.publisher)}</author>`,
    link('alternate', pageOf(addresses, item)),
    workLink(feed, item),
    ...item.categories.map(
      ({ slug, name }) => `<category term="${xml(slug)}" label="${xml(name)}"/>`,
    ),
    `<summary type="html">${xml(item.descriptionHtml)}</summary>`,
    '</entry>',
  ].join('');
}

/** Atom (RFC 4287). */
export function atomFeed(feed: Feed): string {
  return [
    `${XML_DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom">`,
    element('id', feed.url),
    element('title', feed.title),
    element('updated', feed.updatedAt),
    `<author>${element('name', feed.libraryName)}</author>`,
    '<generator>Accession</generator>',
    link('self', feed.url, ' type="application/atom+xml"'),
    ...feed.items.map((item) => entry(feed, item)),
    '</feed>\n',
  ].join('');
}
