import type { Core } from '@strapi/strapi';

import { SYSTEM } from '../actor';
import { listLogoNames } from '../file/logos';
import { storageOf } from '../file/storage/of-application';
import { FILE_UID, hashStored } from '../file/stored-file';
import type { Transaction } from '../item-lock';
import { appendEvent } from '../log';

const DAY_MS = 86_400_000;
/** Names asked about at once. */
const BATCH = 500;
/** Beyond so many, it is asked whether this is the right storage at all. */
const MANY = 50;

/** As we and Strapi name what is stored: at the end of a name ten random hexadecimal digits or more. */
const GIVEN_NAME = /^[\w-]*[0-9a-f]{10}\.[a-z0-9]{1,5}$/iu;

/** The hashes a row may have whose bytes, or a smaller picture of them, are called this. */
function hashesIn(name: string): string[] {
  const base = name.replace(/\.[^.]*$/u, '');
  return [base, base.slice(base.indexOf('_') + 1)];
}

async function withoutRow(strapi: Core.Strapi, names: readonly string[]): Promise<string[]> {
  const rows = await strapi.db
    .connection(strapi.db.metadata.get(FILE_UID).tableName)
    .whereIn('hash', names.flatMap(hashesIn))
    .select<{ hash: string }[]>('hash');
  const known = new Set(rows.map(({ hash }) => hash));
  return names.filter((name) => !hashesIn(name).some((hash) => known.has(hash)));
}

interface Found {
  strays: string[];
  /** How many have a name that a row could have. */
  looked: number;
}

/** What has lain in storage since before a moment and no row knows of. */
async function findStrays(strapi: Core.Strapi, before: Date): Promise<Found> {
  const logos = await listLogoNames(strapi);
  const found: Found = { strays: [], looked: 0 };
  let batch: string[] = [];
  const look = async (): Promise<void> => {
    found.looked += batch.length;
    found.strays.push(...(await withoutRow(strapi, batch)));
    batch = [];
  };
  for await (const { name, modifiedAt } of storageOf(strapi).list()) {
    if (modifiedAt >= before || !GIVEN_NAME.test(name) || logos.includes(name)) continue;
    batch.push(name);
    if (batch.length === BATCH) await look();
  }
  await look();
  return found;
}

async function removeStray(strapi: Core.Strapi, name: string): Promise<void> {
  const fileSha256 = await hashStored(strapi, name);
  // First: what is removed must be in the log, and removing again what is gone does no harm.
  await strapi.db.transaction(({ trx }: Transaction) => {
    appendEvent(strapi, trx, {
      type: 'fileRemoved',
      submission: { id: null, contentType: FILE_UID, itemId: name, revision: null },
      from: null,
      to: null,
      digest: null,
      actor: SYSTEM,
      fileSha256,
    });
    return Promise.resolve();
  });
  await storageOf(strapi).delete(name);
}

/**
 * Removes from storage what no row knows of and is older than a day, so that no upload under way is
 * meant: what a crash between storing and committing left. Where that would be most of what there is,
 * nothing is removed: then it is more likely that this database is not the one of this storage.
 * @returns how many were removed
 */
export async function sweepStorage(strapi: Core.Strapi, now: Date): Promise<number> {
  const { strays, looked } = await findStrays(strapi, new Date(now.valueOf() - DAY_MS));
  if (strays.length > MANY && strays.length > looked / 2) {
    strapi.log.error(
      `The database knows nothing of ${strays.length} of ${looked} files in storage. None was removed: make sure that both belong together.`,
    );
    return 0;
  }
  let removed = 0;
  for (const name of strays) {
    try {
      await removeStray(strapi, name);
      removed += 1;
    } catch (error) {
      strapi.log.error(`${name} belongs to nothing and could not be removed from storage`, error);
    }
  }
  return removed;
}
