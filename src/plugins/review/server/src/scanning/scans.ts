import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { ScanState, ScanView } from '../../../shared/wire';
import { isScannerAddress, type ScannerAddress } from '../config';
import type { Scan } from './clamd';

const SCANS = 'review_scans';

interface ScanRow {
  sha256: string;
  state: Scan['state'];
  engine: string;
  signature: string | null;
  at: Date;
}

/** Where the scanner listens, `null` where none is configured. */
export function scannerOf(strapi: Core.Strapi): ScannerAddress | null {
  const scanner: unknown = strapi.plugin('review').config('scanner');
  return isScannerAddress(scanner) ? scanner : null;
}

/** What the scanner last said of these bytes, or `null`. */
export async function findScan(db: Knex, sha256: string): Promise<ScanRow | null> {
  return (await db<ScanRow>(SCANS).where({ sha256 }).first()) ?? null;
}

/** Keeps a verdict with the bytes, whoever has them: the same bytes need not be asked about for each item. */
export async function keepScan(
  db: Knex,
  sha256: string,
  { state, engine, signature }: Scan,
): Promise<void> {
  await db<ScanRow>(SCANS)
    .insert({ sha256, state, engine, signature, at: new Date() })
    .onConflict('sha256')
    .merge();
}

/** Whether these bytes are among what the library keeps. */
export async function isStored(db: Knex, sha256: string): Promise<boolean> {
  return (await db('files').where({ sha256 }).first('id')) !== undefined;
}

function stateWithout(strapi: Core.Strapi): ScanState {
  return scannerOf(strapi) === null ? 'unscanned' : 'waiting';
}

/** The state of each of these files, asked for at once. */
export async function scanStates(
  strapi: Core.Strapi,
  files: readonly string[],
): Promise<(sha256: string) => ScanState> {
  const known = new Map<string, ScanState>();
  if (files.length > 0) {
    const rows: Pick<ScanRow, 'sha256' | 'state'>[] = await strapi.db
      .connection<ScanRow>(SCANS)
      .whereIn('sha256', files)
      .select('sha256', 'state');
    for (const { sha256, state } of rows) known.set(sha256, state);
  }
  const without = stateWithout(strapi);
  return (sha256) => known.get(sha256) ?? without;
}

/** For the page of a submission. */
export async function viewScan(strapi: Core.Strapi, sha256: string): Promise<ScanView> {
  const scan = await findScan(strapi.db.connection, sha256);
  if (scan === null)
    return { state: stateWithout(strapi), engine: null, signature: null, at: null };
  const { state, engine, signature, at } = scan;
  return { state, engine, signature, at: at.toISOString() };
}
