import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';

import type { Core } from '@strapi/strapi';

import type { CheckedFile } from './check-file';
import { listFileUses, lockFile } from './file-use';

export { hashFile } from './hash-file';

export const FILE_UID = 'plugin::upload.file';

const UPLOADS = 'uploads';

/** What the storage provider needs to find bytes again. */
export interface StoredBytes {
  hash: string;
  /** With the dot. */
  ext: string;
  formats?: Readonly<Record<string, StoredBytes>> | null;
}

/** A row of Strapi's `files` that this module wrote. */
export interface StoredFileRow extends StoredBytes {
  id: number;
  documentId: string;
  name: string;
  mime: string;
  url: string;
  /** Bytes. */
  sizeInBytes: number;
  sha256: string;
}

/**
 * Where the local provider keeps the bytes, as an absolute path.
 * @throws Error for a row whose hash or extension leads out of the folder.
 */
export function storedPath(
  strapi: Core.Strapi,
  { hash, ext }: Pick<StoredBytes, 'hash' | 'ext'>,
): string {
  const folder = path.join(strapi.dirs.static.public, UPLOADS);
  const absolute = path.join(folder, `${hash}${ext}`);
  if (path.dirname(absolute) !== folder)
    throw new Error(`No stored file is called "${hash}${ext}"`);
  return absolute;
}

/** What Strapi's provider service takes; it adds `url`. */
interface ProviderFile extends StoredBytes {
  name: string;
  mime: string;
  /** Kilobytes of 1000 bytes, as Strapi keeps them. */
  size: number;
  getStream: () => NodeJS.ReadableStream;
  url?: string;
}

/** What `strapi.db.transaction` hands out, its own or the one it joined; its types leave it open. */
interface Transaction {
  onCommit: (callback: () => void) => void;
  onRollback: (callback: () => void) => void;
}

interface UploadPlugin {
  provider: { delete(bytes: StoredBytes): Promise<unknown> };
}

interface ProviderService {
  checkFileSize(file: ProviderFile): Promise<void>;
  upload(file: ProviderFile): Promise<void>;
}

function providerFile(checked: CheckedFile, from: string): ProviderFile {
  return {
    name: checked.name,
    // Neither the title nor anything else of a pending item shows in an address.
    hash: randomBytes(16).toString('hex'),
    ext: checked.ext,
    mime: checked.mime,
    size: Math.round(checked.size / 10) / 100,
    getStream: () => createReadStream(from),
  };
}

async function insertRow(
  strapi: Core.Strapi,
  checked: CheckedFile,
  file: ProviderFile,
): Promise<StoredFileRow> {
  const row: unknown = await strapi.db.query(FILE_UID).create({
    data: {
      name: file.name,
      hash: file.hash,
      ext: file.ext,
      mime: file.mime,
      size: file.size,
      sizeInBytes: checked.size,
      sha256: checked.sha256,
      url: file.url,
      provider: strapi.config.get('plugin::upload.provider'),
      folderPath: '/',
    },
  });
  return row as StoredFileRow; // the columns just written, all of them required or given
}

/**
 * Puts a checked file into the library, in the transaction that is open; if that rolls back, the
 * bytes go too. Deliberately not the upload service: that announces every file to webhooks at once,
 * name and address included, and a pending file is nobody's business.
 */
export async function storeFile(
  strapi: Core.Strapi,
  checked: CheckedFile,
  from: string,
): Promise<StoredFileRow> {
  const file = providerFile(checked, from);
  const provider: ProviderService = strapi.plugin('upload').service('provider');
  return strapi.db.transaction(async ({ onRollback }: Transaction) => {
    onRollback(() => void discardBytes(strapi, file));
    await provider.checkFileSize(file);
    await provider.upload(file);
    return insertRow(strapi, checked, file);
  });
}

/** Removes a file's bytes from storage. Never throws: whoever calls it can no longer turn back. */
export async function discardBytes(
  strapi: Core.Strapi,
  { hash, ext, formats }: StoredBytes,
): Promise<void> {
  const { provider } = strapi.plugin('upload') as unknown as UploadPlugin; // set by the plugin's register()
  for (const bytes of [{ hash, ext }, ...Object.values(formats ?? {})]) {
    try {
      await provider.delete(bytes);
    } catch (error) {
      strapi.log.error(`The bytes of ${bytes.hash}${bytes.ext} could not be removed from storage`, {
        error,
      });
    }
  }
}

/**
 * Deletes a file's row, and its bytes once the transaction commits, unless an entry still uses it.
 * @returns whether it was deleted.
 */
export async function removeStoredFile(strapi: Core.Strapi, fileId: number): Promise<boolean> {
  return strapi.db.transaction(async ({ onCommit }: Transaction) => {
    await lockFile(strapi, fileId);
    const row: unknown = await strapi.db.query(FILE_UID).findOne({ where: { id: fileId } });
    if (row === null || (await listFileUses(strapi, [fileId])).length > 0) return false;
    await strapi.db.query(FILE_UID).delete({ where: { id: fileId } });
    onCommit(() => void discardBytes(strapi, row as StoredBytes)); // rows of `files` carry these columns
    return true;
  });
}
