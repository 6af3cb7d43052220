import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { SentenceError } from '../sentence-error';
import type { Binaries } from './binaries';
import { isAlive } from './pid-file';
import type { ServerUser } from './server-user';

const run = promisify(execFile);

/** One PostgreSQL data folder and what is needed to work on it. */
export interface Cluster {
  folder: string;
  binaries: Binaries;
  user: ServerUser | undefined;
  /** For data that nobody will miss: no waiting for the disk. */
  disposable: boolean;
}

/** Kept in the data folder, so that a folder and the way into it cannot part. */
interface Notes {
  password: string;
  port: number | null;
}

export const SUPERUSER = 'accession';
const NOTES_FILE = 'accession.json';

export async function readNotes({ folder }: Cluster): Promise<Notes> {
  return JSON.parse(await readFile(join(folder, NOTES_FILE), 'utf8')) as Notes;
}

export async function rememberPort(cluster: Cluster, port: number): Promise<void> {
  const file = join(cluster.folder, NOTES_FILE);
  const partial = `${file}.${String(process.pid)}`;
  await writeFile(partial, JSON.stringify({ ...(await readNotes(cluster)), port }), {
    mode: 0o600,
  });
  await rename(partial, file);
}

/**
 * Makes the data folder where there is none. It is built beside its place and moved in when complete, so that a
 * killed run leaves no half-made folder and two runs at once need no lock.
 */
export async function initialise(cluster: Cluster): Promise<void> {
  const { folder } = cluster;
  await mkdir(dirname(folder), { recursive: true });
  await removeAbandoned(folder);
  if (existsSync(join(folder, NOTES_FILE))) return;
  const partial = `${folder}.new-${String(process.pid)}`;
  const passwordFile = `${partial}.password`;
  const notes: Notes = { password: randomBytes(18).toString('base64url'), port: null };
  try {
    await mkdir(partial, { mode: 0o700 });
    await writeFile(passwordFile, `${notes.password}\n`, { mode: 0o600 });
    await give(cluster.user, partial, passwordFile);
    await runInitdb(cluster, partial, passwordFile);
    await writeFile(join(partial, NOTES_FILE), JSON.stringify(notes), { mode: 0o600 });
    await give(cluster.user, join(partial, NOTES_FILE));
    await rename(partial, folder).catch((error: unknown) => {
      if (!existsSync(join(folder, NOTES_FILE))) throw error;
    });
  } finally {
    await rm(passwordFile, { force: true });
    await rm(partial, { recursive: true, force: true });
  }
}

async function runInitdb(cluster: Cluster, folder: string, passwordFile: string): Promise<void> {
  const flags = [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Sorting and case by PostgreSQL's own rules, the same on every machine.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(cluster.disposable ? ['--no-sync'] : []),
  ];
  let last: unknown;
  // The character class still comes from the system: under plain "C", pg_trgm and text search drop accented letters.
  for (const locale of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    try {
      await run(cluster.binaries.initdb, [...flags, `--locale=${locale}`], spawnOptions(cluster));
      return;
    } catch (error) {
      last = error;
      if (!errorOutput(error).includes('invalid locale')) break;
    }
  }
  throw new SentenceError(`PostgreSQL could not make its data folder: ${errorOutput(last)}`);
}

/** The user to run a PostgreSQL program as, and an environment in which only our flags count. */
export function spawnOptions({ user, folder }: Cluster) {
  return {
    // The caller's working folder may be closed to that user.
    cwd: dirname(folder),
    env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_MESSAGES: 'C' },
    ...(user && { uid: user.uid, gid: user.gid }),
  };
}

async function give(user: ServerUser | undefined, ...paths: string[]): Promise<void> {
  if (user) for (const path of paths) await chown(path, user.uid, user.gid);
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(dirname(folder))) {
    const match = /^(.+)\.new-(\d+)(\.password)?$/.exec(name);
    if (match?.[1] !== basename(folder) || isAlive(Number(match[2]))) continue;
    await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

function errorOutput(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  const lines = (stderr ?? '').split('\n').filter((line) => /error|fatal|hint/i.test(line));
  return lines.join(' ').trim() || (message ?? String(error));
}
