import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

import { property } from './property';

const CATEGORY = 'api::category.category';

/** The id in any of the shapes the query engine takes a to-one relation in; `null` where it names none. */
function targetId(relation: unknown): number | null {
  if (typeof relation === 'number') return relation;
  if (Array.isArray(relation)) return targetId(relation[0]);
  if (typeof relation !== 'object' || relation === null) return null;
  const { id, set, connect } = relation as Record<string, unknown>;
  return targetId(id) ?? targetId(set) ?? targetId(connect);
}

/**
 * Refuses a parent that lies inside the category itself. The database refuses it too, and alone
 * does so under concurrency; but Strapi answers that error with a second one that hides it.
 * @throws ValidationError
 */
export async function assertNoCycle(
  strapi: Core.Strapi,
  categoryId: unknown,
  parent: unknown,
): Promise<void> {
  const parentId = targetId(parent);
  if (parentId === null || typeof categoryId !== 'number') return;
  const seen = new Set<number>();
  for (let above: number | null = parentId; above !== null && !seen.has(above);) {
    if (above === categoryId) {
      throw new errors.ValidationError(
        'A category cannot stand inside itself: choose a parent outside the ones it contains.',
        { key: 'parent' },
      );
    }
    seen.add(above);
    const category: unknown = await strapi.db
      .query(CATEGORY)
      .findOne({ where: { id: above }, populate: { parent: true } });
    above = targetId(property(category, 'parent'));
  }
}
