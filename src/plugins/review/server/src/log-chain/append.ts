import type { Knex } from 'knex';

import { hashOf, type UnnumberedRecord } from './record';

const waiting = new WeakMap<object, UnnumberedRecord[]>();

/**
 * Has an event written at the very end of the transaction, after all that it tells of, by whomever
 * the transaction was opened. The head of the log is locked from there to the commit, so all
 * transactions that log anything pass one by one, and it must be for the shortest time.
 *
 * Locks are therefore always taken in this order: items (and an idempotency key), rows, the
 * catalogue's as it settles, the head of the log. Whoever holds the head waits for nothing more.
 */
export function writeAtEnd(trx: Knex.Transaction, record: UnnumberedRecord): void {
  const before = waiting.get(trx);
  if (before !== undefined) {
    before.push(record);
    return;
  }
  const records = [record];
  waiting.set(trx, records);
  // Knex tells nobody of a commit beforehand, so the commit of this one transaction is wrapped.
  const commit = trx.commit.bind(trx);
  const writeAndCommit = async (value: unknown): Promise<unknown> => {
    waiting.delete(trx);
    await writeEvents(trx, records);
    return commit(value);
  };
  Object.assign(trx, { commit: writeAndCommit });
}

/** What `writeAtEnd` has taken in for a transaction and not written yet, oldest first. */
export function eventsWaiting(db: Knex): readonly UnnumberedRecord[] {
  return waiting.get(db) ?? [];
}

interface Head {
  hash: string;
  /** Of the last event. */
  last_id: string;
}

/**
 * What the database has put off to the commit is done first, since nothing may wait once the head is held. After an
 * event written past us too: its number is taken, and ours must not be.
 */
const LOCK_HEAD = `set constraints all immediate;
  select h.hash, greatest(h.last_id, (select max(id) from review_events)) as last_id
  from review_log_head h for update of h`;

/** The sequence follows, so that whatever is written past us is in nobody's way and can be named. */
const MOVE_HEAD = `with moved as (
    update review_log_head set last_id = :id, hash = :hash, events = events + :count returning last_id)
  select setval(pg_get_serial_sequence('review_events', 'id'), last_id) from moved`;

/** A statement holds at most 65,535 values, and an event is some twenty. */
const MOST_AT_ONCE = 1_000;

async function writeEvents(
  trx: Knex.Transaction,
  records: readonly UnnumberedRecord[],
): Promise<void> {
  // Two statements in one go have two results.
  const [, { rows }] = (await trx.raw(LOCK_HEAD)) as [unknown, { rows: Head[] }];
  const [head] = rows;
  if (head === undefined) throw new Error('The review log has lost its head: run verify-log');
  let id = BigInt(head.last_id);
  let { hash } = head;
  const chained = records.map((unnumbered) => {
    id += 1n;
    const record = { ...unnumbered, id: String(id) };
    hash = hashOf(hash, record);
    return { ...record, hash };
  });
  for (let from = 0; from < chained.length; from += MOST_AT_ONCE) {
    await trx('review_events').insert(chained.slice(from, from + MOST_AT_ONCE));
  }
  await trx.raw(MOVE_HEAD, { id: String(id), hash, count: records.length });
}
