import { pipeline } from 'node:stream/promises';

import type { Core } from '@strapi/strapi';
import contentDisposition from 'content-disposition';

import { ReviewError } from '../errors';
import { verdictOf } from './conditions';
import { requestedRange } from './requested-range';
import { storageOf } from './storage/of-application';
import type { ByteRange, OpenedObject } from './storage/storage';
import { areBytesOf } from './verified-bytes';

type Context = Parameters<Core.MiddlewareHandler>[0];

export interface SentFile {
  /** What the bytes are called in storage. */
  stored: string;
  name: string;
  mime: string;
  /** Lower-case hexadecimal SHA-256 of the bytes. */
  sha256: string;
  /** Bytes. */
  size: number;
}

export interface Sending {
  cacheControl: string;
  /** Whether a browser may show it; only what it cannot run. */
  inline?: boolean;
  /** Headers beside those of every file, such as `Link`. */
  headers?: Readonly<Record<string, string>>;
}

export const PRIVATE_CACHE = 'private, no-store';

/** Everything that tells of the bytes and must not stand in an answer without them. */
const OF_THE_BYTES = [
  'Content-Type',
  'Content-Disposition',
  'Content-Length',
  'Content-Range',
  'Content-Location',
  'Cache-Control',
  'ETag',
  'Repr-Digest',
  'Link',
];

function notAvailable(): ReviewError {
  return new ReviewError(
    'notFound',
    'This file is not available at the moment. Please tell the editors of the library.',
  );
}

function etagOf({ sha256 }: SentFile): string {
  return `"${sha256}"`;
}

/** RFC 9530: of the whole file, also where only a part is sent. */
function digestHeader({ sha256 }: SentFile): string {
  return `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`;
}

function setHeaders(ctx: Context, file: SentFile, sending: Sending): void {
  const type = sending.inline === true ? 'inline' : 'attachment';
  ctx.set({
    'Content-Type': file.mime.startsWith('text/') ? `${file.mime}; charset=utf-8` : file.mime,
    'Content-Disposition': contentDisposition(file.name, { type }),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cache-Control': sending.cacheControl,
    'Accept-Ranges': 'bytes',
    ETag: etagOf(file),
    'Repr-Digest': digestHeader(file),
    ...sending.headers,
  });
}

/** @throws ReviewError `notFound` where the bytes are missing or others than were recorded */
async function assertAsRecorded(
  strapi: Core.Strapi,
  { stored, size, sha256 }: SentFile,
  found: Pick<OpenedObject, 'size' | 'version'> | null,
): Promise<void> {
  if (found?.size === size && (await areBytesOf(strapi, stored, found, sha256))) return;
  const what = found === null ? 'missing' : 'not what was recorded';
  strapi.log.error(`The stored file ${stored} is ${what}; it is not served`);
  throw notAvailable();
}

/** The bytes, known to be those of the file's hash. */
async function openRecorded(
  strapi: Core.Strapi,
  file: SentFile,
  range: ByteRange | undefined,
): Promise<OpenedObject | null> {
  const opened = await storageOf(strapi).open(file.stored, range);
  try {
    await assertAsRecorded(strapi, file, opened);
  } catch (error) {
    opened?.stream.destroy();
    throw error;
  }
  return opened;
}

/** What storage does not answer is the library's fault, and told from what is not there. */
async function asking<T>(strapi: Core.Strapi, file: SentFile, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ReviewError) throw error;
    strapi.log.error(`Storage does not answer for ${file.stored}`, error);
    throw new ReviewError(
      'storageUnavailable',
      'The files of the library cannot be reached at the moment. Please try again in a few minutes.',
    );
  }
}

async function sendBytes(
  strapi: Core.Strapi,
  ctx: Context,
  file: SentFile,
  range: ByteRange | undefined,
): Promise<void> {
  const opened = await asking(strapi, file, () => openRecorded(strapi, file, range));
  if (opened === null) throw notAvailable();
  if (range !== undefined)
    ctx.set('Content-Range', `bytes ${range.start}-${range.end}/${file.size}`);
  ctx.status = range === undefined ? 200 : 206;
  ctx.length = range === undefined ? file.size : range.end - range.start + 1;
  ctx.respond = false;
  let failure: unknown;
  opened.stream.once('error', (error) => (failure = error));
  // It fails too where the client goes away; then nobody is left to answer.
  await pipeline(opened.stream, ctx.res).catch(() => undefined);
  // The answer had begun, so `pipeline` broke the connection: nothing else tells the client.
  if (failure !== undefined && !ctx.req.destroyed)
    strapi.log.error(`The stored file ${file.stored} could not be read to its end`, failure);
}

async function sendHead(strapi: Core.Strapi, ctx: Context, file: SentFile): Promise<void> {
  await asking(strapi, file, async () =>
    assertAsRecorded(strapi, file, await storageOf(strapi).stat(file.stored)),
  );
  ctx.status = 200;
  ctx.length = file.size;
}

/** A range is a part of what a GET would transfer; HEAD transfers nothing (RFC 9110, 14.2). */
async function sendWhatIsAskedFor(
  strapi: Core.Strapi,
  ctx: Context,
  file: SentFile,
): Promise<void> {
  if (ctx.method === 'HEAD') {
    await sendHead(strapi, ctx, file);
    return;
  }
  const range = requestedRange(ctx.headers, etagOf(file), file.size);
  if (range === 'unsatisfiable') {
    throw new ReviewError(
      'rangeNotSatisfiable',
      `This file has ${file.size} bytes, and the part you ask for begins after them.`,
    );
  }
  await sendBytes(strapi, ctx, file, range === 'whole' ? undefined : range);
}

/**
 * Sends a stored file: ranges, HEAD, If-Range, If-None-Match and If-Match included. Nothing is sent
 * but the bytes of its hash. Returns when the answer is out or the client has gone.
 * @throws ReviewError `notFound`, before anything is sent, where the bytes are missing or changed.
 */
export async function sendFile(
  strapi: Core.Strapi,
  ctx: Context,
  file: SentFile,
  sending: Sending,
): Promise<void> {
  const verdict = verdictOf(ctx.headers, etagOf(file));
  if (verdict === 'preconditionFailed') {
    throw new ReviewError('preconditionFailed', 'This file is no longer the one you have.');
  }
  setHeaders(ctx, file, sending);
  if (verdict === 'notModified') {
    for (const name of ['Content-Type', 'Content-Disposition']) ctx.remove(name);
    ctx.status = 304;
    return;
  }
  try {
    await sendWhatIsAskedFor(strapi, ctx, file);
  } catch (error) {
    for (const name of OF_THE_BYTES) ctx.remove(name);
    const beyond = error instanceof ReviewError && error.code === 'rangeNotSatisfiable';
    if (beyond) ctx.set('Content-Range', `bytes */${file.size}`);
    throw error;
  }
}
