import { createHash } from 'node:crypto';
import { readdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';

import type { Pool } from 'pg';

import type { Verification } from './run';

const TWO_DAYS_S = 2 * 86_400;

interface StoredRow {
  name: string;
  sha256: string;
}

async function storedIn(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, 'uploads'));
  return names.filter((name) => !name.startsWith('.'));
}

async function rowsOf(pool: Pool): Promise<StoredRow[]> {
  return (await pool.query<StoredRow>('select hash || ext as name, sha256 from files')).rows;
}

/** What lies in storage and no row knows of. */
export async function strays({ folder, pool }: Verification): Promise<string[]> {
  const known = new Set((await rowsOf(pool)).map(({ name }) => name));
  return (await storedIn(folder)).filter((name) => !known.has(name));
}

/** Makes all that is stored two days old: what is younger is not swept. */
export async function ageStored(folder: string): Promise<void> {
  const then = Date.now() / 1000 - TWO_DAYS_S;
  for (const name of await storedIn(folder)) {
    await utimes(join(folder, 'uploads', name), then, then);
  }
}

export async function loggedRemovals(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ removals: number }>(
    `select count(*)::int as removals from review_events where type = 'fileRemoved'`,
  );
  return rows[0]?.removals ?? 0;
}

/** Rows whose bytes are missing or others than were taken in, a sentence each. */
export async function withoutBytes({ folder, pool }: Verification): Promise<string[]> {
  const found: string[] = [];
  for (const { name, sha256 } of await rowsOf(pool)) {
    const bytes = await readFile(join(folder, 'uploads', name)).catch(() => null);
    const hash = bytes && createHash('sha256').update(bytes).digest('hex');
    if (hash !== sha256)
      found.push(`${name} ${bytes === null ? 'has no bytes' : 'has other bytes'}`);
  }
  return found;
}
