import { createHash } from 'node:crypto';

import canonicalize from 'canonicalize';

import type { ActorKind } from '../../../shared/wire';
import type { EventType, State } from '../../../shared/workflow';

/** One event as it is hashed: every column of `review_events` but the hash itself. */
export interface EventRecord {
  /** A bigint, as the database writes it. */
  id: string;
  /** UTC with microseconds, as `moment` writes it. */
  at: string;
  submission_id: string | null;
  content_type: string;
  item_id: string;
  type: EventType;
  from_state: State | null;
  to_state: State | null;
  revision: number | null;
  digest: string | null;
  actor_kind: ActorKind;
  actor_id: number | null;
  actor_name: string;
  reason: string | null;
  reason_id: string | null;
  note: string | null;
  internal_note: string | null;
  idempotency_key: string | null;
  request_id: string | null;
  /** Of the bytes that an event is about. */
  file_sha256: string | null;
}

/** An event that has no number yet: it gets one where it is written. */
export type UnnumberedRecord = Omit<EventRecord, 'id'>;

export const RECORD_COLUMNS = [
  'id',
  'at',
  'submission_id',
  'content_type',
  'item_id',
  'type',
  'from_state',
  'to_state',
  'revision',
  'digest',
  'actor_kind',
  'actor_id',
  'actor_name',
  'reason',
  'reason_id',
  'note',
  'internal_note',
  'idempotency_key',
  'request_id',
  'file_sha256',
] as const satisfies readonly (keyof EventRecord)[];

/** Columns that no driver gives as they are stored: a bigint, and a time finer than a `Date` is. */
const READ_AS: Readonly<Partial<Record<keyof EventRecord, string>>> = {
  id: 'id::text as id',
  at: `to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
};

/** What to select from `review_events` for an `EventRecord` with its hash. */
export const SELECT_RECORD = [
  ...RECORD_COLUMNS.map((column) => READ_AS[column] ?? column),
  'hash',
].join(', ');

export type ChainedRecord = EventRecord & { hash: string | null };

/** Below every id. */
export const BEFORE_ALL = '-9223372036854775808';

/** What the hash of the first event is taken over, before the event. */
export const GENESIS = '0'.repeat(64);

/** A moment as it is hashed; the events we write are exact to the millisecond. */
export function moment(at: Date): string {
  return at.toISOString().replace('Z', '000Z');
}

/**
 * A text as the database will have it. Half of a surrogate pair becomes a replacement character on
 * the way there, and a hash over the half would fit nothing that is stored.
 */
export function storedText(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/**
 * SHA-256, in lower-case hexadecimal, over the hash of the event before and the canonical JSON
 * (RFC 8785) of the event's columns, empty ones left out so that the table may gain some.
 * @param previous 64 hexadecimal digits, so that it cannot run into what follows
 */
export function hashOf(previous: string, record: EventRecord): string {
  const filled = RECORD_COLUMNS.map((column) => [column, record[column]] as const).filter(
    ([, value]) => value !== null,
  );
  const text = canonicalize(Object.fromEntries(filled));
  if (text === undefined) throw new Error(`No canonical JSON for event ${record.id}`);
  return createHash('sha256')
    .update(previous + text, 'utf8')
    .digest('hex');
}
