import { randomUUID } from 'node:crypto';

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { EventType, State } from '../../shared/workflow';
import type { Actor, ActorKind, NamedActor } from '../../shared/wire';
import type { ReviewErrorCode } from './errors';
import { eventsWaiting, writeAtEnd } from './log-chain/append';
import { moment, storedText, type UnnumberedRecord } from './log-chain/record';
import type { Submission } from './submission-store';

export const EVENTS = 'review_events';

/** One row of `review_events`. */
export interface EventRow {
  /** A bigint: the driver gives it as text. */
  id: string;
  at: Date;
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
  file_sha256: string | null;
  /** `null` in what was not written by us. */
  hash: string | null;
}

export interface EventTexts {
  reason?: string | undefined;
  reasonId?: string | undefined;
  note?: string | undefined;
  internalNote?: string | undefined;
  idempotencyKey?: string | undefined;
}

export interface NewEvent extends EventTexts {
  type: EventType;
  submission: Pick<Submission, 'contentType' | 'itemId'> & {
    /** `null` where it is of no submission. */
    id: string | null;
    revision: number | null;
  };
  from: State | null;
  to: State | null;
  digest: string | null;
  actor: NamedActor;
  /** Of the bytes that an event is about. */
  fileSha256?: string | undefined;
  /** When it happened, where the submission says so too; otherwise now. */
  at?: Date;
}

/** One id for everything a request logs; the proxy's, where it sends a sane one. */
function requestId(strapi: Core.Strapi): string | null {
  const ctx = strapi.requestContext.get();
  if (ctx === undefined) return null;
  const state: Record<string, unknown> = ctx.state;
  const known = state.reviewRequestId;
  if (typeof known === 'string') return known;
  const sent = ctx.get('x-request-id');
  const id = /^[\w.-]{8,64}$/.test(sent) ? sent : randomUUID();
  state.reviewRequestId = id;
  return id;
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined ? null : storedText(text);
}

function recordOf(strapi: Core.Strapi, event: NewEvent): UnnumberedRecord {
  return {
    at: moment(event.at ?? new Date()),
    submission_id: event.submission.id,
    content_type: event.submission.contentType,
    item_id: event.submission.itemId,
    type: event.type,
    from_state: event.from,
    to_state: event.to,
    revision: event.submission.revision,
    digest: event.digest,
    actor_kind: event.actor.kind,
    actor_id: event.actor.id,
    actor_name: storedText(event.actor.name),
    reason: textOrNull(event.reason),
    reason_id: textOrNull(event.reasonId),
    note: textOrNull(event.note),
    internal_note: textOrNull(event.internalNote),
    idempotency_key: event.idempotencyKey ?? null,
    request_id: requestId(strapi),
    file_sha256: event.fileSha256 ?? null,
  };
}

/**
 * Appends one event in the caller's transaction: it is written as the last thing before the commit,
 * and where it cannot be, nothing is committed. Reading the log before then does not show it.
 */
export function appendEvent(strapi: Core.Strapi, trx: Knex.Transaction, event: NewEvent): void {
  writeAtEnd(trx, recordOf(strapi, event));
}

/**
 * Logs that a decision was refused. On its own connection: the transaction that refused is rolled
 * back, and the log must know all the same. Never throws, because it runs after the answer is settled.
 */
export async function logRefusal(
  strapi: Core.Strapi,
  submission: Submission,
  actor: NamedActor,
  refusal: { code: ReviewErrorCode; digest: string | null },
): Promise<void> {
  try {
    await strapi.db.connection.transaction(async (trx) => {
      // Whatever holds the head of the log, this answer does not wait for it for ever.
      await trx.raw(`set local lock_timeout = '10s'`);
      appendEvent(strapi, trx, {
        type: 'refused',
        submission,
        from: submission.state,
        to: submission.state,
        digest: refusal.digest,
        actor,
        internalNote: refusal.code,
      });
    });
  } catch (error) {
    strapi.log.error(
      `A refused decision on submission ${submission.id} could not be logged`,
      error,
    );
  }
}

const WRITES_CONTENT: readonly EventType[] = ['submitted', 'revised'];
const SETTLES_CONTENT: readonly EventType[] = ['approved', 'discarded'];

/**
 * Who had a hand in the content since it was last approved; a rejection leaves it as it is. What the
 * caller's own transaction has yet to write counts.
 */
export async function contributorsOf(db: Knex, submission: Submission): Promise<Actor[]> {
  const rows = await db<EventRow>(EVENTS)
    .where('submission_id', submission.id)
    .whereIn('type', WRITES_CONTENT)
    .where(
      'id',
      '>',
      db(EVENTS)
        .where('submission_id', submission.id)
        .whereIn('type', SETTLES_CONTENT)
        .select(db.raw('coalesce(max(id), 0)')),
    )
    .distinct('actor_kind', 'actor_id');
  let contributors: Pick<EventRow, 'actor_kind' | 'actor_id'>[] = rows;
  for (const event of eventsWaiting(db)) {
    if (event.submission_id !== submission.id) continue;
    if (SETTLES_CONTENT.includes(event.type)) contributors = [];
    if (WRITES_CONTENT.includes(event.type)) contributors = [...contributors, event];
  }
  return contributors.map((event) => ({ kind: event.actor_kind, id: event.actor_id }));
}

/** The event an earlier request with this key left, if this actor made one. */
export async function findByIdempotencyKey(
  db: Knex,
  actor: Actor,
  key: string,
): Promise<EventRow | undefined> {
  return db<EventRow>(EVENTS)
    .where({ actor_kind: actor.kind, actor_id: actor.id, idempotency_key: key })
    .first();
}

/** Enough for any passage through review. */
const MOST_EVENTS = 500;
/** Refusals are many where someone presses a button that is not theirs, and bury what happened. */
const MOST_REFUSALS = 50;

/** The latest events of a submission, oldest first; of refused attempts the last few. */
export async function listEvents(db: Knex, submissionId: string): Promise<EventRow[]> {
  const latest = (refused: boolean, most: number) =>
    db<EventRow, EventRow[]>(EVENTS)
      .where('submission_id', submissionId)
      .andWhere('type', refused ? '=' : '<>', 'refused')
      .orderBy('id', 'desc')
      .limit(most);
  const events = [...(await latest(false, MOST_EVENTS)), ...(await latest(true, MOST_REFUSALS))];
  return events.sort((a, b) => Number(a.id) - Number(b.id));
}
