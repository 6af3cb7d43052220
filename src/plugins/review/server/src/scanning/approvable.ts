import type { Core } from '@strapi/strapi';

import type { ScanState } from '../../../shared/wire';
import { ReviewError } from '../errors';
import type { Transaction } from '../item-lock';
import { askForScan } from './later';
import { findScan, scannerOf } from './scans';

/** Why a file in this state keeps its submission from being approved, or `null` where it does not. */
export function scanHindrance(state: ScanState | null): ReviewError | null {
  if (state === 'infected') {
    return new ReviewError(
      'infectedFile',
      'The virus scanner found something harmful in this file. It is never published; reject it, or ask for another file.',
    );
  }
  if (state === 'waiting') {
    return new ReviewError(
      'notScanned',
      'This file has not been scanned for viruses yet. It will be as soon as the scanner answers; approve it then.',
    );
  }
  return null;
}

/**
 * The database asks the same again (`database/scan-tables`), and knows what scanner is configured.
 * @throws ReviewError `infectedFile`, `notScanned`
 */
export async function assertScanned(
  strapi: Core.Strapi,
  { trx, onRollback }: Transaction,
  { sha256, id }: { sha256: string; id: number },
): Promise<void> {
  const scan = await findScan(trx, sha256);
  const refusal = scanHindrance(
    scan?.state ?? (scannerOf(strapi) === null ? 'unscanned' : 'waiting'),
  );
  if (refusal === null) return;
  if (refusal.code === 'notScanned') {
    // An item of an import had no submission until now, and so no job.
    onRollback(() => {
      askForScan(strapi, strapi.db.connection, { sha256, fileId: id }).catch((error: unknown) =>
        strapi.log.error('A file could not be put down for scanning', error),
      );
    });
  }
  throw refusal;
}

/** Whether these are bytes that nobody should open, nor see a picture of. */
export async function isWithheld(strapi: Core.Strapi, sha256: string): Promise<boolean> {
  return (await findScan(strapi.db.connection, sha256))?.state === 'infected';
}

/** @throws ReviewError `fileWithheld` */
export async function assertServable(strapi: Core.Strapi, sha256: string): Promise<void> {
  if (!(await isWithheld(strapi, sha256))) return;
  throw new ReviewError(
    'fileWithheld',
    'The virus scanner found something harmful in this file, so it is not handed out.',
  );
}
