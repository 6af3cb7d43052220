import { createHash } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { storageOf } from '../file/storage/of-application';
import { MissingBytesError } from '../file/storage/storage';
import { FILE_UID, storedName, type StoredBytes } from '../file/stored-file';
import { addJob } from '../jobs/queue';
import { isRecord } from '../parse/unknown';
import { type Scan, scanBytes, ScannerSilent } from './clamd';
import { recordInfected } from './infected';
import { findScan, keepScan, scannerOf } from './scans';

/** Bytes that are stored. */
interface ToScan {
  sha256: string;
  /** Whose row may have come in without a hash. */
  fileId: number | null;
}

const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 600_000;
const SHA256 = /^[0-9a-f]{64}$/u;

export function jobKey(sha256: string): string {
  return `scan ${sha256}`;
}

async function scanLater(db: Knex, file: ToScan, waited: number): Promise<void> {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** waited);
  const runAt = new Date(Date.now() + (waited === 0 ? 0 : wait));
  await addJob(db, 'scanFile', { ...file, waited }, { key: jobKey(file.sha256), runAt });
}

/** Has stored bytes scanned that nobody has scanned yet; nothing where no scanner is configured. */
export async function askForScan(strapi: Core.Strapi, db: Knex, file: ToScan): Promise<void> {
  if (scannerOf(strapi) === null || (await findScan(db, file.sha256)) !== null) return;
  await scanLater(db, file, 0);
}

interface Job extends ToScan {
  /** How often the scanner was asked in vain. */
  waited: number;
}

function parseJob(payload: unknown): Job {
  if (isRecord(payload)) {
    const { sha256, fileId, waited } = payload;
    const isNamed = typeof sha256 === 'string' && SHA256.test(sha256);
    const isKnown = fileId === null || Number.isSafeInteger(fileId);
    if (isNamed && isKnown && Number.isSafeInteger(waited)) {
      return { sha256, fileId: fileId as number | null, waited: Number(waited) }; // looked at above
    }
  }
  throw new Error(`No file to scan is named by ${JSON.stringify(payload)}`);
}

async function findBytes(
  strapi: Core.Strapi,
  { sha256, fileId }: ToScan,
): Promise<StoredBytes | null> {
  const files = strapi.db.query(FILE_UID);
  const found: unknown =
    (await files.findOne({ where: { sha256 } })) ??
    (await files.findOne({ where: { id: fileId } }));
  return found as StoredBytes | null; // rows of `files` carry these columns
}

/** @returns `null` where the bytes are not those that were named, which nothing is known about then */
async function scanStored(
  strapi: Core.Strapi,
  { sha256 }: ToScan,
  bytes: StoredBytes,
): Promise<Scan | null> {
  const scanner = scannerOf(strapi);
  if (scanner === null) return null;
  const hash = createHash('sha256');
  async function* hashed(): AsyncGenerator<Buffer> {
    const name = storedName(bytes);
    const opened = await storageOf(strapi).open(name);
    if (opened === null) throw new MissingBytesError(name);
    for await (const chunk of opened.stream as AsyncIterable<Buffer>) {
      hash.update(chunk); // no encoding is set
      yield chunk;
    }
  }
  const scan = await scanBytes(scanner, hashed);
  // What is found in a part is found, whatever the rest is.
  if (scan.state === 'infected' || hash.digest('hex') === sha256) return scan;
  strapi.log.error(`The stored file ${bytes.hash}${bytes.ext} is not what it was: not ${sha256}`);
  return null;
}

/** The job `scanFile`. A scanner that gives no verdict is asked again later, for as long as it takes. */
export async function scanFile(strapi: Core.Strapi, payload: unknown): Promise<void> {
  const job = parseJob(payload);
  const db = strapi.db.connection;
  if (scannerOf(strapi) === null || (await findScan(db, job.sha256)) !== null) return;
  const bytes = await findBytes(strapi, job);
  if (bytes === null) return; // withdrawn meanwhile
  try {
    const scan = await scanStored(strapi, job, bytes);
    if (scan?.state === 'infected') await recordInfected(strapi, job.sha256, scan);
    else if (scan !== null) await keepScan(db, job.sha256, scan);
  } catch (error) {
    if (!(error instanceof ScannerSilent)) throw error;
    strapi.log.warn(`${error.message} ${job.sha256} waits to be scanned.`);
    await scanLater(db, job, job.waited + 1);
  }
}
