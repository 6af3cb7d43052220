import type { Core } from '@strapi/strapi';

import type { ScannerHealth } from '../../../shared/desk';
import { addJob } from '../jobs/queue';
import { engineOf } from './clamd';
import { askForScan, jobKey } from './later';
import { scannerOf } from './scans';

/** As many as are begun at a time; the next time has the next. */
const BATCH = 1000;

/** Files of submissions that nobody has scanned and no job is there for. */
async function unscanned(strapi: Core.Strapi): Promise<string[]> {
  const { rows } = await strapi.db.connection.raw<{ rows: { sha256: string }[] }>(
    `select distinct s.file_sha256 as sha256 from review_submissions s
       where s.file_sha256 is not null and s.state <> 'approved'
         and not exists (select from review_scans v where v.sha256 = s.file_sha256)
         and not exists (select from graphile_worker.jobs j where j.key = ? || s.file_sha256)
       limit ?`,
    [jobKey(''), BATCH],
  );
  return rows.map(({ sha256 }) => sha256);
}

/**
 * The job `scanWaiting`: has everything scanned that came in while no scanner was configured, and
 * forgets verdicts about bytes that are gone.
 */
export async function scanWaiting(strapi: Core.Strapi): Promise<void> {
  const db = strapi.db.connection;
  await db.raw(
    `delete from review_scans v where v.at < now() - interval '1 day'
       and not exists (select from files f where f.sha256 = v.sha256)`,
  );
  if (scannerOf(strapi) === null) return;
  for (const sha256 of await unscanned(strapi)) {
    await askForScan(strapi, db, { sha256, fileId: null });
  }
}

/** For bootstrap: what waits is scanned soon after a scanner is configured. */
export async function beginScanning(strapi: Core.Strapi): Promise<void> {
  if (scannerOf(strapi) === null) {
    strapi.log.info('Files are not scanned for viruses: no scanner is configured');
    return;
  }
  await addJob(strapi.db.connection, 'scanWaiting', {}, { key: 'scanWaiting' });
}

/** How the scanner is, for whoever keeps the settings. Asks it. */
export async function scannerHealth(strapi: Core.Strapi): Promise<ScannerHealth> {
  const scanner = scannerOf(strapi);
  const { rows } = await strapi.db.connection.raw<{ rows: { waiting: string }[] }>(
    `select count(*) as waiting from review_submissions s
       where s.state = 'pending' and s.file_sha256 is not null
         and not exists (select from review_scans v where v.sha256 = s.file_sha256)`,
  );
  const waiting = Number(rows[0]?.waiting ?? 0);
  if (scanner === null) return { configured: false, answers: false, engine: null, waiting };
  const patience = { ...scanner, timeout: Math.min(scanner.timeout, 3000) };
  const engine = await engineOf(patience).catch(() => null); // it rejects with ScannerSilent only
  return { configured: true, answers: engine !== null, engine, waiting };
}
