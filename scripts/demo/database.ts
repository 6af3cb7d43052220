import { escapeIdentifier } from 'pg';

import { withClient, withoutPassword } from '../database';
import { SentenceError } from '../sentence-error';

/** An empty schema of this name says: everything in this database was put there by the demo. */
const MARK = 'accession_demo';

/**
 * Marks an empty database as the demo's.
 *
 * @throws SentenceError for a database with tables of someone else's, which `DATABASE_URL` may name by mistake.
 */
export async function claimDemoDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ marked: boolean; used: boolean }>(
      `SELECT to_regnamespace($1) IS NOT NULL AS marked,
              EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public') AS used`,
      [MARK],
    );
    if (rows[0]?.marked) return;
    if (rows[0]?.used) {
      throw new SentenceError(
        `The database ${withoutPassword(url)} holds data that is not the demo's: give the demo an empty one.`,
      );
    }
    await client.query(`CREATE SCHEMA ${MARK}`);
  });
}

/** Drops everything in a database that `claimDemoDatabase` has let through. */
export async function emptyDemoDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    // A demo that still runs holds locks; waiting for it would never end.
    await client.query(`SET lock_timeout = '5s'`);
    const { rows } = await client.query<{ name: string }>(
      `SELECT nspname AS name FROM pg_namespace
       WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%'`,
    );
    const names = rows.map(({ name }) => escapeIdentifier(name)).join(', ');
    try {
      await client.query(
        `BEGIN; DROP SCHEMA ${names} CASCADE; CREATE SCHEMA public; CREATE SCHEMA ${MARK}; COMMIT`,
      );
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03') throw error;
      throw new SentenceError('The demo is still running: stop it before you start over.');
    }
  });
}
