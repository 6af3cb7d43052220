import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { CatalogueError } from '../errors';

/** Answers a request by setting `ctx.body`, or throws a CatalogueError. */
export type Handler = (ctx: Context) => Promise<void> | void;

/** The one place where a refusal of the catalogue becomes an HTTP answer, in Strapi's envelope. */
export function refuse(
  ctx: Context,
  { status, name, message, code, details }: CatalogueError,
): void {
  ctx.status = status;
  if (status === 503) ctx.set('Retry-After', '10');
  // Unless its delivery knows better. Names with unusual characters never come to it.
  ctx.set('Cache-Control', 'no-store');
  ctx.body = { data: null, error: { status, name, message, details: { ...details, code } } };
}

export function answering(handler: Handler): Core.MiddlewareHandler {
  return async (ctx) => {
    try {
      await handler(ctx);
    } catch (error) {
      if (!(error instanceof CatalogueError)) throw error;
      refuse(ctx, error);
    }
  };
}

/** JSON that is put together from parts that are JSON already. */
export function sendJson(ctx: Context, text: string, type = 'application/json'): void {
  ctx.type = `${type}; charset=utf-8`;
  ctx.body = text;
}
