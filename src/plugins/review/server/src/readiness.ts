import type { Core } from '@strapi/strapi';

import { missingGuards } from './database/install';
import { reviewableTypes } from './plugin-types';

/** `GET /_ready`: 200 while the database answers and every guard is in place, else 503. */
export function addReadiness(strapi: Core.Strapi): void {
  strapi.server.routes([
    {
      method: 'GET',
      path: '/_ready',
      config: { auth: false },
      handler: async (ctx) => {
        ctx.set('Cache-Control', 'no-store');
        try {
          const missing = await missingGuards(strapi, [...reviewableTypes(strapi).values()]);
          ctx.status = missing.length === 0 ? 200 : 503;
          ctx.body = { ready: missing.length === 0 };
          if (missing.length > 0)
            strapi.log.error(`Database guards missing: ${missing.join('; ')}`);
        } catch (error) {
          strapi.log.error('Not ready: the database does not answer', error);
          ctx.status = 503;
          ctx.body = { ready: false };
        }
      },
    },
  ]);
}
