import type { CatalogueItem } from '../item';

/** Where things are, as the outside knows them. */
export interface Addresses {
  /** Of this server, without a trailing slash. */
  publicUrl: string;
  /** Of an item's page, with `{slug}` or `{id}` in it. */
  itemPage: string;
}

export function pageOf(
  { itemPage }: Addresses,
  { id, slug }: Pick<CatalogueItem, 'id' | 'slug'>,
): string {
  return itemPage
    .replaceAll('{slug}', encodeURIComponent(slug))
    .replaceAll('{id}', encodeURIComponent(id));
}

/** Where the work itself is: the file on this server, or the address of the link. */
export function workOf({ publicUrl }: Addresses, { url }: Pick<CatalogueItem, 'url'>): string {
  return url.startsWith('/') ? publicUrl + url : url;
}

/** The item for ever, whatever it will be called. */
export function permanentOf({ publicUrl }: Addresses, { id }: Pick<CatalogueItem, 'id'>): string {
  return `${publicUrl}/api/catalogue/${id}`;
}
