import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { ReviewError } from '../errors';
import { PUBLIC_CACHE, sendFile } from '../file/send-file';
import { reviewableTypeNamed } from '../plugin-types';
import { readFileOf } from '../snapshot';
import { sendLiveThumbnail } from './thumbnails';

/** `GET /api/<type>/:documentId/file`: the bytes of the live version, and of nothing else. */
export function liveFileController({ strapi }: { strapi: Core.Strapi }) {
  return {
    // A read by name: Strapi's read-only tokens may call what is called find or findOne.
    async findOne(ctx: Context) {
      const params = ctx.params as Record<string, string | undefined>; // what the router matched
      // The type's name is a literal segment of the route: /api/documents/…
      const name =
        ctx.path
          .split('/')
          .filter((segment) => segment !== '')
          .at(-3) ?? '';
      const type = reviewableTypeNamed(strapi, name);
      const file = await readFileOf(strapi, type, params.documentId ?? '', 'live');
      if (file === null) throw new ReviewError('notFound', 'There is no such file.');
      await sendFile(strapi, ctx, file, { cacheControl: PUBLIC_CACHE });
    },

    async findThumbnail(ctx: Context) {
      await sendLiveThumbnail(strapi, ctx);
    },
  };
}
