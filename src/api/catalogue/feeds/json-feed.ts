import type { CatalogueItem } from '../item';
import { pageOf, permanentOf, workOf } from '../presenters/addresses';
import { type Feed, isBlank, momentOf } from './feed';

function entry({ addresses }: Feed, item: CatalogueItem): object {
  const { file, publisher, language } = item;
  const work = workOf(addresses, item);
  return {
    id: permanentOf(addresses, item),
    url: pageOf(addresses, item),
    ...(file === null && { external_url: work }),
    title: item.title,
    content_html: item.descriptionHtml,
    content_text: item.description,
    date_published: momentOf(item.dateAdded),
    date_modified: item.updatedAt,
    ...(!isBlank(publisher) && { authors: [{ name: publisher }] }),
    ...(language !== null && { language }),
    tags: item.categories.map(({ name }) => name),
    ...(file !== null && {
      attachments: [
        { url: work, mime_type: file.mediaType, title: file.name, size_in_bytes: file.size },
      ],
    }),
  };
}

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function jsonFeed(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.addresses.publicUrl,
    feed_url: feed.url,
    authors: [{ name: feed.libraryName }],
    items: feed.items.map((item) => entry(feed, item)),
  });
}
