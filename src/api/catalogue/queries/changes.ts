import type { Core } from '@strapi/strapi';

import { ask } from '../database/ask';
import type { ChangeType, Tombstone } from '../item';
import type { Kind } from '../kinds';
import { badCursor, decodeCursor, encodeCursor } from '../params/cursor';
import { tombstoneOf } from './item';

interface Row {
  seq: string;
  change: ChangeType;
  document_id: string;
  kind: Kind;
  title: string;
  slug: string;
  at: Date;
  reason: Tombstone['reason'] | null;
  successor: string | null;
  printed: string | null;
}

export interface ChangesPage {
  /** Each as JSON. */
  changes: string[];
  /** To go on from; the same as given where nothing has happened since. */
  cursor: string;
  /** Whether more can be had at once. */
  hasMore: boolean;
}

interface Place {
  seq: number;
  at: Date;
}

/** A place among the changes. It holds the moment too: the numbers of a restored library may come round again. */
export function changesCursor({ seq, at }: Place): string {
  return encodeCursor([seq, at.valueOf()]);
}

export const START: Place = { seq: 0, at: new Date(0) };

/** @throws CatalogueError `bad-cursor` */
export async function placeAfter(
  strapi: Core.Strapi,
  text: string | undefined,
  parameter: string,
): Promise<Place> {
  if (text === undefined) return START;
  const [seq = 0, at = 0] = decodeCursor(parameter, text, ['number', 'number']).map(Number);
  if (seq === 0 && at === 0) return START;
  const [row] = await ask<{ at: Date }>(strapi, 'select at from catalogue_change where seq = $1', [
    Math.max(0, seq),
  ]);
  if (row?.at.valueOf() === at) return { seq, at: row.at };
  throw badCursor(
    parameter,
    text,
    'is of changes this library does not have; it may have been restored from a backup. Begin again with /api/catalogue/export.',
  );
}

/** The place behind everything there is. */
export async function lastPlace(strapi: Core.Strapi): Promise<Place> {
  const [row] = await ask<{ seq: string; at: Date }>(
    strapi,
    'select seq, at from catalogue_change order by seq desc limit 1',
  );
  return row === undefined ? START : { seq: Number(row.seq), at: row.at };
}

function changeJson(row: Row): string {
  const head = JSON.stringify({ seq: Number(row.seq), change: row.change, at: row.at });
  const body =
    row.change === 'withdrawn'
      ? `"item":null,"tombstone":${JSON.stringify(tombstoneOf(row))}`
      : `"item":${row.printed ?? 'null'},"tombstone":null`;
  return `${head.slice(0, -1)},${body}}`;
}

/**
 * What happened behind a place, each item once, with what it is now: an item that changed again since
 * comes where that happened.
 */
export async function listChanges(
  strapi: Core.Strapi,
  after: Place,
  limit: number,
): Promise<ChangesPage> {
  const rows = await ask<Row>(
    strapi,
    `select c.seq, c.change, c.document_id, c.kind, c.title, c.slug, c.at, c.reason, c.successor, e.printed
     from catalogue_change c left join catalogue_entry e on e.document_id = c.document_id
     where c.is_latest and c.seq > $1 order by c.seq limit $2`,
    [after.seq, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    changes: page.map(changeJson),
    cursor: changesCursor(last === undefined ? after : { seq: Number(last.seq), at: last.at }),
    hasMore: rows.length > limit,
  };
}
