import type { Core } from '@strapi/strapi';

import { ReviewError } from './errors';
import { assertReadable } from './parse/read-query';

const FILTERS_ON_DRAFTS = ['publicationFilter', 'hasPublishedVersion'] as const;

/** Headers that give answers another shape, which what we present of a file does not know. */
const OTHER_SHAPES = ['strapi-response-format', 'strapi-encode-source-maps'] as const;

/** The media library's own lists. They read past the document service, pending items and all. */
const FILE_LISTS = /\/upload\/files(?:\/|$)/i;

function assertPublishedOnly(query: Record<string, unknown>): void {
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
      { parameter },
    );
  }
}

/**
 * Content API middleware: reads are of live content. `status` asks for drafts in more spellings
 * than one would list (empty counts as one), and passes down through `populate` from types that
 * have no drafts themselves, so anything but exactly `status=published` is a 400 on every type.
 */
export function createLiveOnly(): Core.MiddlewareHandler {
  return async (ctx, next) => {
    const query: Record<string, unknown> = ctx.query;
    assertPublishedOnly(query);
    assertReadable(query);
    if (FILE_LISTS.test(ctx.path)) {
      throw new ReviewError('notFound', 'Files are reached through the item they belong to.');
    }
    for (const header of OTHER_SHAPES) Reflect.deleteProperty(ctx.request.headers, header);
    await next();
  };
}
