import type { Core } from '@strapi/strapi';

import type { ReviewSettings } from '../../shared/desk';
import { unknownCategories } from './category-tree';
import { redatePending } from './due-dates';
import { ReviewError } from './errors';
import { property } from './parse/unknown';
import { writeSettings } from './settings';

async function assertCategoriesExist(
  strapi: Core.Strapi,
  key: string,
  ids: readonly string[],
): Promise<void> {
  const unknown = await unknownCategories(strapi, ids);
  if (unknown.length === 0) return;
  throw new ReviewError(
    'invalidValue',
    `"${key}" names categories that do not exist: ${unknown.join(', ')}.`,
    { key },
  );
}

async function assertReviewersExist(
  strapi: Core.Strapi,
  { scopes }: ReviewSettings,
): Promise<void> {
  const ids = scopes.map(({ reviewer }) => reviewer);
  const rows: unknown[] = await strapi.db
    .query('admin::user')
    .findMany({ where: { id: { $in: ids } }, select: ['id'] });
  const known = new Set(rows.map((row) => property(row, 'id')));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  throw new ReviewError(
    'invalidValue',
    `"scopes" names reviewers that do not exist: ${unknown.join(', ')}.`,
    { key: 'scopes' },
  );
}

/**
 * Puts new settings in force. When this returns, everything pending has its date by them: always, so that
 * saving again mends what a crash left undone.
 * @throws ReviewError `invalidValue` for a category or a reviewer that does not exist
 */
export async function changeSettings(strapi: Core.Strapi, settings: ReviewSettings): Promise<void> {
  const filed = settings.dueDaysByCategory.map(({ category }) => category);
  await assertCategoriesExist(strapi, 'dueDaysByCategory', filed);
  const scoped = settings.scopes.flatMap(({ categories }) => categories);
  await assertCategoriesExist(strapi, 'scopes', scoped);
  await assertReviewersExist(strapi, settings);
  await writeSettings(strapi, settings);
  await redatePending(strapi);
}
