import { Client, escapeIdentifier } from 'pg';

import type { Settings } from '../src/settings';
import { locateCluster } from './postgres/locate';
import { type RunningServer, useServer } from './postgres/server';
import { SentenceError } from './sentence-error';

export interface DatabaseServer {
  /** Where to make and drop databases. */
  adminUrl: string;
  urlOf: (database: string) => string;
  release: () => Promise<void>;
}

export interface OpenDatabase {
  url: string;
  release: () => Promise<void>;
}

/**
 * The database for a development command: the one `DATABASE_URL` names, otherwise `name` on the embedded server,
 * made where it does not exist.
 */
export async function openDatabase(projectFolder: string, name: string): Promise<OpenDatabase> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, release: () => Promise.resolve() };
  const server = await startEmbedded(projectFolder, 'postgres', false);
  try {
    await createDatabase(server.urlOf('postgres'), name);
  } catch (error) {
    await server.release();
    throw error;
  }
  return { url: server.urlOf(name), release: server.release };
}

/** The server on which tests make their own databases; the one `DATABASE_URL` names is not touched itself. */
export async function openTestServer(projectFolder: string): Promise<DatabaseServer> {
  const given = process.env.DATABASE_URL;
  if (!given) {
    const server = await startEmbedded(projectFolder, 'test-postgres', true);
    return { ...server, adminUrl: server.urlOf('postgres') };
  }
  const urlOf = (database: string) => {
    const url = new URL(given);
    url.pathname = `/${database}`;
    return url.href;
  };
  return { adminUrl: given, urlOf, release: () => Promise.resolve() };
}

async function startEmbedded(
  projectFolder: string,
  name: string,
  disposable: boolean,
): Promise<RunningServer> {
  return useServer(await locateCluster({ projectFolder, name, disposable }));
}

async function createDatabase(serverUrl: string, name: string): Promise<void> {
  await withClient(serverUrl, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return;
    await client.query(`CREATE DATABASE ${escapeIdentifier(name)}`).catch((error: unknown) => {
      // Two commands may have asked at once.
      if ((error as { code?: string }).code !== '42P04') throw error;
    });
  });
}

/** A connection to what may need another kind of encryption than none. */
export type Address = string | { url: string; ssl: Settings['databaseSsl'] };

/** @throws SentenceError when there is no answer. The address is told without its password. */
export async function connect(address: Address): Promise<Client> {
  const { url, ssl } = typeof address === 'string' ? { url: address, ssl: undefined } : address;
  const client = new Client({ connectionString: url, ssl, connectionTimeoutMillis: 10_000 });
  // A server that goes away is told to whoever asks next, not to the whole process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw new SentenceError(
      `The database at ${withoutPassword(url)} does not answer: ${reason(error)}.`,
    );
  }
}

export async function withClient<T>(
  address: Address,
  body: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await connect(address);
  try {
    return await body(client);
  } finally {
    await client.end();
  }
}

export function withoutPassword(address: string): string {
  if (!URL.canParse(address)) return 'the address in DATABASE_URL';
  const url = new URL(address);
  url.password = '';
  url.search = '';
  return url.href;
}

/** Connecting to a name with several addresses fails with an `AggregateError` that has no message of its own. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return reason(error.errors[0]);
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
