import type { Core } from '@strapi/strapi';

import { isInstalled, missingGuards } from './database/install';
import { reviewableTypes } from './plugin-types';

/** Names what is not in place; an empty list is what readiness needs. */
export type ReadinessCheck = () => Promise<readonly string[]>;

const checks = new WeakMap<Core.Strapi, ReadinessCheck[]>();

/** For whatever else must be in place before this server should be asked. */
export function readinessService({ strapi }: { strapi: Core.Strapi }) {
  return {
    add(check: ReadinessCheck): void {
      checks.set(strapi, [...(checks.get(strapi) ?? []), check]);
    },
  };
}

async function missing(strapi: Core.Strapi): Promise<string[]> {
  const found = await missingGuards(strapi, [...reviewableTypes(strapi).values()]);
  if (!(await isInstalled(strapi))) {
    found.push('the review’s functions, triggers and indexes as they were installed');
  }
  for (const check of checks.get(strapi) ?? []) found.push(...(await check()));
  return found;
}

/** `GET /_ready`: 200 while the database answers and everything is in place, else 503. */
export function addReadiness(strapi: Core.Strapi): void {
  strapi.server.routes([
    {
      method: 'GET',
      path: '/_ready',
      config: { auth: false },
      handler: async (ctx) => {
        ctx.set('Cache-Control', 'no-store');
        try {
          const found = await missing(strapi);
          ctx.status = found.length === 0 ? 200 : 503;
          ctx.body = { ready: found.length === 0 };
          if (found.length > 0)
            strapi.log.error(`Not in place in the database: ${found.join('; ')}`);
        } catch (error) {
          strapi.log.error('Not ready: the database does not answer', error);
          ctx.status = 503;
          ctx.body = { ready: false };
        }
      },
    },
  ]);
}
