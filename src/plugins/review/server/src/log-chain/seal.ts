import type { Knex } from 'knex';

import { BEFORE_ALL, GENESIS, hashOf, SELECT_RECORD, type ChainedRecord } from './record';

/** Events read and written at a time, so that a log of any length fits in memory. */
const BATCH = 2000;

interface Sealed {
  last: string;
  hash: string;
  events: number;
}

async function sealBatch(trx: Knex.Transaction, sealed: Sealed): Promise<Sealed | null> {
  const { rows } = await trx.raw<{ rows: ChainedRecord[] }>(
    `select ${SELECT_RECORD} from review_events where id > ? order by review_events.id limit ?`,
    [sealed.last, BATCH],
  );
  const last = rows.at(-1);
  if (last === undefined) return null;
  let { hash } = sealed;
  const hashes = rows.map((record) => (hash = hashOf(hash, record)));
  await trx.raw(
    `update review_events e set hash = s.hash
       from unnest(?::bigint[], ?::text[]) as s (id, hash) where e.id = s.id`,
    [rows.map(({ id }) => id), hashes],
  );
  return { last: last.id, hash, events: sealed.events + rows.length };
}

/**
 * Gives the log its head, once: a log from before there was a chain is sealed as it is. Never
 * again, or whoever changes an event would only have to wait for the next start.
 * @returns how many events were sealed, `null` where the log had its head
 */
export async function sealLog(trx: Knex.Transaction): Promise<number | null> {
  if ((await trx('review_log_head').first()) !== undefined) return null;
  await trx.raw('lock table review_events in share row exclusive mode');
  await trx.raw('alter table review_events disable trigger review_events_only_grow');
  let sealed: Sealed = { last: BEFORE_ALL, hash: GENESIS, events: 0 };
  for (
    let next = await sealBatch(trx, sealed);
    next !== null;
    next = await sealBatch(trx, sealed)
  ) {
    sealed = next;
  }
  await trx.raw('alter table review_events enable trigger review_events_only_grow');
  await trx('review_log_head').insert({
    last_id: sealed.events === 0 ? 0 : sealed.last,
    hash: sealed.hash,
    events: sealed.events,
  });
  return sealed.events;
}
