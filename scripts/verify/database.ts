import { randomBytes } from 'node:crypto';

import { Client, escapeIdentifier, Pool } from 'pg';

import { openTestServer } from '../database';

export interface ScratchDatabase {
  url: string;
  pool: Pool;
  drop: () => Promise<void>;
}

/**
 * An empty database on the test server. Named and held like a test run's, so that whoever tests next removes what a
 * killed run left.
 */
export async function openScratchDatabase(): Promise<ScratchDatabase> {
  const server = await openTestServer(process.cwd());
  const name = `accession_test_${randomBytes(4).toString('hex')}`;
  const holder = new Client({ connectionString: server.adminUrl, application_name: name });
  holder.on('error', () => undefined);
  await holder.connect();
  await holder.query(`CREATE DATABASE ${escapeIdentifier(name)}`);
  const url = server.urlOf(name);
  const pool = new Pool({ connectionString: url, max: 2, application_name: name });
  pool.on('error', () => undefined);
  return {
    url,
    pool,
    drop: async () => {
      await pool.end();
      await holder.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
      await holder.end();
      await server.release();
    },
  };
}
