import type { Core } from '@strapi/strapi';

import type { ReviewSettings, SettingsProblem } from '../../shared/desk';
import { unknownCategories } from './category-tree';
import { redatePending } from './due-dates';
import { ReviewError } from './errors';
import { property } from './parse/unknown';
import { readSettings, writeSettings } from './settings';

/** Something named in the settings, with where it is named. */
interface Named<Id> {
  id: Id;
  path: SettingsProblem['path'];
}

function categoriesIn({ dueDaysByCategory, scopes }: ReviewSettings): Named<string>[] {
  const dated = dueDaysByCategory.map(({ category }, index) => ({
    id: category,
    path: ['dueDaysByCategory', index, 'category'],
  }));
  const scoped = scopes.flatMap(({ categories }, index) =>
    categories.map((id) => ({ id, path: ['scopes', index, 'categories'] })),
  );
  return [...dated, ...scoped];
}

function reviewersIn({ scopes }: ReviewSettings): Named<number>[] {
  return scopes.map(({ reviewer }, index) => ({
    id: reviewer,
    path: ['scopes', index, 'reviewer'],
  }));
}

/** What was there before may stay: something deleted elsewhere must not keep others from saving. */
function added<Id>(all: readonly Named<Id>[], before: readonly Named<Id>[]): Named<Id>[] {
  const kept = new Set(before.map(({ id }) => id));
  return all.filter(({ id }) => !kept.has(id));
}

async function unknownReviewers(strapi: Core.Strapi, ids: readonly number[]): Promise<number[]> {
  const rows: unknown[] = await strapi.db
    .query('admin::user')
    .findMany({ where: { id: { $in: ids } }, select: ['id'] });
  const known = new Set(rows.map((row) => property(row, 'id')));
  return ids.filter((id) => !known.has(id));
}

async function assertNamedExist(
  strapi: Core.Strapi,
  settings: ReviewSettings,
  before: ReviewSettings,
): Promise<void> {
  const categories = added(categoriesIn(settings), categoriesIn(before));
  const reviewers = added(reviewersIn(settings), reviewersIn(before));
  const unknown = new Set<string | number>([
    ...(await unknownCategories(
      strapi,
      categories.map(({ id }) => id),
    )),
    ...(await unknownReviewers(
      strapi,
      reviewers.map(({ id }) => id),
    )),
  ]);
  const wrong = [...categories, ...reviewers].filter(({ id }) => unknown.has(id));
  if (wrong.length === 0) return;
  const problems: SettingsProblem[] = wrong.map(({ id, path }) => ({
    path,
    message: `There is no ${String(id)}.`,
    rule: 'unknown',
    numbers: {},
  }));
  const named = wrong.map(({ id, path }) => `${String(id)} (${path.join('.')})`).join(', ');
  throw new ReviewError('invalidValue', `The settings name what does not exist: ${named}.`, {
    problems,
  });
}

/**
 * Puts new settings in force. When this returns, everything pending has its date by them: always, so that
 * saving again mends what a crash left undone.
 * @throws ReviewError `invalidValue` for a category or a reviewer that does not exist and was not named before
 */
export async function changeSettings(strapi: Core.Strapi, settings: ReviewSettings): Promise<void> {
  await assertNamedExist(strapi, settings, await readSettings(strapi));
  await writeSettings(strapi, settings);
  await redatePending(strapi);
}
