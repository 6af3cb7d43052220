import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

import { CatalogueError } from '../errors';
import { refuse } from '../handlers/answering';
import { type Answer, createAnswer, isFresh, prepare, representationOf } from './answer';
import { type Budget, createBudget } from './budget';
import { chooseEncoding } from './encoding';
import { costOf, type Key } from './key';
import { createStore, type Store } from './store';
import { VersionWatch } from './version-watch';

export interface DeliverySettings {
  cacheBytes: number;
  requestsPerMinute: number;
}

/** How answers reach those who read. One per application. */
export interface Delivery {
  /** Sends what is kept for this request and answers true; answers false where nothing is. */
  sendKept: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Koa middleware, before all others: finishes what is not kept, and keeps it. */
  finish: (ctx: Context, next: Next) => Promise<void>;
  watch: VersionWatch;
  store: Store;
}

/** What the maker of an answer tells its delivery, in `ctx.state`. */
export interface AnswerState {
  /** Of one item; the whole catalogue's moment where it is not given. */
  modifiedAt?: Date;
  variesByAccept?: boolean;
}

interface Flight {
  version: number;
  landed: Promise<Answer | undefined>;
}

const PUBLIC = 'public, max-age=60, stale-while-revalidate=300, stale-if-error=86400';
const KEPT_STATUSES: ReadonlySet<number> = new Set([200, 301, 410]);
/** Unchanged, and not done at all. */
const COSTS_NOTHING: ReadonlySet<number> = new Set([304, 503]);
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const EXPOSED =
  'ETag, Last-Modified, Link, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset';
/** Set anew for every answer here, or of one request only. */
const NOT_COMMON =
  /^(?:access-control-.*|ratelimit-.*|vary|etag|last-modified|cache-control|content-length|content-encoding|transfer-encoding|connection|date|set-cookie|x-response-time|x-request-id)$/i;

/** Who sends none of these is nobody in particular, and gets what everybody gets. */
export function isAnonymous({ headers }: IncomingMessage): boolean {
  return headers.authorization === undefined && headers.cookie === undefined;
}

/** Node joins the values of a header that comes several times, of this one too. */
function acceptedEncodings(headers: IncomingMessage['headers']): string | undefined {
  const value = headers['accept-encoding'];
  return Array.isArray(value) ? value.join() : value;
}

function bodyOf(ctx: Context): Buffer | undefined {
  const body: unknown = ctx.body;
  if (Buffer.isBuffer(body)) return body;
  if (typeof body === 'string') return Buffer.from(body);
  if (body === null || body === undefined || typeof body !== 'object') return undefined;
  return 'pipe' in body ? undefined : Buffer.from(JSON.stringify(body));
}

