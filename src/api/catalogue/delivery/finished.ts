import type { IncomingMessage } from 'node:http';

import type { Context } from 'koa';

import { type Answer, createAnswer, isFresh, prepare } from './answer';
import { chooseEncoding } from './encoding';
import type { Version } from './version-watch';

/** What the maker of an answer tells its delivery, in `ctx.state`. */
export interface AnswerState {
  /** Of one item; the whole catalogue's moment where it is not given. */
  modifiedAt?: Date;
  variesByAccept?: boolean;
  /** Of a refusal that is answered with 200. It is not kept: there is no end to what can be refused. */
  isRefusal?: boolean;
  /** Of a request that was turned away before anything was done for it. */
  isUndone?: boolean;
}

const PUBLIC = 'public, max-age=60, stale-while-revalidate=300, stale-if-error=86400';
const KEPT_STATUSES: ReadonlySet<number> = new Set([200, 301, 410]);
const EXPOSED =
  'ETag, Last-Modified, Link, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset';
/** Set anew for every answer here, or of one request only. */
const NOT_COMMON =
  /^(?:access-control-.*|ratelimit-.*|vary|etag|last-modified|cache-control|content-length|content-encoding|transfer-encoding|connection|date|set-cookie|x-response-time|x-request-id)$/i;

/** Who sends none of these is nobody in particular, and gets what everybody gets. */
export function isAnonymous({ headers }: IncomingMessage): boolean {
  return headers.authorization === undefined && headers.cookie === undefined;
}

function bodyOf(ctx: Context): Buffer | undefined {
  const body: unknown = ctx.body;
  if (Buffer.isBuffer(body)) return body;
  if (typeof body === 'string') return Buffer.from(body);
  if (body === null || body === undefined || typeof body !== 'object') return undefined;
  return 'pipe' in body ? undefined : Buffer.from(JSON.stringify(body));
}

/**
 * Seconds are all that HTTP's dates have: one that may still be overtaken within its second is a second less.
 * @param seen a moment that is past for the database, whose clock sets the other one
 */
export function lastModifiedOf(at: Date, seen: Date): string {
  const second = Math.floor(at.valueOf() / 1000);
  const complete = Math.floor(seen.valueOf() / 1000) - 1;
  return new Date(Math.min(second, complete) * 1000).toUTCString();
}

function commonHeaders(ctx: Context, cacheControl: string): string[] {
  const kept: string[] = [];
  for (const [name, value] of Object.entries(ctx.response.headers)) {
    if (NOT_COMMON.test(name) || value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [String(value)]) kept.push(name, one);
  }
  const { variesByAccept } = ctx.state as AnswerState;
  const vary = ['Accept-Encoding', ...(variesByAccept === true ? ['Accept'] : [])];
  return [
    ...kept,
    'Cache-Control',
    cacheControl,
    'Vary',
    vary.join(', '),
    'Access-Control-Allow-Origin',
    '*',
    'Access-Control-Expose-Headers',
    EXPOSED,
  ];
}

/**
 * Turns what the application answered into a finished answer; `undefined` for a stream or an empty body.
 * @param version the latest that the answer is certain to have seen; without one it has no date, for a later answer
 * might have the same
 */
export function finished(ctx: Context, version: Version | undefined): Answer | undefined {
  const body = bodyOf(ctx);
  if (body === undefined || !KEPT_STATUSES.has(ctx.status)) return undefined;
  const { modifiedAt, isRefusal } = ctx.state as AnswerState;
  const cacheControl = isAnonymous(ctx.req) ? PUBLIC : 'private, no-cache';
  const common = commonHeaders(ctx, isRefusal === true ? 'no-store' : cacheControl);
  const lastModified = version && lastModifiedOf(modifiedAt ?? version.at, version.seen);
  return createAnswer(ctx.status, body, common, lastModified);
}

export async function send(ctx: Context, answer: Answer): Promise<void> {
  const encoding = chooseEncoding(ctx.get('Accept-Encoding') || undefined);
  const ready = await prepare(answer, encoding);
  const isUnchanged = isFresh(ctx.request.headers, ready, answer);
  for (const name of Object.keys(ctx.response.headers)) {
    if (!/^ratelimit-/i.test(name)) ctx.remove(name);
  }
  ctx.status = isUnchanged ? 304 : answer.status;
  ctx.body = isUnchanged ? null : ready.body;
  const headers = isUnchanged ? ready.headersUnchanged : ready.headers;
  for (let i = 0; i < headers.length; i += 2) ctx.set(headers[i] ?? '', headers[i + 1] ?? '');
}

/** Everything else than a finished answer: errors and streams. */
export function sendAsItIs(ctx: Context): void {
  ctx.remove('Access-Control-Allow-Credentials');
  ctx.set('Access-Control-Allow-Origin', '*');
  ctx.set('Access-Control-Expose-Headers', EXPOSED);
  if (ctx.status >= 400) ctx.set('Cache-Control', 'no-store');
}
