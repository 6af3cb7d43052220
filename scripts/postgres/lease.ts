import { Client } from 'pg';

import { type Cluster, readNotes, SUPERUSER } from './cluster';
import { isServerOf, readPidFile } from './pid-file';

/** Any number does, as long as every version of this file uses the same. */
const LEASE_LOCK = 5_054_000_001;

/**
 * A hold on a running server. Several commands of one checkout share the server; each holds a shared advisory lock
 * for as long as it lives, and PostgreSQL drops the lock of a killed one by itself. So the last one to leave is known
 * without a count that a crash could falsify.
 */
export interface Lease {
  urlOf: (database: string) => string;
  /** @returns whether this was the last lease; then nobody else can take one until the server has stopped. */
  giveUp: () => Promise<boolean>;
  close: () => Promise<void>;
}

/** @returns undefined while the folder's server is not running, still starting or on its way down. */
export async function takeLease(cluster: Cluster): Promise<Lease | undefined> {
  const pidFile = readPidFile(cluster.folder);
  if (!pidFile || !isServerOf(cluster.folder, pidFile)) return undefined;
  const { password } = await readNotes(cluster);
  const urlOf = (database: string) =>
    `postgres://${SUPERUSER}:${password}@127.0.0.1:${String(pidFile.port)}/${database}`;
  const client = new Client({
    connectionString: urlOf('postgres'),
    application_name: 'accession lease',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // The server may be stopped under us, by an operator or by ourselves in `giveUp`.
  client.on('error', () => undefined);
  try {
    await client.connect();
    // Waits while the last holder stops the server, and fails with the connection when it has.
    await client.query('SELECT pg_advisory_lock_shared($1)', [LEASE_LOCK]);
  } catch {
    await client.end().catch(() => undefined);
    return undefined;
  }
  return { urlOf, giveUp: () => giveUp(client), close: () => client.end().catch(() => undefined) };
}

async function giveUp(client: Client): Promise<boolean> {
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [LEASE_LOCK]);
    const { rows } = await client.query<{ last: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS last',
      [LEASE_LOCK],
    );
    return rows[0]?.last === true;
  } catch {
    return false;
  }
}
