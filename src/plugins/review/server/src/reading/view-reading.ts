import type { Core } from '@strapi/strapi';

import type { FileReading } from '../../../shared/reading';
import type { Snapshot } from '../digest';
import { describeFindings } from './describe-findings';
import { READABLE } from './readable';
import { isWithheld } from '../scanning/approvable';
import { findReading } from './store';

const NOTHING_YET: FileReading = {
  state: 'waiting',
  pages: null,
  words: null,
  language: null,
  title: null,
  author: null,
  tagged: null,
  hasText: null,
  findings: [],
  thumbnail: null,
  readAt: null,
};

/**
 * What the file of a snapshot holds, `null` where it has none or one of a kind that is not read.
 * @param asked.fileId of a submitter's file: what was read before it came in is not theirs, nor is when it was read
 * @param asked.thumbnailAddress where whoever may see this may see the picture
 */
export async function viewReading(
  strapi: Core.Strapi,
  { fields }: Snapshot,
  { thumbnailAddress, fileId }: { thumbnailAddress: string; fileId?: number },
): Promise<FileReading | null> {
  const field = fields.find(({ kind, value }) => kind === 'file' && value !== null);
  if (field?.kind !== 'file' || field.value === null || !READABLE.has(field.value.mime))
    return null;
  const row = await findReading(strapi.db.connection, field.value.sha256);
  const isOwn = fileId !== undefined;
  if (row === null || (isOwn && row.read_for < fileId)) return NOTHING_YET;
  const hasPicture =
    row.thumbnail_sha256 !== null && !(await isWithheld(strapi, field.value.sha256));
  return {
    state: row.state,
    pages: row.pages,
    words: row.words,
    language: row.language,
    title: row.title,
    author: row.author,
    tagged: row.tagged,
    hasText: row.has_text,
    findings: describeFindings(row.findings),
    thumbnail: hasPicture ? thumbnailAddress : null,
    readAt: isOwn ? null : row.read_at.toISOString(),
  };
}
