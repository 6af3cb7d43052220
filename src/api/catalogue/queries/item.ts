import type { Core } from '@strapi/strapi';

import { ask } from '../database/ask';
import type { Tombstone } from '../item';
import type { Kind } from '../kinds';

/** What there is at an address. */
export type Found =
  | { what: 'item'; printed: string; body: string | null; updatedAt: Date }
  /** It is live, under another slug. */
  | { what: 'moved'; slug: string }
  | { what: 'withdrawn'; tombstone: Tombstone }
  | { what: 'nothing' };

interface EntryRow {
  printed: string;
  body: string | null;
  updated_at: Date;
}

interface ChangeRow {
  change: string;
  document_id: string;
  kind: Kind;
  title: string;
  slug: string;
  at: Date;
  reason: Tombstone['reason'] | null;
  successor: string | null;
}

export function tombstoneOf(row: Omit<ChangeRow, 'change'>): Tombstone {
  if (row.reason === null) throw new Error(`${row.document_id} is not withdrawn`);
  return {
    id: row.document_id,
    documentId: row.document_id,
    kind: row.kind,
    title: row.title,
    slug: row.slug,
    withdrawnAt: row.at.toISOString(),
    reason: row.reason,
    successor: row.successor,
  };
}

/**
 * The item of this documentId or slug. What is live comes first; then what had the slug last. Of what was
 * never live there is no trace here, pending or not.
 */
export async function findItem(strapi: Core.Strapi, name: string): Promise<Found> {
  const [entry] = await ask<EntryRow>(
    strapi,
    `select printed, body, updated_at from catalogue_entry where document_id = $1 or slug = $1
     order by document_id = $1 desc, entered limit 1`,
    [name],
  );
  if (entry !== undefined) {
    const { printed, body, updated_at: updatedAt } = entry;
    return { what: 'item', printed, body, updatedAt };
  }
  const [last] = await ask<ChangeRow>(
    strapi,
    // One way for each index. This table only grows, and who asks for what never was is to read none of it.
    `select latest.* from (
       (select document_id, true as by_id from catalogue_change where document_id = $1 and is_latest limit 1)
       union all
       (select document_id, false from catalogue_change where slug = $1 order by seq desc limit 1)) named
     join catalogue_change latest on latest.document_id = named.document_id and latest.is_latest
     order by by_id desc limit 1`,
    [name],
  );
  if (last === undefined) return { what: 'nothing' };
  if (last.change === 'withdrawn') return { what: 'withdrawn', tombstone: tombstoneOf(last) };
  return { what: 'moved', slug: last.slug };
}
