import { stat } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';

import type { Core } from '@strapi/strapi';
import contentDisposition from 'content-disposition';
import send from 'send';

import { ReviewError } from '../errors';

type Context = Parameters<Core.MiddlewareHandler>[0];

export interface SentFile {
  /** Absolute. */
  path: string;
  name: string;
  mime: string;
  /** Lower-case hexadecimal SHA-256 of the bytes. */
  sha256: string;
  /** Bytes. */
  size: number;
}

/** Caches may keep it and must ask each time: what is public today may be withdrawn tomorrow. */
export const PUBLIC_CACHE = 'public, no-cache';
export const PRIVATE_CACHE = 'private, no-store';

function notAvailable(): ReviewError {
  return new ReviewError(
    'notFound',
    'This file is not available at the moment. Please tell the editors of the library.',
  );
}

async function assertAsRecorded(strapi: Core.Strapi, file: SentFile): Promise<void> {
  const found = await stat(file.path).catch(() => null);
  if (found?.isFile() === true && found.size === file.size) return;
  const what = found === null ? 'missing' : `${found.size} bytes long instead of ${file.size}`;
  strapi.log.error(`The stored file ${path.basename(file.path)} is ${what}; it is not served`);
  throw notAvailable();
}

function setHeaders(ctx: Context, file: SentFile, cacheControl: string): void {
  ctx.set({
    'Content-Type': file.mime.startsWith('text/') ? `${file.mime}; charset=utf-8` : file.mime,
    'Content-Disposition': contentDisposition(file.name, { type: 'attachment' }),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cache-Control': cacheControl,
    ETag: `"${file.sha256}"`,
  });
}

/** `send` reports what it will not send instead of sending it, once someone listens for errors. */
function refuse(ctx: Context, error: Error & { status?: number }): void {
  if (ctx.res.headersSent) {
    ctx.res.destroy(error); // part of the body is out; only a broken connection says so now
    return;
  }
  for (const name of ['Content-Type', 'Content-Disposition', 'ETag', 'Cache-Control'])
    ctx.remove(name);
  ctx.respond = true;
  if (error.status === 416 || error.status === 412) {
    ctx.status = error.status; // Content-Range with the true length is set already
    return;
  }
  throw error.status === 404 ? notAvailable() : error;
}

/**
 * Sends a stored file as a download: ranges, HEAD, If-Range, If-None-Match and If-Match included.
 * Returns when the answer is out or the client has gone.
 * @throws ReviewError `notFound`, before anything is sent, where the bytes are missing or changed.
 */
export async function sendFile(
  strapi: Core.Strapi,
  ctx: Context,
  file: SentFile,
  { cacheControl }: { cacheControl: string },
): Promise<void> {
  await assertAsRecorded(strapi, file);
  setHeaders(ctx, file, cacheControl);
  ctx.status = 200; // Koa begins with 404, and `send` answers conditions on a success only
  ctx.respond = false;
  const stream = send(ctx.req, encodeURIComponent(path.basename(file.path)), {
    root: path.dirname(file.path),
    cacheControl: false,
    etag: false,
    lastModified: false,
    index: false,
  });
  const refused = new Promise<Error & { status?: number }>((resolve) =>
    stream.once('error', resolve),
  );
  stream.pipe(ctx.res);
  // A client that goes away makes `finished` fail; nobody is left to answer.
  const sent = finished(ctx.res).then(
    () => null,
    () => null,
  );
  const error = await Promise.race([sent, refused]);
  if (error !== null) refuse(ctx, error);
}
