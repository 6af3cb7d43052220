import type { Core } from '@strapi/strapi';

import { ReviewError } from './errors';

const FILTERS_ON_DRAFTS = ['publicationFilter', 'hasPublishedVersion'] as const;

/**
 * Content API middleware: reads are of live content. `status` asks for drafts in more spellings
 * than one would list (empty counts as one), and passes down through `populate` from types that
 * have no drafts themselves, so anything but exactly `status=published` is a 400 on every type.
 */
export function createLiveOnly(): Core.MiddlewareHandler {
  return async (ctx, next) => {
    const query: Record<string, unknown> = ctx.query;
    if ('status' in query && query.status !== 'published') {
      throw new ReviewError(
        'invalidParameter',
        'Only published content is served here. Leave "status" out, or send status=published.',
        { parameter: 'status' },
      );
    }
    const parameter = FILTERS_ON_DRAFTS.find((name) => name in query);
    if (parameter !== undefined) {
      throw new ReviewError(
        'invalidParameter',
        `Only published content is served here. Leave "${parameter}" out.`,
        {
          parameter,
        },
      );
    }
    await next();
  };
}
