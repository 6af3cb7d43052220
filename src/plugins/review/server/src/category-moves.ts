import type { Core } from '@strapi/strapi';

import type { RequestActor } from './actor';
import type { Transaction } from './item-lock';
import { isInScope, outOfScope, scopeOf } from './scopes';
import { readSettings } from './settings';

/** A call of the document service that may put a category somewhere else in the tree. */
export interface CategoryWrite {
  strapi: Core.Strapi;
  documentId: unknown;
  actor: RequestActor;
  next: () => Promise<unknown>;
}

/**
 * Whoever is limited to some categories may not move another one in among them: everything filed
 * there would become theirs to decide.
 * @throws ReviewError `outOfScope`
 */
export async function guardCategoryMove({
  strapi,
  documentId,
  actor,
  next,
}: CategoryWrite): Promise<unknown> {
  if (actor.account === null || typeof documentId !== 'string') return next();
  const scope = scopeOf(await readSettings(strapi), actor);
  if (scope === null) return next();
  return strapi.db.transaction(async ({ trx }: Transaction) => {
    const wasInside = await isInScope(strapi, trx, scope, [documentId]);
    const written = await next();
    if (!wasInside && (await isInScope(strapi, trx, scope, [documentId]))) throw outOfScope();
    return written;
  });
}
