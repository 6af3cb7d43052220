import type { Core } from '@strapi/strapi';

import { deleteUnusedFile, HELD_FILES } from '../file/remove-file';
import { discardBytes } from '../file/stored-file';
import type { Transaction } from '../item-lock';
import { readSettings } from '../settings';

const DAY_MS = 86_400_000;
const BATCH = 100;

interface Unused {
  file_id: number;
  /** As the database has it, finer than a `Date` is. */
  since: string;
}

/** What is served as an old version of something public is in use, though no row uses it. */
const SERVED = `exists (select from review_published_files p
  join review_submissions s on s.content_type = p.content_type and s.item_id = p.item_id
  where p.file_id = review_held_files.file_id and s.approved_digest is not null)`;

/** Files that nothing has used since before a moment, after `last` in the order of disuse. */
async function unusedAfter(
  strapi: Core.Strapi,
  before: Date,
  last: Unused | undefined,
  servesOldFiles: boolean,
): Promise<Unused[]> {
  const db = strapi.db.connection;
  const query = db(HELD_FILES)
    .select<Unused[]>('file_id', db.raw('unused_since::text as since'))
    .where('unused_since', '<', before)
    .orderBy(['unused_since', 'file_id'])
    .limit(BATCH);
  if (servesOldFiles) void query.whereRaw(`not ${SERVED}`);
  if (last !== undefined) {
    void query.whereRaw('(unused_since, file_id) > (cast(? as timestamptz), ?)', [
      last.since,
      last.file_id,
    ]);
  }
  return query;
}

async function remove(strapi: Core.Strapi, fileId: number): Promise<boolean> {
  const bytes = await strapi.db.transaction(({ trx }: Transaction) =>
    deleteUnusedFile(strapi, trx, fileId),
  );
  // A crash before this leaves bytes without a row, which the sweep of the storage finds.
  if (bytes !== null) await discardBytes(strapi, bytes);
  return bytes !== null;
}

/**
 * Removes the files that items had and no item uses any more, once the settings keep them no longer;
 * each in a transaction of its own. What cannot be removed is told to the server's log and left for
 * the next time.
 * @returns how many were removed
 */
export async function removeUnusedFiles(strapi: Core.Strapi, now: Date): Promise<number> {
  const { keepUnusedFilesDays, oldFiles } = await readSettings(strapi);
  if (keepUnusedFilesDays === null) return 0;
  const before = new Date(now.valueOf() - keepUnusedFilesDays * DAY_MS);
  let removed = 0;
  let last: Unused | undefined;
  do {
    const batch = await unusedAfter(strapi, before, last, oldFiles === 'serve');
    for (const { file_id: fileId } of batch) {
      try {
        if (await remove(strapi, fileId)) removed += 1;
      } catch (error) {
        strapi.log.error(`File ${fileId} is past its time and could not be removed`, error);
      }
    }
    last = batch.at(-1);
  } while (last !== undefined);
  return removed;
}
