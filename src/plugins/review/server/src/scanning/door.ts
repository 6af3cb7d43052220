import { createReadStream } from 'node:fs';

import type { Core } from '@strapi/strapi';

import { ReviewError } from '../errors';
import { type Scan, scanBytes, ScannerSilent } from './clamd';
import { recordInfected } from './infected';
import { findScan, isStored, scannerOf } from './scans';

/** A checked file that is not stored yet. */
interface Arriving {
  path: string;
  name: string;
  /** Lower-case hexadecimal. */
  sha256: string;
}

export function infected(): ReviewError {
  return new ReviewError(
    'infectedFile',
    'The virus scanner found something harmful in this file, so it was not accepted. Check your computer for viruses, and upload a clean copy.',
  );
}

async function refuseInfected(
  strapi: Core.Strapi,
  { name, sha256 }: Arriving,
  scan: Scan & { state: 'infected' },
): Promise<never> {
  strapi.log.warn(
    `Refused an infected file: ${scan.signature} in ${JSON.stringify(name)}, SHA-256 ${sha256}`,
  );
  // The same bytes came in before anybody knew.
  if (await isStored(strapi.db.connection, sha256)) await recordInfected(strapi, sha256, scan);
  throw infected();
}

/**
 * Scans a file before it is stored.
 * @returns the verdict to be kept with it, or `null` where there is no scanner or it gave none
 * @throws ReviewError `infectedFile`
 */
export async function scanAtDoor(strapi: Core.Strapi, file: Arriving): Promise<Scan | null> {
  const scanner = scannerOf(strapi);
  if (scanner === null) return null;
  try {
    const scan = await scanBytes(scanner, () => createReadStream(file.path));
    return scan.state === 'infected' ? await refuseInfected(strapi, file, scan) : scan;
  } catch (error) {
    if (!(error instanceof ScannerSilent)) throw error;
    strapi.log.warn(`${error.message} A file is taken in unscanned.`);
    const known = await findScan(strapi.db.connection, file.sha256);
    if (known?.state === 'infected') throw infected();
    return null;
  }
}

/**
 * Scans a file for a door behind which nothing waits to be looked at later.
 * @throws ReviewError `infectedFile`, `scannerUnavailable`
 */
export async function scanOrRefuse(strapi: Core.Strapi, file: Arriving): Promise<Scan | null> {
  const scan = await scanAtDoor(strapi, file);
  if (scan !== null || scannerOf(strapi) === null) return scan;
  throw new ReviewError(
    'scannerUnavailable',
    'The virus scanner does not answer, so no file can be taken in here at the moment. Try again in some minutes, or tell whoever runs this server.',
  );
}
