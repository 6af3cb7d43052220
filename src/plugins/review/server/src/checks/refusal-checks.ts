import type { Core } from '@strapi/strapi';

import type { Check } from '../../../shared/checks';
import type { Actor } from '../../../shared/wire';
import { ReviewError } from '../errors';
import { assertWithinQuota } from '../quota';
import { readSettings } from '../settings';

/** What `work` comes to, or how it is refused. */
export async function orRefusal<T>(work: () => Promise<T>): Promise<T | ReviewError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ReviewError) return error;
    throw error;
  }
}

/** A refusal as a check: whoever submits it now is refused just so. */
export function refused({ code, message }: ReviewError): Check {
  return { code: 'refused', level: 'stop', message, details: { code } };
}

/** Whether the member may have this waiting beside what waits already. */
export async function quotaChecks(
  strapi: Core.Strapi,
  member: Actor,
  file: { size: number } | null,
): Promise<Check[]> {
  const settings = await readSettings(strapi);
  const wanted = { submission: null, arriving: file?.size ?? null };
  const refusal = await orRefusal(() =>
    assertWithinQuota(strapi.db.connection, settings, member, wanted),
  );
  return refusal instanceof ReviewError ? [refused(refusal)] : [];
}
