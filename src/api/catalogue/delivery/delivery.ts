import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

import { CatalogueError } from '../errors';
import { refuse } from '../handlers/answering';
import { type Answer, isFresh, isNamed, prepare, representationOf } from './answer';
import { type Budget, createBudget } from './budget';
import { chooseEncoding } from './encoding';
import { type AnswerState, finished, isAnonymous, send, sendAsItIs } from './finished';
import { costOf, EXPORT_COST, type Key } from './key';
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

interface Flight {
  version: number;
  landed: Promise<Answer | undefined>;
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Node joins the values of a header that comes several times, of this one too. */
function acceptedEncodings(headers: IncomingMessage['headers']): string | undefined {
  const value = headers['accept-encoding'];
  return Array.isArray(value) ? value.join() : value;
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

/**
 * Whether what was done is not to be paid for. Of what is not kept the next request is as much work as this one; and a
 * client that has the answer can name it, while for `*`, or a date to come, anything is unchanged.
 */
function isFree(ctx: Context, isLasting: boolean): boolean {
  if (ctx.status !== 304) return (ctx.state as AnswerState).isUndone === true;
  return isLasting && isNamed(ctx.get('If-None-Match'), ctx.response.get('ETag'));
}

function createFinish(parts: Parts): Delivery['finish'] {
  const { store, budget, watch, flights } = parts;
  const change = createChange(parts);
  /** Has the application answer, once for all who ask the same meanwhile. */
  const fly = async (ctx: Context, next: Next, key: Key | null): Promise<Answer | undefined> => {
    // What is made from here on is at least as new as this, and may be newer.
    const began = watch.current();
    const wasSure = watch.isSure();
    const isCurrent = () => wasSure && watch.isSure() && watch.current().number === began.number;
    const landed = (async () => {
      await next();
      const answer = finished(ctx, wasSure ? began : undefined);
      const mayBeKept = key !== null && (ctx.state as AnswerState).isRefusal !== true;
      if (answer !== undefined && mayBeKept && isCurrent()) {
        await prepare(answer, chooseEncoding(ctx.get('Accept-Encoding') || undefined));
        // Compressing takes a moment, in which it may have become old.
        if (isCurrent()) store.keep(key, answer);
      }
      return answer;
    })();
    if (key === null) return landed;
    const flight = { version: began.number, landed };
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
    const isKept = key !== null && answer !== undefined && store.get(key) === answer;
    if (isFree(ctx, isKept || cost === EXPORT_COST)) budget.giveBack(ctx, cost);
  };
}
