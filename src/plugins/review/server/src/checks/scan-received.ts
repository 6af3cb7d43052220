import { createReadStream } from 'node:fs';

import type { Core } from '@strapi/strapi';

import type { Check } from '../../../shared/checks';
import { scanBytes, ScannerSilent } from '../scanning/clamd';
import { scannerOf } from '../scanning/scans';
import type { Deadline } from './deadline';
import { check } from './sentences';

async function scan(strapi: Core.Strapi, path: string, deadline: Deadline): Promise<Check> {
  const scanner = scannerOf(strapi);
  if (scanner === null) return check('noScanner', 'note', {});
  const timeout = Math.max(1, Math.min(scanner.timeout, deadline.leftMs));
  try {
    const { state } = await scanBytes({ ...scanner, timeout }, () => createReadStream(path));
    return state === 'clean' ? check('clean', 'ok', {}) : check('infected', 'stop', {});
  } catch (error) {
    if (error instanceof ScannerSilent) return check('unscanned', 'warning', {});
    throw error;
  }
}

/** What the virus scanner says of a file that was just received. Nothing is kept of it. */
export async function scanReceived(
  strapi: Core.Strapi,
  path: string,
  deadline: Deadline,
): Promise<Check> {
  return deadline.within(scan(strapi, path, deadline), check('unscanned', 'warning', {}));
}
