import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from './processes';
import { SentenceError } from './sentence-error';
import { DIST_FOLDER, strapiProgram } from './strapi';

/** Beside the build and not in it: `strapi develop` clears the mark together with the build it replaces. */
const MARK = join(DIST_FOLDER, '.admin-built');

/** Builds the admin for production, which takes most of a minute, unless nothing it is made of has changed. */
export async function buildAdminIfChanged(): Promise<void> {
  const built = existsSync(join(DIST_FOLDER, 'build', 'index.html')) && existsSync(MARK);
  if (built && readFileSync(MARK, 'utf8') === fingerprint()) return;
  console.log('Building the admin, which takes about a minute …');
  await buildAdmin();
}

export async function buildAdmin(): Promise<void> {
  const code = await run(process.execPath, [strapiProgram(), 'build'], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (code !== 0) throw new SentenceError('The admin could not be built.');
  writeFileSync(MARK, fingerprint());
}

/** Changes with every source the admin is made of and every setting that is built into it. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of [
    'package-lock.json',
    ...sources('config'),
    ...sources('src').filter(isAdmin),
  ]) {
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  const builtIn = Object.entries(process.env).filter(([name]) =>
    /^(STRAPI_|PUBLIC_URL)/.test(name),
  );
  return hash.update(JSON.stringify(builtIn.sort())).digest('hex');
}

function isAdmin(file: string): boolean {
  return /[/\\](admin|shared)[/\\]|package\.json$/.test(file);
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
