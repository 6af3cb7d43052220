import { createHash } from 'node:crypto';

import type { Knex } from 'knex';

import type { FindingCode } from '../../../shared/reading';
import { keepSketch } from '../checks/sketch-store';
import { READER_VERSION } from './limits';
import type { Reading } from './outcome';
import { THUMBNAIL_TYPE } from './thumbnail-type';

/** A row of `review_readings`, without its picture. */
export interface ReadingRow {
  sha256: string;
  state: 'done' | 'failed';
  pages: number | null;
  words: number;
  language: string | null;
  title: string | null;
  author: string | null;
  tagged: boolean | null;
  has_text: boolean;
  findings: { code: FindingCode; count: number | null }[];
  thumbnail_sha256: string | null;
  read_for: number;
  read_at: Date;
}

const COLUMNS = [
  'sha256',
  'state',
  'pages',
  'words',
  'language',
  'title',
  'author',
  'tagged',
  'has_text',
  'findings',
  'thumbnail_sha256',
  'read_for',
  'read_at',
];

export async function findReading(db: Knex, sha256: string): Promise<ReadingRow | null> {
  const row = await db('review_readings')
    .select<(Omit<ReadingRow, 'findings'> & { findings: string })[]>(COLUMNS)
    .where({ sha256 })
    .first();
  if (row === undefined) return null;
  // Strapi has the driver leave JSON as text.
  return { ...row, findings: JSON.parse(row.findings) as ReadingRow['findings'] };
}

type Readings = Knex.QueryBuilder<ReadingRow, { sha256: string }[]>;

/** The reading of these bytes, if this reader or a newer one made it since this file of them came in. */
function readingSince(db: Knex, sha256: string, fileId: number | Knex.Raw): Readings {
  return db<ReadingRow>('review_readings')
    .select('sha256')
    .where({ sha256 })
    .where('reader', '>=', READER_VERSION)
    .where('read_for', '>=', fileId);
}

/** The same, since the newest file of them. */
export function readingSinceNewest(db: Knex, sha256: string): Readings {
  const newest = db.raw('(select coalesce(max(id), 0) from files where sha256 = ?)', [sha256]);
  return readingSince(db, sha256, newest);
}

/** Whether these bytes were read since this file of them came in. */
export async function isReadSince(db: Knex, sha256: string, fileId: number): Promise<boolean> {
  return (await readingSince(db, sha256, fileId)).length > 0;
}

/** The same, of the newest file of these bytes. */
export async function isRead(db: Knex, sha256: string): Promise<boolean> {
  return (await readingSinceNewest(db, sha256)).length > 0;
}

/** The id of the newest file of these bytes, 0 where there is none. */
export async function newestFileOf(db: Knex, sha256: string): Promise<number> {
  const row = await db('files').where({ sha256 }).max<{ id: number | null }>({ id: 'id' }).first();
  return row?.id ?? 0;
}

export interface Picture {
  bytes: Buffer;
  type: string;
  sha256: string;
}

export async function findThumbnail(db: Knex, sha256: string): Promise<Picture | null> {
  const row = await db('review_readings')
    .select('thumbnail', 'thumbnail_type', 'thumbnail_sha256')
    .where({ sha256 })
    .whereNotNull('thumbnail')
    .first<{ thumbnail: Buffer; thumbnail_type: string; thumbnail_sha256: string } | undefined>();
  if (row === undefined) return null;
  return { bytes: row.thumbnail, type: row.thumbnail_type, sha256: row.thumbnail_sha256 };
}

/** Until the transaction ends nobody else reads, writes or forgets the reading of these bytes. */
export async function lockReading(trx: Knex.Transaction, sha256: string): Promise<void> {
  await trx.raw('select review_lock_reading(?)', [sha256]);
}

/** Parts that go in one statement: so many that this process is soon free again. */
const BATCH = 25;

async function writeParts(
  trx: Knex.Transaction,
  sha256: string,
  { parts }: Reading,
): Promise<void> {
  for (let from = 0; from < parts.length; from += BATCH) {
    const batch = parts.slice(from, from + BATCH);
    await trx.raw(
      `insert into review_reading_pages (sha256, part, page, text)
       select ?, ? + place, page, text from unnest(?::integer[], ?::text[]) with ordinality t (page, text, place)`,
      [sha256, from, batch.map(({ page }) => page), batch.map(({ text }) => text)],
    );
  }
}

/**
 * Keeps what was read in place of what was kept before.
 * @param readFor the newest file of these bytes when they were read
 */
export async function writeReading(
  trx: Knex.Transaction,
  sha256: string,
  reading: Reading,
  readFor: number,
): Promise<void> {
  const { thumbnail, findings } = reading;
  await trx('review_readings').where({ sha256 }).delete();
  await trx('review_readings').insert({
    sha256,
    state: reading.state,
    reader: READER_VERSION,
    read_for: readFor,
    pages: reading.pages,
    words: reading.words,
    language: reading.language,
    title: reading.title,
    author: reading.author,
    tagged: reading.tagged,
    has_text: reading.hasText,
    findings: JSON.stringify(findings.map(({ code, count }) => ({ code, count }))),
    thumbnail,
    thumbnail_type: thumbnail === null ? null : THUMBNAIL_TYPE,
    thumbnail_sha256:
      thumbnail === null ? null : createHash('sha256').update(thumbnail).digest('hex'),
    text_digest: reading.textDigest,
  });
  await writeParts(trx, sha256, reading);
  await keepSketch(
    trx,
    sha256,
    reading.parts.map(({ text }) => text),
  );
}
