/** Where the outside finds items; the application says so, as the plugin has no pages of its own. */
export interface OutsideAddresses {
  /** Of this server, without a trailing slash. */
  publicUrl: string;
  /** Of an item's page, with `{slug}` or `{id}` in it. */
  itemPage: string;
  /** Of what an item is, for programs, with `{id}` in it. */
  itemRecord: string;
  /** Of the licence that all files are under, where there is one. */
  licence: string | undefined;
}

export interface LinkedItem {
  documentId: string;
  slug: string;
}

/** The path of a file, stable whatever the file becomes. */
export function stablePath(typeName: string, documentId: string): string {
  return `/api/${typeName}/${encodeURIComponent(documentId)}/file`;
}

/** The path of these very bytes. */
export function versionPath(
  typeName: string,
  documentId: string,
  { sha256, name }: { sha256: string; name: string },
): string {
  return `${stablePath(typeName, documentId)}/${sha256}/${encodeURIComponent(name)}`;
}

function fill(address: string, { documentId, slug }: LinkedItem): string {
  return address
    .replaceAll('{slug}', encodeURIComponent(slug))
    .replaceAll('{id}', encodeURIComponent(documentId));
}

/**
 * The `Link` header of a file (RFC 8288): the address to cite (`canonical`, RFC 6596, which is for the
 * same content, so not the item's page), what describes it, the licence, and for an old version the
 * newest one (RFC 5829).
 */
export function linkHeader(
  addresses: OutsideAddresses,
  typeName: string,
  item: LinkedItem,
  isCurrent: boolean,
): string {
  const stable = addresses.publicUrl + stablePath(typeName, item.documentId);
  const page = fill(addresses.itemPage, item);
  const record = fill(addresses.itemRecord, item);
  const links = [
    [stable, isCurrent ? 'canonical' : 'latest-version'],
    [page, 'describedby'],
    ...(record === page ? [] : [[record, 'describedby']]),
    ...(addresses.licence === undefined ? [] : [[addresses.licence, 'license']]),
  ];
  return links.map(([target, relation]) => `<${target}>; rel="${relation}"`).join(', ');
}
