import type { Core } from '@strapi/strapi';

import { removeExpired } from './remove-expired';

/** Removes what is past its time. */
export async function runRetention(strapi: Core.Strapi, now: Date): Promise<void> {
  const removed = await removeExpired(strapi, now);
  if (removed > 0) {
    strapi.log.info(`Removed ${removed} rejected submissions that were past their time`);
  }
}

/** For tests and scripts, which have a clock of their own. */
export function retentionService({ strapi }: { strapi: Core.Strapi }) {
  return { run: (now: Date) => runRetention(strapi, now) };
}
