import type { CatalogueItem, ItemFile } from '../item';
import { type Addresses, pageOf, permanentOf, workOf } from './addresses';

function mediaObject(file: ItemFile, contentUrl: string): object {
  return {
    '@type': 'MediaObject',
    name: file.name,
    contentUrl,
    encodingFormat: file.mediaType,
    contentSize: `${file.size} B`,
    sha256: file.sha256,
  };
}

/** One item in the words of schema.org, as JSON-LD 1.1. What is not known is left out. */
export function presentJsonLd(item: CatalogueItem, addresses: Addresses): string {
  const { file, publisher, source } = item;
  const work = workOf(addresses, item);
  const known = {
    '@context': 'https://schema.org',
    '@type': item.kind === 'document' ? 'DigitalDocument' : 'CreativeWork',
    '@id': permanentOf(addresses, item),
    identifier: item.id,
    name: item.title,
    description: item.description,
    url: item.kind === 'document' ? pageOf(addresses, item) : work,
    mainEntityOfPage: pageOf(addresses, item),
    inLanguage: item.language,
    datePublished: item.publishedDate,
    dateModified: item.updatedAt,
    sdDatePublished: item.dateAdded,
    publisher: publisher === null ? null : { '@type': 'Organization', name: publisher },
    provider:
      source === null ? null : { '@type': 'Organization', name: source.name, url: source.url },
    about: item.categories.map(({ name, id }) => ({ '@type': 'DefinedTerm', name, termCode: id })),
    encoding: file === null ? null : mediaObject(file, work),
    numberOfPages: item.pages,
    thumbnailUrl: item.thumbnail === null ? null : addresses.publicUrl + item.thumbnail,
  };
  return JSON.stringify(known, (_, value: unknown) => (value === null ? undefined : value));
}
