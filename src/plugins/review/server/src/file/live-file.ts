import type { Core } from '@strapi/strapi';

import type { ReviewableType } from '../reviewable';
import { readSettings } from '../settings';
import { readLive, type LiveFile, type StoredFile, describeFile } from '../snapshot';
import { findPublished, wasEverPublic } from './published-files';
import { FILE_UID } from './stored-file';

/** What is at an address of a file. */
export type AtAddress =
  | { what: 'file'; file: StoredFile; slug: string; isCurrent: boolean }
  /** To the address of the bytes that are live, or of the same bytes under their own name. */
  | { what: 'elsewhere'; file: Pick<StoredFile, 'sha256' | 'name'> }
  /** It was public and is so no more. */
  | { what: 'gone' }
  /** It never was, or nobody may know. */
  | { what: 'nothing' };

/** What `/:documentId/file` answers: the bytes of the live version. */
export async function fileAtStable(
  strapi: Core.Strapi,
  type: ReviewableType,
  documentId: string,
): Promise<AtAddress> {
  const live = await readLive(strapi, type, documentId);
  if (live !== null) return { what: 'file', ...live, isCurrent: true };
  return { what: (await wasEverPublic(strapi, type, documentId)) ? 'gone' : 'nothing' };
}

async function findStored(strapi: Core.Strapi, fileId: number): Promise<StoredFile | null> {
  return describeFile(strapi, await strapi.db.query(FILE_UID).findOne({ where: { id: fileId } }));
}

/** An older version of what is live, as the editors want it; bytes that were removed lead on. */
async function supersededFile(
  strapi: Core.Strapi,
  live: LiveFile,
  version: { fileId: number; sha256: string; name: string },
): Promise<AtAddress> {
  const { oldFiles } = await readSettings(strapi);
  if (oldFiles === 'gone') return { what: 'gone' };
  const old = oldFiles === 'serve' ? await findStored(strapi, version.fileId) : null;
  if (old?.sha256 !== version.sha256) return { what: 'elsewhere', file: live.file };
  if (old.name !== version.name) return { what: 'elsewhere', file: old };
  return { what: 'file', file: old, slug: live.slug, isCurrent: false };
}

/** What `/:documentId/file/:sha256/:name` answers: these bytes, if they ever were live. */
export async function fileAtVersion(
  strapi: Core.Strapi,
  type: ReviewableType,
  documentId: string,
  { sha256, name }: { sha256: string; name: string },
): Promise<AtAddress> {
  const live = await readLive(strapi, type, documentId);
  if (live?.file.sha256 === sha256) {
    if (live.file.name !== name) return { what: 'elsewhere', file: live.file };
    return { what: 'file', ...live, isCurrent: true };
  }
  const published = await findPublished(strapi, type, documentId, sha256);
  if (published === null) return { what: 'nothing' };
  if (live === null) return { what: 'gone' };
  return supersededFile(strapi, live, { ...published, name });
}
