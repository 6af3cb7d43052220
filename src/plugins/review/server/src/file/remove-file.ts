import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { SYSTEM } from '../actor';
import type { NamedActor } from '../../../shared/wire';
import { appendEvent } from '../log';
import { listFileUses, lockFile } from './file-use';
import { FILE_UID, type StoredFileRow } from './stored-file';

export const HELD_FILES = 'review_held_files';

interface HeldRow {
  file_id: number;
  content_type: string;
  item_id: string;
}

/**
 * Logs in the caller's transaction that a file goes which an item has or had; nothing happens for
 * any other.
 */
export async function logFileRemoval(
  strapi: Core.Strapi,
  trx: Knex.Transaction,
  file: { id: number; sha256?: string | null },
  actor: NamedActor,
): Promise<void> {
  const forgotten = trx<HeldRow>(HELD_FILES).where({ file_id: file.id }).delete();
  const [held] = await forgotten.returning(['content_type', 'item_id']);
  if (held === undefined) return;
  appendEvent(strapi, trx, {
    type: 'fileRemoved',
    submission: { id: null, contentType: held.content_type, itemId: held.item_id, revision: null },
    from: null,
    to: null,
    digest: null,
    actor,
    fileSha256: file.sha256 ?? undefined,
  });
}

/**
 * Deletes a file's row in the caller's transaction, unless an entry still uses it, and logs that.
 * @returns what to discard from storage once that is committed, `null` where it stays or is gone
 */
export async function deleteUnusedFile(
  strapi: Core.Strapi,
  trx: Knex.Transaction,
  fileId: number,
): Promise<StoredFileRow | null> {
  await lockFile(strapi, fileId);
  const row: unknown = await strapi.db.query(FILE_UID).findOne({ where: { id: fileId } });
  if (row === null) {
    await trx(HELD_FILES).where({ file_id: fileId }).delete();
    return null;
  }
  if ((await listFileUses(strapi, [fileId])).length > 0) return null;
  const file = row as StoredFileRow; // rows of `files` carry these columns
  await strapi.db.query(FILE_UID).delete({ where: { id: fileId } });
  await logFileRemoval(strapi, trx, file, SYSTEM);
  return file;
}
