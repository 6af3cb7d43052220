import { AsyncLocalStorage } from 'node:async_hooks';

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { PERMISSIONS } from '../../shared/wire';
import { STATES, type State } from '../../shared/workflow';
import { currentActor, may } from './actor';
import { ReviewError } from './errors';
import { property } from './parse/unknown';
import { reviewableTypes } from './plugin-types';
import { questionOf, visibleTo, type Question } from './queue-filters';

/** The content manager takes it from `plugins[review][reviewState]` of its address and sends it like this. */
const PARAMETER = 'reviewState';

interface Asked {
  uid: string;
  state: State;
  within: Question['within'];
}
const asked = new AsyncLocalStorage<Asked>();

/** Whether the request is for one of the content manager's lists, the only place that is narrowed. */
function servesList(route: unknown): boolean {
  return (
    property(property(route, 'info'), 'pluginName') === 'content-manager' &&
    property(route, 'handler') === 'collection-types.find'
  );
}

/**
 * The state that the content manager's list is to be narrowed to, `null` where it asks for none.
 * @throws ReviewError `invalidParameter`; `forbidden` to those who may not read the queue
 */
function askedState(strapi: Core.Strapi): State | null {
  const ctx = strapi.requestContext.get();
  const value = property(ctx?.query, PARAMETER);
  if (value === undefined || value === 'all' || !servesList(property(ctx?.state, 'route'))) {
    return null;
  }
  const state = STATES.find((known) => known === value);
  if (state === undefined) {
    throw new ReviewError(
      'invalidParameter',
      `"${PARAMETER}" must be one of ${STATES.join(', ')}, all.`,
      { parameter: PARAMETER },
    );
  }
  if (!may(ctx?.state, PERMISSIONS.readQueue)) {
    throw new ReviewError(
      'forbidden',
      'Only those who may read the review queue can list items by their state in review.',
    );
  }
  return state;
}

/**
 * Runs a read of the document service so that it finds only items in the state asked for, if one is,
 * and of those what the reviewer sees in the queue.
 */
export async function readByState(
  strapi: Core.Strapi,
  uid: string,
  read: () => Promise<unknown>,
): Promise<unknown> {
  const state = askedState(strapi);
  if (state === null) return read();
  const { within } = await questionOf(strapi, currentActor(strapi), { filters: {}, search: '' });
  return asked.run({ uid, state, within }, read);
}

function itemsIn(strapi: Core.Strapi, { uid, state, within }: Asked): Knex.QueryBuilder {
  return visibleTo(strapi, reviewableTypes(strapi), { within })
    .where({ content_type: uid, state })
    .select('item_id');
}

/**
 * Here and not in the call's filters: the document service copies those value by value, and a list
 * of ids in them would grow with the library. The query engine hands a subquery on to PostgreSQL,
 * for the page and for its count alike.
 */
export function narrowListsByState(strapi: Core.Strapi, uids: readonly string[]): void {
  const narrow = (event: { model: { uid: string }; params: { where?: unknown } }) => {
    const list = asked.getStore();
    if (list?.uid !== event.model.uid) return;
    const ofState = { documentId: { $in: itemsIn(strapi, list) } };
    event.params.where = { $and: [event.params.where ?? {}, ofState] };
  };
  strapi.db.lifecycles.subscribe({
    models: [...uids],
    beforeFindMany: narrow,
    beforeCount: narrow,
  });
}
