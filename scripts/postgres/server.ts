import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { SentenceError } from '../sentence-error';
import { type Cluster, initialise, readNotes, rememberPort, spawnOptions } from './cluster';
import { type Lease, takeLease } from './lease';
import { removeStalePidFile } from './pid-file';

const START_LIMIT_MS = 60_000;

export interface RunningServer {
  urlOf: (database: string) => string;
  /** Stops the server unless another command still uses it. */
  release: () => Promise<void>;
}

/**
 * Gives a running server for the cluster: the one that already runs, whoever started it, or a new one. What a crashed
 * run left behind, a server without a parent or a file without a server, is taken over or cleared away.
 */
export async function useServer(given: Cluster): Promise<RunningServer> {
  await initialise(given);
  await refuseForeignFolder(given);
  const cluster = { ...given, folder: realpathSync(given.folder) };
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    const lease = await takeLease(cluster);
    if (lease) return { urlOf: lease.urlOf, release: () => release(cluster, lease) };
    removeStalePidFile(cluster.folder);
    await startServer(cluster);
  }
  throw new SentenceError(
    `PostgreSQL did not start within a minute; its log is ${logFile(cluster)}.`,
  );
}

async function release(cluster: Cluster, lease: Lease): Promise<void> {
  const last = await lease.giveUp();
  if (last) {
    const flags = ['stop', '--pgdata', cluster.folder, '--mode', 'fast', '--wait', '--silent'];
    await promisify(execFile)(cluster.binaries.pgCtl, flags, spawnOptions(cluster)).catch(
      // It is gone already: the whole process group was ended, or someone was faster.
      () => undefined,
    );
  }
  await lease.close();
}

/**
 * Tries once to start the server. Returns when it has either had time to come up or given up for a reason that the
 * next try cures.
 *
 * @throws SentenceError when it gave up for any other reason.
 */
async function startServer(cluster: Cluster): Promise<void> {
  const { port: remembered } = await readNotes(cluster);
  const port = await freePort(remembered);
  if (port !== remembered) await rememberPort(cluster, port);
  const log = openSync(logFile(cluster), 'w');
  const server = spawn(cluster.binaries.postgres, serverFlags(cluster, port), {
    ...spawnOptions(cluster),
    // A session of its own: Ctrl-C must reach the programs that use the database first.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    server.once('exit', () => {
      resolve(readFileSync(logFile(cluster), 'utf8'));
    });
    server.once('error', (error) => {
      resolve(`FATAL:  ${error.message}`);
    });
  });
  server.unref();
  const output = await Promise.race([ended, readyMessage(cluster)]);
  if (output !== undefined) await judge(cluster, output);
}

async function readyMessage(cluster: Cluster): Promise<undefined> {
  for (let waited = 0; waited < 15_000; waited += 50) {
    await sleep(50);
    if (readFileSync(logFile(cluster), 'utf8').includes('ready to accept connections')) return;
  }
}

/** Tells the curable reasons for a failed start from the others. */
async function judge(cluster: Cluster, output: string): Promise<void> {
  // Another command was faster, or the children of a killed server have not noticed yet.
  const passing = /lock file .* already exists|shared memory block .* still in use/;
  if (passing.test(output)) {
    await sleep(300);
    return;
  }
  if (output.includes('could not create any TCP/IP sockets')) {
    await rememberPort(cluster, await freePort(null));
    return;
  }
  const reasons = output.split('\n').filter((line) => /FATAL|PANIC/.test(line));
  const reason = (reasons.at(-1) ?? output).replace(/^.*(?:FATAL|PANIC):\s*/, '').trim();
  throw new SentenceError(`PostgreSQL could not start: ${reason}. Its log is ${logFile(cluster)}.`);
}

function serverFlags({ folder, disposable }: Cluster, port: number): string[] {
  const settings = {
    // One loopback port and no socket file, whose folder and name other servers would share.
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(disposable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', folder, '-p', String(port), ...flags];
}

function logFile({ folder }: Cluster): string {
  return `${folder}.log`;
}

/** The wanted port where it is free, otherwise one the system picks. */
async function freePort(wanted: number | null): Promise<number> {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(0);
    });
    probe.listen({ port: wanted ?? 0, host: '127.0.0.1' }, () => {
      const address = probe.address();
      probe.close(() => {
        resolve(address !== null && typeof address === 'object' ? address.port : 0);
      });
    });
  });
  return port === 0 ? freePort(null) : port;
}

async function refuseForeignFolder({ folder }: Cluster): Promise<void> {
  await access(`${folder}/PG_VERSION`).catch(() => {
    throw new SentenceError(
      `${folder} belongs to another user: run the command as that user, or remove the folder and its data.`,
    );
  });
}
