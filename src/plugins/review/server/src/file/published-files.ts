import type { Core } from '@strapi/strapi';

import type { ReviewableType } from '../reviewable';

/** Bytes of an item that were live once. */
export interface PublishedFile {
  sha256: string;
  /** Of Strapi's `files`, where the row may be gone. */
  fileId: number;
}

const PUBLISHED = 'review_published_files';

/** The bytes of this hash, if they ever were live as the file of this item. */
export async function findPublished(
  strapi: Core.Strapi,
  { uid }: ReviewableType,
  documentId: string,
  sha256: string,
): Promise<PublishedFile | null> {
  const row = await strapi.db
    .connection(PUBLISHED)
    .where({ content_type: uid, item_id: documentId, sha256 })
    .first<{ file_id: number } | undefined>('file_id');
  return row === undefined ? null : { sha256, fileId: row.file_id };
}

/** Whether an item was ever public. The log knows of those from before files were noted. */
export async function wasEverPublic(
  strapi: Core.Strapi,
  { uid }: ReviewableType,
  documentId: string,
): Promise<boolean> {
  const { rows } = await strapi.db.connection.raw<{ rows: { was: boolean }[] }>(
    `select exists (select from ${PUBLISHED} where item_id = :documentId and content_type = :uid)
       or exists (select from review_events where item_id = :documentId and type = 'approved' and content_type = :uid)
       as was`,
    { documentId, uid },
  );
  return rows[0]?.was === true;
}
