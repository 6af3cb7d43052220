import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { ReviewSettings } from '../../shared/desk';
import type { RequestActor } from './actor';
import { withAncestors } from './category-tree';
import { ReviewError } from './errors';
import { readSettings } from './settings';
import type { Submission } from './submission-store';

/** The categories somebody is limited to, or `null` for everything. */
export type Scope = readonly string[] | null;

export function scopeOf(
  { scopes }: ReviewSettings,
  { account }: Pick<RequestActor, 'account'>,
): Scope {
  return scopes.find(({ reviewer }) => reviewer === account)?.categories ?? null;
}

/** Whether one of the categories is in the scope, or stands in one that is. */
export async function isInScope(
  strapi: Core.Strapi,
  db: Knex,
  scope: Scope,
  categoryIds: readonly string[],
): Promise<boolean> {
  if (scope === null) return true;
  const ancestors = await withAncestors(strapi, db, categoryIds);
  return [...ancestors.values()].flat().some((id) => scope.includes(id));
}

export function outOfScope(): ReviewError {
  return new ReviewError(
    'outOfScope',
    'This is filed outside the categories you review. Someone who reviews them must see to it.',
  );
}

/**
 * Refuses what lies outside the categories an administrator is limited to.
 * @param categoryIds of the draft itself where something is decided, read under the item's lock
 * @throws ReviewError `outOfScope`
 */
export async function assertInScope(
  strapi: Core.Strapi,
  db: Knex,
  actor: RequestActor,
  categoryIds: readonly string[],
): Promise<void> {
  if (actor.account === null) return;
  const scope = scopeOf(await readSettings(strapi), actor);
  if (!(await isInScope(strapi, db, scope, categoryIds))) throw outOfScope();
}

/** By the categories kept with the submission. @throws ReviewError `outOfScope` */
export async function assertVisible(
  strapi: Core.Strapi,
  { categoryIds }: Submission,
  actor: RequestActor,
): Promise<void> {
  await assertInScope(strapi, strapi.db.connection, actor, categoryIds);
}
