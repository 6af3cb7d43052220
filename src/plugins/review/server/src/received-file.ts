import type { Core } from '@strapi/strapi';

import type { RequestActor } from './actor';
import { ReviewError } from './errors';
import { checkFile, type CheckedFile } from './file/check-file';
import { fileLimits } from './file/file-limits';
import { storeFile } from './file/stored-file';
import type { Transaction } from './item-lock';
import { logRefusal } from './log';
import { unannounced } from './quiet-drafts';
import { withQuota } from './quota';
import type { ReviewableType } from './reviewable';
import type { Scan } from './scanning/clamd';
import { scanAtDoor } from './scanning/door';
import { keepScan } from './scanning/scans';
import type { Submission } from './submission-store';

/** A file as it arrived: still in the temporary folder, believed in nothing. */
export interface ReceivedFile {
  path: string;
  name: string;
  /** Bytes. */
  size: number;
}

interface Checked {
  checked: CheckedFile;
  path: string;
  /** `null` where there is no scanner, or it gave no verdict. */
  scan: Scan | null;
}

/** @throws ReviewError as `checkFile` does, `infectedFile`, and `invalidKey` where the type has no file */
export async function checkReceived(
  strapi: Core.Strapi,
  type: ReviewableType,
  file: ReceivedFile | null,
): Promise<Checked | null> {
  if (file === null) return null;
  if (type.file === null) {
    throw new ReviewError(
      'invalidKey',
      `A ${type.displayName.toLowerCase()} has no file. Send JSON.`,
      { key: 'file' },
    );
  }
  const checked = await checkFile(file, fileLimits(strapi));
  const scan = await scanAtDoor(strapi, { ...checked, path: file.path });
  return { checked, path: file.path, scan };
}

/** As `checkReceived`; an infected file is an attempt on this submission, and its log says so. */
export async function checkRevision(
  strapi: Core.Strapi,
  type: ReviewableType,
  submission: Submission,
  file: ReceivedFile | null,
  actor: RequestActor,
): Promise<Checked | null> {
  try {
    return await checkReceived(strapi, type, file);
  } catch (error) {
    if (error instanceof ReviewError && error.code === 'infectedFile') {
      await logRefusal(strapi, submission, actor, { code: error.code, digest: null });
    }
    throw error;
  }
}

interface Arrival {
  actor: RequestActor;
  file: Checked | null;
  /** Refuses before anything is stored. */
  admit: (trx: Transaction['trx']) => Promise<void>;
}

/**
 * Runs `write`, of drafts only, with the file stored, in one transaction that holds the member's quota; where
 * it rolls back the bytes go too.
 */
export async function withStoredFile<T>(
  strapi: Core.Strapi,
  { actor, file, admit }: Arrival,
  write: (fileId: number | null) => Promise<T>,
): Promise<T> {
  const store = async (trx: Transaction['trx']): Promise<T> => {
    await admit(trx);
    if (file === null) return write(null);
    const { checked, path, scan } = file;
    if (scan !== null) await keepScan(trx, checked.sha256, scan);
    return write(await storeFile(strapi, checked, path));
  };
  return unannounced(() => withQuota(strapi, actor, store));
}
