import type { Core } from '@strapi/strapi';

import { deliveryOf } from '../delivery/of-application';

/** First of all middlewares: answers what is kept, and finishes what is not. */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }): Core.MiddlewareHandler =>
  (ctx, next) =>
    deliveryOf(strapi).finish(ctx, next);
