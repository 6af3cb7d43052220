/**
 * The kinds of item a website can meet in the catalogue, and the content type behind each.
 * `table` is the name Strapi gives the type's rows; its join tables and their columns follow from it.
 */
export const KINDS = [
  {
    kind: 'document',
    uid: 'api::library-document.library-document',
    table: 'library_documents',
    ownColumn: 'library_document_id',
  },
  {
    kind: 'link',
    uid: 'api::external-link.external-link',
    table: 'external_links',
    ownColumn: 'external_link_id',
  },
] as const;

/** The attribute that is an item's file, where its kind has one. */
export const FILE_FIELD = 'file';

export type Kind = (typeof KINDS)[number]['kind'];
