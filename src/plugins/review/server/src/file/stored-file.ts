import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

import type { Core } from '@strapi/strapi';

import type { CheckedFile } from './check-file';
import { PIECE } from './hash-file';
import { storageOf } from './storage/of-application';
import { MissingBytesError } from './storage/storage';

export const FILE_UID = 'plugin::upload.file';

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

/** What the bytes of a row are called in storage. */
export function storedName({ hash, ext }: Pick<StoredBytes, 'hash' | 'ext'>): string {
  return `${hash}${ext}`;
}

/**
 * SHA-256 of what lies in storage, lower-case hexadecimal, in bounded memory.
 * @throws MissingBytesError
 */
export async function hashStored(strapi: Core.Strapi, name: string): Promise<string> {
  const opened = await storageOf(strapi).open(name);
  if (opened === null) throw new MissingBytesError(name);
  const hash = createHash('sha256');
  await pipeline(opened.stream, hash);
  return hash.digest('hex');
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
  onRollback: (callback: () => void) => void;
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
    getStream: () => createReadStream(from, { highWaterMark: PIECE }),
  };
}

/** One of many, because of one alone Strapi reads again what it has just written. */
async function insertRow(
  strapi: Core.Strapi,
  checked: CheckedFile,
  file: ProviderFile,
): Promise<number> {
  const row = {
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
  };
  const { ids } = await strapi.db.query(FILE_UID).createMany({ data: [row] });
  return Number(ids[0]);
}

/**
 * Puts a checked file into the library, in the transaction that is open; if that rolls back, the
 * bytes go too. Deliberately not the upload service: that announces every file to webhooks at once,
 * name and address included, and a pending file is nobody's business.
 * @returns the id of its row
 */
export async function storeFile(
  strapi: Core.Strapi,
  checked: CheckedFile,
  from: string,
): Promise<number> {
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
  for (const bytes of [{ hash, ext }, ...Object.values(formats ?? {})]) {
    try {
      await storageOf(strapi).delete(storedName(bytes));
    } catch (error) {
      strapi.log.error(
        `The bytes of ${storedName(bytes)} could not be removed from storage`,
        error,
      );
    }
  }
}
