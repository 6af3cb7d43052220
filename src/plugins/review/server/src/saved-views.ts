import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { NewView, SavedView } from '../../shared/desk';
import type { RequestActor } from './actor';
import { ReviewError } from './errors';
import { lockName, type Transaction } from './item-lock';

const VIEWS = 'review_views';
const MOST_OWN = 50;
/** Of everybody else's. */
const MOST_SHARED = 200;

interface ViewRow {
  id: number;
  owner_id: number;
  name: string;
  query: string;
  shared: boolean;
}

function ownerOf({ kind, id }: RequestActor): number {
  if (kind === 'admin' && id !== null) return id;
  throw new ReviewError('forbidden', 'Views are kept for people signed in to the admin.');
}

function rows(db: Knex): Knex.QueryBuilder<ViewRow, ViewRow[]> {
  return db<ViewRow, ViewRow[]>(VIEWS);
}

function viewOf({ id, owner_id, name, query, shared }: ViewRow, owner: number): SavedView {
  return { id, name, query, shared, own: owner_id === owner };
}

/** The caller's own, then what colleagues share, each by name. */
export async function listViews(strapi: Core.Strapi, actor: RequestActor): Promise<SavedView[]> {
  const owner = ownerOf(actor);
  const db = strapi.db.connection;
  const own: ViewRow[] = await rows(db)
    .where({ owner_id: owner })
    .orderByRaw('lower(name), id')
    .limit(MOST_OWN);
  const others: ViewRow[] = await rows(db)
    .where({ shared: true })
    .whereNot({ owner_id: owner })
    .orderByRaw('lower(name), id')
    .limit(MOST_SHARED);
  return [...own, ...others].map((row) => viewOf(row, owner));
}

/** @throws ReviewError `conflict` for a name taken, and where somebody keeps too many */
export async function saveView(
  strapi: Core.Strapi,
  view: NewView,
  actor: RequestActor,
): Promise<SavedView> {
  const owner = ownerOf(actor);
  return strapi.db.transaction(async ({ trx }: Transaction) => {
    // One at a time for each person, or two at once would pass the limit.
    await lockName(trx, `review views of ${owner}`);
    const kept: Pick<ViewRow, 'name'>[] = await rows(trx).where({ owner_id: owner }).select('name');
    if (kept.some(({ name }) => name === view.name)) {
      throw new ReviewError(
        'conflict',
        `You have a view "${view.name}" already. Name it otherwise.`,
      );
    }
    if (kept.length >= MOST_OWN) {
      throw new ReviewError(
        'conflict',
        `You keep ${MOST_OWN} views already, which is the most. Remove one first.`,
      );
    }
    const inserted = await rows(trx)
      .insert({ owner_id: owner, ...view })
      .returning('*');
    const [row] = inserted; // `returning('*')` gives whole rows
    if (row === undefined) throw new Error('The database gave no view back');
    return viewOf(row, owner);
  });
}

/** @throws ReviewError `forbidden` for a colleague's shared view, `notFound` for any other */
export async function removeView(
  strapi: Core.Strapi,
  id: number,
  actor: RequestActor,
): Promise<void> {
  const owner = ownerOf(actor);
  const db = strapi.db.connection;
  if ((await rows(db).where({ id, owner_id: owner }).delete()) > 0) return;
  const shared = await rows(db).where({ id, shared: true }).first();
  if (shared === undefined) throw new ReviewError('notFound', 'There is no such view.');
  throw new ReviewError('forbidden', 'This is a colleague’s view, which only they can remove.');
}
