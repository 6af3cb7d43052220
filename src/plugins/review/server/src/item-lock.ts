import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { Actor } from '../../shared/wire';

/** What `strapi.db.transaction` hands out: its own, or the one it joined. */
export interface Transaction {
  trx: Knex.Transaction;
  onRollback: (callback: () => void) => void;
}

/**
 * Runs `work` in a transaction (joining the one that is open), holding the item until its end.
 * Publishing replaces the live row, so there is no row that everyone could lock.
 */
export async function withItemLocked<T>(
  strapi: Core.Strapi,
  documentId: string,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const isOutermost = !strapi.db.inTransaction();
  return strapi.db.transaction(async ({ trx, onRollback }: Transaction) => {
    await lockItem(trx, documentId);
    const result = await work({ trx, onRollback });
    // What the database has put off to the commit fails here, where the caller still hears of it.
    if (isOutermost) await trx.raw('set constraints all immediate');
    return result;
  });
}

export async function lockItem(trx: Knex.Transaction, documentId: string): Promise<void> {
  await lockName(trx, documentId);
}

/**
 * Holds one administrator's key until the transaction ends, so that of two requests with it the
 * second finds what the first has logged. Always after the item: whoever waits here holds nothing
 * that the one who goes on still needs.
 */
export async function lockIdempotencyKey(
  trx: Knex.Transaction,
  { kind, id }: Actor,
  key: string,
): Promise<void> {
  await lockName(trx, `idempotency ${kind} ${String(id)} ${key}`);
}

const SETTINGS = 'review settings';

/** Keeps the settings as they are until the transaction ends; any number may hold them at once. */
export async function holdSettings(trx: Knex.Transaction): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock_shared(hashtextextended(?, 0))', [SETTINGS]);
}

/** Waits until nobody holds the settings. Only ever with no other lock. */
export async function lockSettings(trx: Knex.Transaction): Promise<void> {
  await lockName(trx, SETTINGS);
}

export async function lockName(trx: Knex.Transaction, name: string): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [name]);
}
