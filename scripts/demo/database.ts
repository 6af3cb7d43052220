import { type Client, escapeIdentifier } from 'pg';

import { connect, withoutPassword } from '../database';
import { SentenceError } from '../sentence-error';

/** An empty schema of this name says: everything in this database was put there by the demo. */
const MARK = 'accession_demo';

/** Held, shared, for as long as a demo runs on the database. */
const RUNNING_LOCK = 5_054_000_002;

/**
 * Takes a database for the demo until the returned function is called; with `reset`, empties it first.
 *
 * @throws SentenceError for a database with tables of someone else's, which `DATABASE_URL` may name by mistake, and
 * for a reset while another demo runs on it.
 */
export async function takeDemoDatabase(url: string, reset: boolean): Promise<() => Promise<void>> {
  const client = await connect(url);
  try {
    await claim(client, withoutPassword(url));
    if (reset) await empty(client);
    await client.query('SELECT pg_advisory_lock_shared($1)', [RUNNING_LOCK]);
    return () => client.end();
  } catch (error) {
    await client.end();
    throw error;
  }
}

async function claim(client: Client, address: string): Promise<void> {
  const { rows } = await client.query<{ marked: boolean; used: boolean }>(
    `SELECT to_regnamespace($1) IS NOT NULL AS marked,
            EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public') AS used`,
    [MARK],
  );
  if (rows[0]?.marked) return;
  if (rows[0]?.used) {
    throw new SentenceError(
      `The database ${address} holds data that is not the demo's: give the demo an empty one.`,
    );
  }
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${MARK}`);
}

async function empty(client: Client): Promise<void> {
  const { rows: locks } = await client.query<{ alone: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS alone',
    [RUNNING_LOCK],
  );
  if (!locks[0]?.alone) {
    throw new SentenceError('The demo is running: stop it before you start over.');
  }
  const { rows } = await client.query<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace
     WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%'`,
  );
  const names = rows.map(({ name }) => escapeIdentifier(name)).join(', ');
  await client.query(
    `BEGIN; DROP SCHEMA ${names} CASCADE; CREATE SCHEMA public; CREATE SCHEMA ${MARK}; COMMIT`,
  );
}
