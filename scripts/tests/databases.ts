import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';

import { Client, escapeIdentifier } from 'pg';

import { type DatabaseServer, openTestServer } from '../database';
import { runNode } from '../processes';
import { SentenceError } from '../sentence-error';

const PREFIX = 'accession_test_';

export interface TestDatabases {
  /** How the test files find the template and make copies of it; read by `tests/helpers/database.ts`. */
  environment: Record<string, string>;
  remove: () => Promise<void>;
}

/**
 * Makes the template that every test file copies: a database the application has booted on once, so that a copy
 * needs no schema changes and takes a moment.
 */
export async function openTestDatabases(
  env: Record<string, string | undefined>,
): Promise<TestDatabases> {
  const server = await openTestServer(process.cwd());
  const run = PREFIX + randomBytes(4).toString('hex');
  const client = new Client({ connectionString: server.adminUrl, application_name: run });
  client.on('error', () => undefined);
  const remove = async () => {
    await dropDatabases(client, (name) => name.startsWith(run)).catch(() => undefined);
    await client.end();
    await server.release();
  };
  try {
    await client.connect();
    await dropAbandoned(client);
    const template = `${run}_template`;
    await client.query(`CREATE DATABASE ${escapeIdentifier(template)}`);
    await bootOnce(env, server, template);
    return { environment: environmentOf(server, run, template), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

function environmentOf(server: DatabaseServer, run: string, template: string) {
  return {
    TEST_DATABASE_ADMIN_URL: server.adminUrl,
    TEST_DATABASE_TEMPLATE_URL: server.urlOf(template),
    TEST_DATABASE_PREFIX: run,
  };
}

async function bootOnce(
  env: Record<string, string | undefined>,
  server: DatabaseServer,
  template: string,
): Promise<void> {
  const code = await runNode(resolve('dist', 'scripts', 'tests', 'boot-once.js'), [], {
    env: { ...env, DATABASE_URL: server.urlOf(template) },
  });
  if (code !== 0) throw new SentenceError('The application does not start on an empty database.');
}

/** A run keeps a connection open under its own name, so that one without a connection has ended, however it did. */
async function dropAbandoned(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT DISTINCT application_name AS name FROM pg_stat_activity WHERE starts_with(application_name, $1)',
    [PREFIX],
  );
  await dropDatabases(client, (name) => !rows.some((run) => name.startsWith(run.name)));
}

async function dropDatabases(client: Client, which: (name: string) => boolean): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
    [PREFIX],
  );
  for (const { name } of rows.filter((row) => which(row.name))) {
    await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
  }
}
