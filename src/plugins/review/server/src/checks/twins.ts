import type { Core } from '@strapi/strapi';

import type { LiveTwin, WaitingTwin } from '../../../shared/checks';
import type { State } from '../../../shared/workflow';
import type { RequestActor } from '../actor';
import { columnOf } from '../database/storage';
import { reviewableTypes } from '../plugin-types';
import type { ReviewableType } from '../reviewable';
import { isInScope, scopeOf, type Scope } from '../scopes';
import { readSettings } from '../settings';

/** Of each kind of twin so many are named; one is enough to look. */
const MOST_NAMED = 5;

/** What two items may have in common. */
export type Common =
  | { kind: 'files'; sha256: readonly string[] }
  /** All spellings of an address. */
  | { kind: 'address'; spellings: readonly string[] };

/** Rows `t` of a type's table that have such a thing. */
interface Place {
  type: ReviewableType;
  titleColumn: string;
  from: string;
  fromBindings: readonly string[];
  /** With one question mark, for `values`. */
  where: string;
  values: readonly string[];
  /** The file's hash, where it is about files. */
  sha256: string;
}

function placeOfFiles(
  strapi: Core.Strapi,
  type: ReviewableType,
  values: readonly string[],
): Place[] {
  if (type.file === null) return [];
  return [
    {
      type,
      titleColumn: columnOf(strapi, type.uid, type.title),
      from: `files f join files_related_mph m on m.file_id = f.id and m.related_type = ? and m.field = ?
        join "${strapi.db.metadata.get(type.uid).tableName}" t on t.id = m.related_id`,
      fromBindings: [type.uid, type.file],
      where: 'f.sha256 = any (?)',
      values,
      sha256: 'f.sha256',
    },
  ];
}

function placeOfAddress(
  strapi: Core.Strapi,
  type: ReviewableType,
  values: readonly string[],
): Place[] {
  if (type.link === null) return [];
  return [
    {
      type,
      titleColumn: columnOf(strapi, type.uid, type.title),
      from: `"${strapi.db.metadata.get(type.uid).tableName}" t`,
      fromBindings: [],
      // The expression that has an index.
      where: `split_part(t."${columnOf(strapi, type.uid, type.link)}", '#', 1) = any (?)`,
      values,
      sha256: 'null',
    },
  ];
}

/** Where items have such a thing in common; types that have no such thing are left out. */
function placesOf(strapi: Core.Strapi, common: Common): Place[] {
  return [...reviewableTypes(strapi).values()].flatMap((type) =>
    common.kind === 'files'
      ? placeOfFiles(strapi, type, common.sha256)
      : placeOfAddress(strapi, type, common.spellings),
  );
}

async function ask<Row>(
  strapi: Core.Strapi,
  sql: string,
  bindings: readonly unknown[],
): Promise<Row[]> {
  // Knex types its bindings more narrowly than what the driver takes: a list is an array to it.
  const { rows } = await strapi.db.connection.raw<{ rows: Row[] }>(sql, bindings as never[]);
  return rows;
}

/** Where anybody finds a public item. */
export function publicAddress(type: ReviewableType, documentId: string): string {
  return `/api/${type.name}/${documentId}`;
}

/** What has something in common, and which file where it is about files. */
export interface Found<Twin> {
  twin: Twin;
  sha256: string | null;
}

interface LiveRow {
  document_id: string;
  title: string;
  sha256: string | null;
}

/**
 * Public items that have something in common with what is checked. Asks about nothing else, so that no member can tell
 * by the answer, or by when it came, what waits.
 * @param except documentId of the item that is checked
 */
export async function liveTwins(
  strapi: Core.Strapi,
  common: Common,
  except: string | null,
): Promise<Found<LiveTwin>[]> {
  const found: Found<LiveTwin>[] = [];
  for (const { type, titleColumn, from, fromBindings, where, values, sha256 } of placesOf(
    strapi,
    common,
  )) {
    const rows = await ask<LiveRow>(
      strapi,
      `select distinct on (t.document_id) t.document_id, t."${titleColumn}" as title, ${sha256} as sha256
       from ${from} where ${where} and t.published_at is not null and t.document_id is distinct from ?
       order by t.document_id limit ?`,
      [...fromBindings, values, except, MOST_NAMED],
    );
    for (const { document_id: documentId, title, sha256: of } of rows) {
      const address = publicAddress(type, documentId);
      found.push({ twin: { type: type.name, documentId, title, address }, sha256: of });
    }
  }
  return found;
}

interface WaitingRow {
  id: string;
  title: string;
  state: State;
  category_ids: string[];
  sha256: string | null;
}

/** What reviewers are limited to must not be got round by a duplicate. */
async function asSeenBy(
  strapi: Core.Strapi,
  scope: Scope,
  type: ReviewableType,
  { id, title, state, category_ids: categoryIds, sha256 }: WaitingRow,
): Promise<Found<WaitingTwin>> {
  if (!(await isInScope(strapi, strapi.db.connection, scope, categoryIds))) {
    return { twin: { submissionId: null, type: null, title: null, state }, sha256 };
  }
  return { twin: { submissionId: id, type: type.name, title, state }, sha256 };
}

/** What a reviewer is limited to; the scope of one who is not is `null`. */
export async function scopeOfReviewer(strapi: Core.Strapi, reviewer: RequestActor): Promise<Scope> {
  return scopeOf(await readSettings(strapi), reviewer);
}

/** Submissions that are not public as they are and have it in common. For reviewers only. */
export async function waitingTwins(
  strapi: Core.Strapi,
  common: Common,
  except: string,
  scope: Scope,
): Promise<Found<WaitingTwin>[]> {
  const found: Found<WaitingTwin>[] = [];
  for (const { type, from, fromBindings, where, values, sha256 } of placesOf(strapi, common)) {
    const rows = await ask<WaitingRow>(
      strapi,
      `select distinct on (s.id) s.id, s.title, s.state, s.category_ids, ${sha256} as sha256
       from ${from} join review_submissions s on s.item_id = t.document_id and s.content_type = ?
       where ${where} and t.published_at is null and s.state <> 'approved' and s.item_id <> ?
       order by s.id limit ?`,
      [...fromBindings, type.uid, values, except, MOST_NAMED],
    );
    for (const row of rows) found.push(await asSeenBy(strapi, scope, type, row));
  }
  return found;
}
