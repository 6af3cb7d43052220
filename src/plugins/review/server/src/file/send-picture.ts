import type { Core } from '@strapi/strapi';

import type { Picture } from '../reading/store';

type Context = Parameters<Core.MiddlewareHandler>[0];

/** For addresses that name the bytes: what they give never changes, as long as they give anything. */
export const IMMUTABLE_CACHE = 'public, max-age=31536000, immutable';

/** Sends a thumbnail, or that the client has it. */
export function sendPicture(
  ctx: Context,
  { bytes, type, sha256 }: Picture,
  { cacheControl }: { cacheControl: string },
): void {
  ctx.set({
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cache-Control': cacheControl,
  });
  ctx.status = 200;
  ctx.etag = sha256;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  ctx.type = type;
  ctx.body = bytes;
}
