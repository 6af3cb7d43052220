import type { Core } from '@strapi/strapi';

import type { Check } from '../../../shared/checks';
import { ReviewError } from '../errors';
import { checkFile } from '../file/check-file';
import { fileLimits } from '../file/file-limits';
import type { ReceivedFile } from '../received-file';
import type { Deadline } from './deadline';
import { readReceived, type ReceivedText } from './read-received';
import type { Claims } from './reading-checks';
import { orRefusal, refused } from './refusal-checks';
import { scanReceived } from './scan-received';
import { check } from './sentences';
import { liveTwinChecks } from './twin-checks';

/** What of a file does not depend on who looks at it. */
export function factChecks(
  strapi: Core.Strapi,
  { name, mime, size }: { name: string; mime: string; size: number },
): Check[] {
  const kind = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const limit = fileLimits(strapi).maxFileSize;
  return [check('type', 'ok', { kind, mime, name }), check('size', 'ok', { bytes: size, limit })];
}

/** What is said of a file that was just received, and the beginning of its text. */
export async function receivedFileChecks(
  strapi: Core.Strapi,
  file: ReceivedFile,
  claims: Claims,
  deadline: Deadline,
): Promise<ReceivedText> {
  const gated = await orRefusal(() => checkFile(file, fileLimits(strapi)));
  if (gated instanceof ReviewError) {
    return { checks: [refused(gated)], beginning: '', language: null };
  }
  const { path } = file;
  const { mime, name, sha256 } = gated;
  const [scanned, text, twins] = await Promise.all([
    scanReceived(strapi, path, deadline),
    readReceived({ path, mime, name }, claims, deadline),
    liveTwinChecks(strapi, { kind: 'files', sha256: [sha256] }, null),
  ]);
  return { ...text, checks: [...factChecks(strapi, gated), scanned, ...text.checks, ...twins] };
}