/** Seconds are all that HTTP's dates have: one that may still be overtaken within its second is a second less. */
export function lastModifiedOf(at: Date): string {
  const second = Math.floor(at.valueOf() / 1000);
  const complete = Math.floor(Date.now() / 1000) - 1;
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

export function createDelivery(strapi: Core.Strapi, settings: DeliverySettings): Delivery {
  const store = createStore(settings.cacheBytes);
  const budget = createBudget(settings.requestsPerMinute);
  const watch = new VersionWatch(strapi, store.forgetAll);
  const flights = new Map<Key, Flight>();

  const sendKept: Delivery['sendKept'] = (request, response) => {
    const { method, url, headers } = request;
    if (method === undefined || !READING.has(method) || url === undefined) return false;
    if (!watch.isSure() || !isAnonymous(request)) return false;
    const key = store.keyOf(url, headers.accept);
    const answer = typeof key === 'string' ? store.get(key) : undefined;
    if (answer === undefined) return false;
    const ready = representationOf(answer, chooseEncoding(acceptedEncodings(headers)));
    if (ready === undefined) return false;
    if (isFresh(headers, ready, answer)) {
      response.writeHead(304, ready.headersUnchanged).end();
    } else {
      response.writeHead(answer.status, ready.headers);
      if (method === 'HEAD') response.end();
      else response.end(ready.body);
    }
    return true;
  };

  return { sendKept, finish: createFinish({ store, budget, watch, flights }), watch, store };
}

interface Parts {
  store: Store;
  budget: Budget;
  watch: VersionWatch;
  flights: Map<Key, Flight>;
}

/** Turns what the application answered into a finished answer; `undefined` for a stream or an empty body. */
function finished(ctx: Context, watch: VersionWatch, isPrivate: boolean): Answer | undefined {
  const body = bodyOf(ctx);
  if (body === undefined || !KEPT_STATUSES.has(ctx.status)) return undefined;
  const cacheControl = isPrivate ? 'private, no-cache' : PUBLIC;
  const common = commonHeaders(ctx, cacheControl);
  const { modifiedAt } = ctx.state as AnswerState;
  return createAnswer(ctx.status, body, common, lastModifiedOf(modifiedAt ?? watch.current().at));
}

async function send(ctx: Context, answer: Answer): Promise<void> {
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
function sendAsItIs(ctx: Context): void {
  ctx.remove('Access-Control-Allow-Credentials');
  ctx.set('Access-Control-Allow-Origin', '*');
  ctx.set('Access-Control-Expose-Headers', EXPOSED);
  if (ctx.status >= 400) ctx.set('Cache-Control', 'no-store');
}

/** A request that is no reading. */
function createChange({ budget, watch }: Parts): Delivery['finish'] {
  return async (ctx, next) => {
    // Harvesters may ask by POST, and pay all the same.
    const cost = costOf(ctx.path);
    if (cost > 0 && !(await budget.take(ctx, cost))) return;
    await next();
    // Whatever this request committed is known here before its answer goes out.
    await watch.catchUp();
  };
}

/** What is being made for others who asked the same. One that began before the latest commit may not have seen it. */
async function joined({ flights, watch }: Parts, key: Key): Promise<Answer | undefined> {
  const flight = flights.get(key);
  if (flight === undefined || !watch.isSure()) return undefined;
  if (flight.version !== watch.current().number) return undefined;
  return flight.landed.catch(() => undefined);
}

function createFinish(parts: Parts): Delivery['finish'] {
  const { store, budget, watch, flights } = parts;
  const change = createChange(parts);
  /** Has the application answer, once for all who ask the same meanwhile. */
  const fly = async (ctx: Context, next: Next, key: Key | null): Promise<Answer | undefined> => {
    const version = watch.current().number;
    const landed = (async () => {
      await next();
      const answer = finished(ctx, watch, !isAnonymous(ctx.req));
      const isCurrent = watch.isSure() && watch.current().number === version;
      if (answer !== undefined && key !== null && isCurrent) {
        await prepare(answer, chooseEncoding(ctx.get('Accept-Encoding') || undefined));
        // Compressing takes a moment, in which it may have become old.
        if (watch.isSure() && watch.current().number === version) store.keep(key, answer);
      }
      return answer;
    })();
    if (key === null) return landed;
    const flight = { version, landed };
    flights.set(key, flight);
    try {
      return await landed;
    } finally {
      if (flights.get(key) === flight) flights.delete(key);
    }
  };

  return async (ctx, next) => {
    if (!SAFE.has(ctx.method)) {
      await change(ctx, next);
      return;
    }
    const cost = READING.has(ctx.method) ? costOf(ctx.path) : 0;
    if (cost === 0) {
      await next();
      return;
    }
    const question = store.keyOf(ctx.url, ctx.get('Accept'));
    if (question instanceof CatalogueError) {
      refuse(ctx, question);
      sendAsItIs(ctx);
      return;
    }
    const key = isAnonymous(ctx.req) ? question : null;
    const kept =
      key === null || !watch.isSure() ? undefined : (store.get(key) ?? (await joined(parts, key)));
    if (kept !== undefined) {
      await send(ctx, kept);
      // Perhaps grown by an encoding. Not if it was forgotten meanwhile.
      if (key !== null && store.get(key) === kept) store.keep(key, kept);
      return;
    }
    if (!(await budget.take(ctx, cost))) return;
    const answer = await fly(ctx, next, key);
    if (answer === undefined) sendAsItIs(ctx);
    else await send(ctx, answer);
    if (COSTS_NOTHING.has(ctx.status)) budget.giveBack(ctx, cost);
  };
}
