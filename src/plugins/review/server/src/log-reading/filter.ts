import type { Knex } from 'knex';

import { addDays } from '../parse/day';
import type { LogFilters } from '../parse/log-query';
import type { Types } from '../submission-views';

/** Narrows a query on `review_events`, there called `e`. Each filter has an index of its own. */
export function narrow(query: Knex.QueryBuilder, types: Types, filters: LogFilters): void {
  const { event, actor, submission, type, from, to } = filters;
  if (event !== undefined) void query.where('e.type', event);
  if (actor !== undefined) {
    void query.where({ 'e.actor_kind': actor.kind, 'e.actor_id': actor.id });
  }
  if (submission !== undefined) void query.where('e.submission_id', submission);
  if (type !== undefined) {
    const named = [...types.values()].find(({ name }) => name === type);
    void query.where('e.content_type', named?.uid ?? '');
  }
  if (from !== undefined) void query.where('e.at', '>=', `${from}T00:00:00Z`);
  if (to !== undefined) void query.where('e.at', '<', `${addDays(to, 1)}T00:00:00Z`);
}

/** A content type's plural API name; its uid where it is no longer under review. */
export function typeNameOf(types: Types, uid: string): string {
  return types.get(uid)?.name ?? uid;
}
