import type { Core } from '@strapi/strapi';

import { checkLink } from '../links/check';
import { forgetUnusedLinks, queueDueLinks } from '../links/due';
import { property } from '../parse/unknown';
import { reviewableTypes } from '../plugin-types';
import { queueUnread, runReadFile } from '../reading/read-file-job';
import { runFileRemoval, runRetention, runSweep } from '../retention/job';
import { scanFile } from '../scanning/later';
import { scanWaiting } from '../scanning/waiting';
import type { JobName } from './queue';

export interface Attempt {
  /** Whether it is given up if this one fails. */
  isLast: boolean;
}

export interface Task {
  /** Resolves when it is done. What it throws is logged, and it is tried again later. */
  run: (strapi: Core.Strapi, payload: unknown, attempt: Attempt) => Promise<void>;
  /** When to do it of itself, as cron has it (minute, hour, day, month, weekday), in UTC. */
  schedule?: string;
}

export const TASKS: Readonly<Record<JobName, Task>> = {
  // Each hour: a changed setting is soon in force, and a server that slept through one has the next.
  removeExpired: { run: (strapi) => runRetention(strapi, new Date()), schedule: '23 * * * *' },
  scanFile: { run: scanFile },
  scanWaiting: { run: scanWaiting, schedule: '*/10 * * * *' },
  removeUnusedFiles: {
    run: (strapi) => runFileRemoval(strapi, new Date()),
    schedule: '33 * * * *',
  },
  // It lists all there is, which in a bucket of many files costs.
  sweepStorage: { run: (strapi) => runSweep(strapi, new Date()), schedule: '43 3 * * *' },
  checkLink: {
    run: async (strapi, payload) => {
      const url = property(payload, 'url');
      if (typeof url !== 'string') throw new Error('checkLink needs a url');
      await checkLink(strapi, url, new Date());
    },
  },
  queueDueLinks: {
    run: async (strapi) => {
      await queueDueLinks(strapi, new Date());
    },
    schedule: '* * * * *',
  },
  forgetUnusedLinks: {
    run: (strapi) => forgetUnusedLinks(strapi, new Date()),
    schedule: '41 3 * * *',
  },
  readFile: { run: runReadFile },
  // What a newer reader has yet to read, so many an hour, and what a failure left unread.
  queueUnread: {
    run: (strapi) => queueUnread(strapi, [...reviewableTypes(strapi).keys()]),
    schedule: '41 * * * *',
  },
};
