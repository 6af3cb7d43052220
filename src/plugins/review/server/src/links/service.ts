import type { Core } from '@strapi/strapi';

import { checkLink, queueLink, setReach } from './check';
import { forgetUnusedLinks, queueDueLinks } from './due';
import type { Reach } from './reach';

/** For tests and scripts, which have a clock, servers and names of their own. */
export function linksService({ strapi }: { strapi: Core.Strapi }) {
  return {
    check: (url: string, now: Date) => checkLink(strapi, url, now),
    queue: (url: string) => queueLink(strapi.db.connection, url),
    queueDue: (now: Date) => queueDueLinks(strapi, now),
    forgetUnused: (now: Date) => forgetUnusedLinks(strapi, now),
    within: (reach: Reach) => setReach(strapi, reach),
  };
}
