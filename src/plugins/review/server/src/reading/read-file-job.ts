import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';

import type { Snapshot } from '../digest';
import { storageOf } from '../file/storage/of-application';
import { storedName } from '../file/stored-file';
import { inTurn } from '../in-turn';
import { addJob } from '../jobs/queue';
import { READER_VERSION } from './limits';
import { readDocument } from './read-document';
import { READABLE } from './readable';
import { isRead, lockReading, newestFileOf, readingSinceNewest, writeReading } from './store';

const PAYLOAD = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** What fails so often is no passing trouble: the bytes are missing, or are others than were taken in. */
const MAX_ATTEMPTS = 5;

/**
 * Has the bytes of a file read, once the caller's transaction commits. Nothing happens where they were read since the
 * newest file of them came in, or are of no kind that is read.
 */
export async function queueReading(
  db: Knex,
  { sha256, mime }: { sha256: string; mime: string },
): Promise<void> {
  if (!READABLE.has(mime)) return;
  await addJob(
    db,
    'readFile',
    { sha256 },
    {
      key: `readFile ${sha256}`,
      maxAttempts: MAX_ATTEMPTS,
      unless: readingSinceNewest(db, sha256),
    },
  );
}

/** The same, of what a draft holds. */
export async function queueReadingsOf(db: Knex, { fields }: Snapshot): Promise<void> {
  for (const field of fields) {
    if (field.kind === 'file' && field.value !== null) await queueReading(db, field.value);
  }
}

interface FileRow {
  hash: string;
  ext: string;
  mime: string;
}

async function findFile(db: Knex, sha256: string): Promise<FileRow | undefined> {
  return db('files')
    .select('hash', 'ext', 'mime')
    .where({ sha256 })
    .whereIn('mime', [...READABLE])
    .orderBy('id')
    .first<FileRow | undefined>();
}

/**
 * Reads a stored file and keeps what it holds. A file that cannot be read is no failure: that is what is kept then.
 * @throws Error where the bytes are not there, or are not those that were taken in, and where somebody ended the reader
 * and this is not the last attempt: a file that has its readers ended each time must not be tried for ever
 */
async function readStored(
  strapi: Core.Strapi,
  sha256: string,
  { isLast }: { isLast: boolean },
): Promise<void> {
  const db = strapi.db.connection;
  const file = await findFile(db, sha256);
  // Withdrawn meanwhile, or read for another file.
  if (file === undefined || (await isRead(db, sha256))) return;
  const readFor = await newestFileOf(db, sha256);
  const onComplaint = (complaint: string) => {
    strapi.log.warn(`The reader of ${file.hash}${file.ext} was stopped: ${complaint.slice(-500)}`);
  };
  const reading = await storageOf(strapi).withFile(storedName(file), (path) =>
    readDocument({ path, mime: file.mime }, { onComplaint }),
  );
  if (reading.wasKilled && (!isLast || reading.sha256 === null)) {
    throw new Error(`Somebody ended the reader of ${file.hash}${file.ext}, such as the system`);
  }
  if (reading.sha256 !== sha256) {
    throw new Error(`The stored file ${file.hash}${file.ext} is missing or not as it was taken in`);
  }
  await db.transaction(async (trx) => {
    await lockReading(trx, sha256);
    // It may have gone while it was read, and its reading with it.
    if ((await findFile(trx, sha256)) !== undefined) {
      await writeReading(trx, sha256, reading, readFor);
    }
  });
}

/**
 * One file at a time in this process, until what it holds is kept: a library runs on two cores, and reader and database
 * would have both while people wait for answers.
 */
export async function runReadFile(
  strapi: Core.Strapi,
  payload: unknown,
  attempt: { isLast: boolean },
): Promise<void> {
  const { sha256 } = PAYLOAD.parse(payload);
  await inTurn('reading', () => readStored(strapi, sha256, attempt));
}

/** Added in one go; the next hour has the next. */
const MAX_AT_ONCE = 1000;

/**
 * Has files read that no one has: those that were there before readers were, or before this one. Only what is in use by
 * items under review.
 */
export async function queueUnread(strapi: Core.Strapi, uids: readonly string[]): Promise<void> {
  const db = strapi.db.connection;
  const rows = await db('files as f')
    .distinct<{ sha256: string; mime: string }[]>('f.sha256', 'f.mime')
    .join('files_related_mph as m', 'm.file_id', 'f.id')
    .leftJoin('review_readings as r', (join) => {
      join
        .on('r.sha256', 'f.sha256')
        .andOn('r.read_for', '>=', 'f.id')
        .andOnVal('r.reader', '>=', READER_VERSION);
    })
    .whereIn('m.related_type', [...uids])
    .whereIn('f.mime', [...READABLE])
    .whereNotNull('f.sha256')
    .whereNull('r.sha256')
    .limit(MAX_AT_ONCE);
  for (const row of rows) await queueReading(db, row);
}
