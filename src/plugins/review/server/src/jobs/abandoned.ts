import { setTimeout as sleep } from 'node:timers/promises';

import type { Core } from '@strapi/strapi';
import type { Pool, PoolClient } from 'pg';

/** How often each process looks. */
const EVERY_MS = 5000;
/** So long a process may be without its sign of life: it has just started, or has lost its connection for a moment. */
const PATIENCE_MS = 15_000;

/** The system of a machine that lost its power ends no connection; then the database must find out, within a minute. */
const NOTICE_DEATH = `set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3`;

const SIGN_OF_LIFE = `select pg_advisory_lock(hashtextextended('jobs of ' || $1, 0))`;

/** Shared, so that those who look are not taken for the living. In its own session a process would always get it. */
const SILENT = `select locked_by as name from (
    select distinct locked_by from graphile_worker.jobs where locked_by like 'pool-%' and locked_by <> $1
  ) as takers where pg_try_advisory_xact_lock_shared(hashtextextended('jobs of ' || locked_by, 0))`;

const ONE_AT_A_TIME = `select pg_advisory_xact_lock(hashtextextended('abandoned jobs', 0))`;

/** An attempt that was cut short was one; without any left nobody would take the job. */
const WITHOUT_ATTEMPTS = `select id, key from graphile_worker.jobs where locked_by = any($1) and attempts >= max_attempts`;

async function giveBack(client: PoolClient, names: readonly string[]): Promise<void> {
  await client.query(ONE_AT_A_TIME);
  const { rows } = await client.query<{ id: string; key: string | null }>(WITHOUT_ATTEMPTS, [
    names,
  ]);
  await client.query('select graphile_worker.force_unlock_workers($1)', [names]);
  // What has lost its key has been put again under it, and what never had one comes again by its schedule.
  const replaced = rows.filter(({ key }) => key === null).map(({ id }) => id);
  await client.query('select graphile_worker.complete_jobs($1)', [replaced]);
  const exhausted = rows.filter(({ key }) => key !== null).map(({ id }) => id);
  await client.query('select graphile_worker.permanently_fail_jobs($1, $2)', [
    exhausted,
    'The process that did it ended, at the last attempt',
  ]);
}

async function inTransaction(client: PoolClient, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function giveSign(pool: Pool, own: string): Promise<PoolClient> {
  const client = await pool.connect();
  try {
    await client.query(NOTICE_DEATH);
    await client.query(SIGN_OF_LIFE, [own]);
    return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Looks once. @param silent since when each has been without a sign of life; kept from look to look */
async function look(
  client: PoolClient,
  own: string,
  silent: Map<string, number>,
): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(SILENT, [own]);
  const now = Date.now();
  const names = rows.map(({ name }) => name);
  for (const name of silent.keys()) if (!names.includes(name)) silent.delete(name);
  for (const name of names) if (!silent.has(name)) silent.set(name, now);
  const gone = names.filter((name) => now - (silent.get(name) ?? now) >= PATIENCE_MS);
  if (gone.length > 0) await inTransaction(client, () => giveBack(client, gone));
  return gone;
}

/**
 * Gives the sign of life of a process that does jobs, a lock of the database that ends with the process however that
 * ends, and gives back what others had taken that give none any more. The queue itself waits four hours for them.
 * @param own what the queue calls this process
 * @returns what ends it
 */
export function watchForAbandoned(
  strapi: Core.Strapi,
  pool: Pool,
  own: string,
): () => Promise<void> {
  const silent = new Map<string, number>();
  const stop = new AbortController();
  const held: { client: PoolClient | null } = { client: null };
  const lookOnce = async (): Promise<void> => {
    try {
      held.client ??= await giveSign(pool, own);
      for (const name of await look(held.client, own, silent)) {
        strapi.log.warn(`Jobs: what ${name} had taken is given back, for it is gone`);
      }
    } catch (error) {
      held.client?.release(true);
      held.client = null;
      strapi.log.warn(`Jobs: nobody could look for abandoned ones: ${String(error)}`);
    }
  };
  const over = (async () => {
    while (!stop.signal.aborted) {
      await lookOnce();
      // Only the end of the wait rejects.
      await sleep(EVERY_MS, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
    }
    held.client?.release(true);
  })();
  return async () => {
    stop.abort();
    await over;
  };
}
