import type { Core } from '@strapi/strapi';

import { removeExpired } from './remove-expired';

const RETENTION_LOCK = 4_711_002;
/** Each hour: a changed setting is soon in force, and a server that slept through one has the next. */
const RULE = '23 * * * *';

/**
 * Removes what is past its time, unless another instance is at it: the lock is this connection's, and
 * goes with it however that ends. Never throws, as nobody listens.
 */
export async function runRetention(strapi: Core.Strapi, now: Date): Promise<void> {
  try {
    await strapi.db.connection.transaction(async (trx) => {
      const { rows } = await trx.raw<{ rows: { isOurs: boolean }[] }>(
        'select pg_try_advisory_xact_lock(?) as "isOurs"',
        [RETENTION_LOCK],
      );
      if (rows[0]?.isOurs !== true) return;
      const removed = await removeExpired(strapi, now);
      if (removed > 0) {
        strapi.log.info(`Removed ${removed} rejected submissions that were past their time`);
      }
    });
  } catch (error) {
    strapi.log.error('Rejected submissions past their time could not be looked for', error);
  }
}

export function scheduleRetention(strapi: Core.Strapi): void {
  strapi.cron.add({
    'review-retention': {
      task: () => runRetention(strapi, new Date()),
      options: { rule: RULE },
    },
  });
}

/** For tests and scripts, which have a clock of their own. */
export function retentionService({ strapi }: { strapi: Core.Strapi }) {
  return { run: (now: Date) => runRetention(strapi, now) };
}
