import { PassThrough, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';

import { poolOf, spoil } from '../database/ask';
import { isUnchanged } from '../delivery/answer';
import { chooseEncoding } from '../delivery/encoding';
import { type AnswerState, isAnonymous, lastModifiedOf } from '../delivery/finished';
import { CatalogueError } from '../errors';
import { parseNothing } from '../params/others';
import { changesCursor } from '../queries/changes';
import type { Handler } from './answering';
import { watchPace } from './pace';

/** Each holds a connection of the pool, and old rows, until it ends. One address has one. */
const MAX_AT_ONCE = 2;

/**
 * Lines of JSON as they are: quoting and separating by characters that no printed JSON holds. In the order in which
 * items came to be what they are, so that equal libraries have equal exports.
 */
const COPY = `copy (select printed from catalogue_entry order by seq)
  to stdout (format csv, quote E'\\x01', delimiter E'\\x02')`;

interface Snapshot {
  seq: string;
  at: Date;
  /** The database's own time. */
  seen: Date;
  entries: string;
}

const SNAPSHOT = `select coalesce(c.seq, 0) as seq, coalesce(c.at, 'epoch') as at, clock_timestamp() as seen,
    coalesce((select entries from catalogue_count where dimension = 'all'), 0) as entries
  from (select) as nothing left join (select seq, at from catalogue_change order by seq desc limit 1) c on true`;

function lastLine({ seq, at, entries }: Snapshot): string {
  const cursor = changesCursor({ seq: Number(seq), at });
  return `${JSON.stringify({ cursor, entries: Number(entries) })}\n`;
}

interface Passing {
  onChunk: (bytes: number) => void;
  /** Awaited before the last line. */
  onEnd: () => Promise<void>;
}

/** Lets everything through, says so each time, and ends with a line of its own. */
function endingWith(line: string, { onChunk, onEnd }: Passing): Transform {
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      onChunk(chunk.length);
      done(null, chunk);
    },
    flush(done) {
      onEnd().then(() => {
        done(null, line);
      }, done);
    },
  });
}

async function stream({ client, snapshot, giveBack }: Lease, out: PassThrough): Promise<void> {
  const { passed, stop } = watchPace(() => {
    out.destroy(new Error('The client reads too slowly, or no more'));
  });
  try {
    // Before its reader can know that it has ended: the next thing to ask for may be another export.
    const lines = endingWith(lastLine(snapshot), { onChunk: passed, onEnd: giveBack });
    await pipeline(client.query(copyTo(COPY)), lines, out);
  } finally {
    stop();
  }
}

/** A connection of the pool in a transaction that sees one moment. Given back once, however often that is said. */
interface Lease {
  client: Client;
  snapshot: Snapshot;
  /** @param error of a copy that did not come to its end: the connection still waits for the rest, so it is ended */
  giveBack: (error?: unknown) => Promise<void>;
}

async function lease(strapi: Core.Strapi, onEnd: () => void): Promise<Lease> {
  const pool = poolOf(strapi);
  const client = await pool.acquireConnection();
  const end = async (error?: unknown) => {
    if (error === undefined) await client.query('rollback').catch(() => undefined);
    else {
      spoil(client, error);
      client.end().catch(() => undefined);
    }
    await pool.releaseConnection(client);
  };
  let ended: Promise<void> | undefined;
  const giveBack = (error?: unknown) => (ended ??= end(error).finally(onEnd));
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query<Snapshot>(SNAPSHOT);
    const [snapshot] = rows;
    if (snapshot === undefined) throw new Error('A snapshot has one row');
    return { client, snapshot, giveBack };
  } catch (error) {
    await giveBack(error);
    throw error;
  }
}

async function sendStream(strapi: Core.Strapi, ctx: Context, leased: Lease): Promise<void> {
  const out = new PassThrough({ highWaterMark: 1024 * 1024 });
  ctx.body = encodingOf(ctx) === 'identity' ? out : zipped(ctx, out);
  try {
    await stream(leased, out);
  } catch (error) {
    strapi.log.warn(`An export ended early: ${String(error)}`);
    out.destroy();
    await leased.giveBack(error);
  }
}

/** `GET /api/catalogue/export`: every live item, a line of JSON each, and a last line with the cursor to go on from. */
export function exporting(strapi: Core.Strapi): Handler {
  const holders = new Set<string>();
  return async (ctx) => {
    parseNothing(ctx.querystring);
    const { ip } = ctx;
    if (holders.has(ip) || holders.size >= MAX_AT_ONCE) {
      (ctx.state as AnswerState).isUndone = true;
      const who = holders.has(ip)
        ? 'This address is exporting already.'
        : 'Others are exporting now.';
      throw new CatalogueError('busy', `${who} Try again in ten seconds.`);
    }
    holders.add(ip);
    const over = () => {
      holders.delete(ip);
    };
    const leased = await lease(strapi, over).catch((error: unknown) => {
      over();
      throw error;
    });
    if (describe(ctx, leased.snapshot)) sendStream(strapi, ctx, leased).catch(() => undefined);
    else await leased.giveBack();
  };
}

function encodingOf(ctx: Context): 'identity' | 'gzip' {
  const accepted = ctx.get('Accept-Encoding') || undefined;
  return chooseEncoding(accepted) === 'identity' ? 'identity' : 'gzip';
}

function zipped(ctx: Context, out: PassThrough) {
  ctx.set('Content-Encoding', 'gzip');
  const gzip = createGzip({ level: 1 });
  gzip.on('close', () => {
    out.destroy();
  });
  out.on('error', (error) => {
    gzip.destroy(error);
  });
  return out.pipe(gzip);
}

/** @returns whether there is anything to send: not where the client has it, or asks for the headers only */
function describe(ctx: Context, { seq, at, seen }: Snapshot): boolean {
  const encoding = encodingOf(ctx) === 'identity' ? '' : '-gz';
  const etag = `"export-${seq}-${at.valueOf().toString(36)}${encoding}"`;
  const lastModified = lastModifiedOf(at, seen);
  ctx.status = 200;
  ctx.type = 'application/x-ndjson; charset=utf-8';
  ctx.set('ETag', etag);
  ctx.set('Last-Modified', lastModified);
  ctx.set('Cache-Control', isAnonymous(ctx.req) ? 'public, no-cache' : 'private, no-cache');
  ctx.set('Vary', 'Accept-Encoding');
  if (isUnchanged(ctx.request.headers, etag, lastModified)) {
    ctx.status = 304;
    return false;
  }
  return ctx.method !== 'HEAD';
}
