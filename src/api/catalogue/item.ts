import type { Kind } from './kinds';

/** A category as an item or a list names it. */
export interface CategoryRef {
  /** Its `documentId`. */
  id: string;
  name: string;
  slug: string;
}

/** A category an item is filed in. `path` begins with the outermost category and ends with this one. */
export interface ItemCategory extends CategoryRef {
  path: CategoryRef[];
}

export interface ItemSource {
  id: string;
  name: string;
  slug: string;
  url: string;
}

/** The file of a document. */
export interface ItemFile {
  name: string;
  /** Media type, RFC 6838. */
  mediaType: string;
  /** In bytes. */
  size: number;
  /** Of its bytes, 64 hexadecimal digits. */
  sha256: string;
  /** Where these very bytes are, whatever replaces them: a path from the root of this server. */
  immutableUrl: string;
}

/**
 * One live item as the catalogue prints it, in every list, feed and answer. The database writes it
 * (`database/derive.ts`), so this type and that function change together.
 */
export interface CatalogueItem {
  /** The item's `documentId`, which no renaming changes. `documentId` repeats it for Strapi's clients. */
  id: string;
  documentId: string;
  kind: Kind;
  title: string;
  slug: string;
  /** Plain text as written. */
  description: string;
  /** The same as HTML: paragraphs and line breaks, everything else escaped. */
  descriptionHtml: string;
  categories: ItemCategory[];
  source: ItemSource | null;
  publisher: string | null;
  /** `2024`, `2024-03` or `2024-03-09` (ISO 8601, as precise as it is known). */
  publishedDate: string | null;
  /** The day it entered the library, `2024-03-09`. */
  dateAdded: string;
  /** BCP 47. */
  language: string | null;
  /** Where the work is: a document's file on this server (a path from the root), or a link's address. */
  url: string;
  file: ItemFile | null;
  /** Of its file, as it was read: pages, slides or sheets. `null` where it has none, or has not been read. */
  pages: number | null;
  words: number | null;
  /** Address of a picture of the first page, a path from the root. Another picture has another address. */
  thumbnail: string | null;
  /** When anything of this last changed, ISO 8601 in UTC with milliseconds. */
  updatedAt: string;
}

export type ChangeType = 'entered' | 'altered' | 'withdrawn';

/** What is left of a withdrawn item, for ever. */
export interface Tombstone {
  id: string;
  documentId: string;
  kind: Kind;
  title: string;
  slug: string;
  withdrawnAt: string;
  /** Taken down by a decision of the library, or deleted altogether. */
  reason: 'unpublished' | 'deleted';
  /** The item that takes its place, where one was named. */
  successor: string | null;
}
