import type { LogHead } from '../../src/plugins/review/server/src/log-chain/check';
import {
  GENESIS,
  hashOf,
  moment,
  type ChainedRecord,
  type EventRecord,
} from '../../src/plugins/review/server/src/log-chain/record';

export function record(id: number): EventRecord {
  return {
    id: String(id),
    at: moment(new Date(Date.UTC(2026, 0, 1, 0, id))),
    submission_id: `s${String(id % 5)}`,
    content_type: 'api::link.link',
    item_id: `item${String(id % 5)}`,
    type: id % 2 === 0 ? 'approved' : 'submitted',
    from_state: null,
    to_state: 'pending',
    revision: 1,
    digest: null,
    actor_kind: 'user',
    actor_id: id,
    actor_name: `Member ${String(id)}`,
    reason: null,
    reason_id: null,
    note: null,
    internal_note: null,
    idempotency_key: null,
    request_id: null,
    file_sha256: null,
  };
}

export interface Log {
  events: ChainedRecord[];
  head: LogHead;
}

/** A log as the application writes it. */
export function goodLog(length: number): Log {
  let hash = GENESIS;
  const events = Array.from({ length }, (_, index) => {
    const event = record(index + 1);
    hash = hashOf(hash, event);
    return { ...event, hash };
  });
  return { events, head: { lastId: String(length), hash, events: length } };
}

export function at(log: Log, id: number): ChainedRecord {
  const event = log.events.find((candidate) => candidate.id === String(id));
  if (event === undefined) throw new Error(`There is no event ${String(id)}`);
  return event;
}

/** Moves the whole rows of two events to each other's number. */
export function swap(log: Log, one: number, other: number): void {
  const [first, second] = [at(log, one), at(log, other)];
  [first.id, second.id] = [second.id, first.id];
  log.events.sort((a, b) => Number(a.id) - Number(b.id));
}

/** Exchanges what two events say, and leaves number and hash where they are. */
export function swapContents(log: Log, one: number, other: number): void {
  const [first, second] = [at(log, one), at(log, other)];
  const [content, otherContent] = [{ ...first }, { ...second }];
  Object.assign(first, otherContent, { id: content.id, hash: content.hash });
  Object.assign(second, content, { id: otherContent.id, hash: otherContent.hash });
}

export function remove(log: Log, ...ids: number[]): void {
  log.events = log.events.filter(({ id }) => !ids.includes(Number(id)));
}

/** Writes an event past the application, after the last or at a number that is free. */
export function put(log: Log, id: number, hash: string | null): void {
  log.events.push({ ...record(id), hash });
  log.events.sort((a, b) => Number(a.id) - Number(b.id));
}

/** What the application does next: it goes on from the head, with a number that is free. */
export function goOn(log: Log): void {
  const id = Math.max(Number(log.head.lastId), ...log.events.map((event) => Number(event.id))) + 1;
  const hash = hashOf(log.head.hash, record(id));
  log.events.push({ ...record(id), hash });
  log.head = { lastId: String(id), hash, events: log.head.events + 1 };
}

export const INVENTED = 'ab'.repeat(32);
