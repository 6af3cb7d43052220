import type { Core } from '@strapi/strapi';

import { removeExpired } from './remove-expired';
import { removeUnusedFiles } from './remove-unused-files';
import { sweepStorage } from './sweep-storage';

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

/** Removes the files that no item has used for so long as the settings keep them. */
export async function runFileRemoval(strapi: Core.Strapi, now: Date): Promise<void> {
  const removed = await removeUnusedFiles(strapi, now);
  if (removed > 0) strapi.log.info(`Removed ${removed} files that no item uses any more`);
}

/** Removes bytes that a crash left in storage. */
export async function runSweep(strapi: Core.Strapi, now: Date): Promise<void> {
  const removed = await sweepStorage(strapi, now);
  if (removed > 0) strapi.log.info(`Removed ${removed} files from storage that belong to nothing`);
}

/** For tests and scripts, which have a clock of their own. */
export function fileRemovalService({ strapi }: { strapi: Core.Strapi }) {
  return {
    removeUnused: (now: Date) => runFileRemoval(strapi, now),
    sweep: (now: Date) => runSweep(strapi, now),
  };
}
