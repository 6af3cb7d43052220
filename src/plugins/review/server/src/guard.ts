import type { Core, Modules } from '@strapi/strapi';

import { currentActor } from './actor';
import { guardCategoryMove } from './category-moves';
import { categoryTypes } from './category-tree';
import { GUARDED_WRITES } from './guarded-writes';
import { readByState } from './list-by-state';
import { isOwnWrite } from './own-write';
import { property } from './parse/unknown';
import type { ReviewableType } from './reviewable';

type Context = Modules.Documents.Middleware.Context;
type Next = () => Promise<unknown>;

const READS: ReadonlySet<string> = new Set(['findMany', 'findOne', 'findFirst', 'count']);

function servesContentApi(strapi: Core.Strapi): boolean {
  const route = property(strapi.requestContext.get()?.state, 'route');
  return property(property(route, 'info'), 'type') === 'content-api';
}

/**
 * The document-service middleware that keeps "live means approved" and "pending is private" for
 * every caller: REST, content manager, entity service, our own code. What reaches the database
 * by other ways meets the guards there.
 */
export function createGuard(
  strapi: Core.Strapi,
  types: ReadonlyMap<string, ReviewableType>,
): (ctx: Context, next: Next) => Promise<unknown> {
  const categories = new Set<string>(categoryTypes(types.values()).map(({ target }) => target));
  return async (ctx, next) => {
    const params = ctx.params as Record<string, unknown>; // the raw argument of the call, which may be replaced
    if (READS.has(ctx.action)) {
      if (!servesContentApi(strapi)) {
        return types.has(ctx.uid) ? readByState(strapi, ctx.uid, next) : next();
      }
      params.status = 'published';
      return next();
    }
    if (categories.has(ctx.uid) && ctx.action === 'update') {
      const { documentId } = params;
      return guardCategoryMove({ strapi, documentId, actor: currentActor(strapi), next });
    }
    const type = types.get(ctx.uid);
    const guarded = GUARDED_WRITES[ctx.action];
    if (type === undefined || guarded === undefined || isOwnWrite()) return next();
    return guarded({ strapi, type, params, actor: currentActor(strapi), next });
  };
}
