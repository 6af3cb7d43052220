import type { Core } from '@strapi/strapi';

import type { LogEntry, LogPage } from '../../../shared/desk';
import { EVENTS, type EventRow } from '../log';
import type { LogQuery } from '../parse/log-query';
import { SUBMISSIONS } from '../submission-store';
import type { Types } from '../submission-views';
import { narrow, typeNameOf } from './filter';

/** An event with the title its item has now, if it has a submission still. */
type TitledEvent = EventRow & { title: string | null };

function viewEntry(types: Types, event: TitledEvent): LogEntry {
  return {
    id: Number(event.id),
    at: event.at.toISOString(),
    event: event.type,
    submissionId: event.submission_id,
    type: typeNameOf(types, event.content_type),
    itemId: event.item_id,
    title: event.title,
    from: event.from_state,
    to: event.to_state,
    revision: event.revision,
    digest: event.digest,
    actor: { kind: event.actor_kind, id: event.actor_id, name: event.actor_name },
    reason: event.reason,
    reasonId: event.reason_id,
    note: event.note,
    internalNote: event.internal_note,
    requestId: event.request_id,
    fileSha256: event.file_sha256,
    hash: event.hash ?? '',
  };
}

/** A page of the log, newest first. */
export async function listLog(
  strapi: Core.Strapi,
  types: Types,
  { filters, before, limit }: LogQuery,
): Promise<LogPage> {
  const db = strapi.db.connection;
  const page = db(`${EVENTS} as e`)
    .select('e.*')
    .orderBy([
      { column: 'e.at', order: 'desc' },
      { column: 'e.id', order: 'desc' },
    ])
    .limit(limit + 1);
  narrow(page, types, filters);
  if (before !== null) {
    void page.whereRaw('(e.at, e.id) < (select at, id from ?? where id = ?)', [EVENTS, before]);
  }
  // One page first, and titles for those only.
  const events = await db
    .select<TitledEvent[]>('e.*', 's.title')
    .from(page.as('e'))
    .leftJoin(`${SUBMISSIONS} as s`, 's.id', 'e.submission_id')
    .orderBy([
      { column: 'e.at', order: 'desc' },
      { column: 'e.id', order: 'desc' },
    ]);
  const shown = events.slice(0, limit);
  const last = events.length > limit ? shown.at(-1) : undefined;
  return {
    data: shown.map((event) => viewEntry(types, event)),
    meta: { before: last === undefined ? null : Number(last.id) },
  };
}
