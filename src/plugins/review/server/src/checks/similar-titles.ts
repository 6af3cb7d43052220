import type { Core } from '@strapi/strapi';

import type { Likeness } from '../../../shared/checks';
import type { State } from '../../../shared/workflow';
import type { Transaction } from '../item-lock';
import { property } from '../parse/unknown';
import { reviewableTypes } from '../plugin-types';
import { isInScope, type Scope } from '../scopes';
import { publicAddress } from './twins';

/** Of the trigrams of two titles so many are the same (pg_trgm). Below it, titles of a series are alike that differ. */
const ALIKE = 0.6;
const MOST_NAMED = 5;
/** Of a title that would take longer than this no likeness is told. */
const TIMEOUT_MS = 1000;
/** SQLSTATE of what a timeout ends. */
const QUERY_CANCELED = '57014';

interface Row {
  id: string;
  content_type: string;
  item_id: string;
  title: string;
  state: State;
  category_ids: string[];
  likeness: number;
}

/** @returns none where looking takes too long: titles of two or three letters are like too many. */
async function rowsLike(strapi: Core.Strapi, title: string, except: string): Promise<Row[]> {
  try {
    return await askForRows(strapi, title, except);
  } catch (error) {
    if (property(error, 'code') !== QUERY_CANCELED) throw error;
    strapi.log.warn(`Looking for titles like that of submission ${except} took too long`);
    return [];
  }
}

async function askForRows(strapi: Core.Strapi, title: string, except: string): Promise<Row[]> {
  return strapi.db.transaction(async ({ trx }: Transaction) => {
    await trx.raw(`set local pg_trgm.similarity_threshold = ${ALIKE}`);
    await trx.raw(`set local statement_timeout = ${TIMEOUT_MS}`);
    const { rows } = await trx.raw<{ rows: Row[] }>(
      `select id, content_type, item_id, title, state, category_ids,
         similarity(title_folded, lower(left(?, 300))) as likeness
       from review_submissions where title_folded % lower(left(?, 300)) and id <> ?
       order by likeness desc, id limit ?`,
      [title, title, except, MOST_NAMED],
    );
    return rows;
  });
}

async function viewOf(strapi: Core.Strapi, scope: Scope, row: Row): Promise<Likeness[]> {
  const type = reviewableTypes(strapi).get(row.content_type);
  if (type === undefined) return [];
  const percent = Math.round(row.likeness * 100);
  if (row.state === 'approved') {
    const { item_id: documentId, title } = row;
    const address = publicAddress(type, documentId);
    return [{ twin: { type: type.name, documentId, title, address }, percent }];
  }
  // That a title is like this one tells what it says, so what lies outside a reviewer's categories is left out.
  if (!(await isInScope(strapi, strapi.db.connection, scope, row.category_ids))) return [];
  const { id: submissionId, title, state } = row;
  return [{ twin: { submissionId, type: type.name, title, state }, percent }];
}

/**
 * Items whose title is like this one, the likest first. For reviewers only.
 * @param except the submission itself
 */
export async function findSimilarTitles(
  strapi: Core.Strapi,
  title: string,
  except: string,
  scope: Scope,
): Promise<Likeness[]> {
  const found: Likeness[] = [];
  for (const row of await rowsLike(strapi, title, except))
    found.push(...(await viewOf(strapi, scope, row)));
  return found;
}
