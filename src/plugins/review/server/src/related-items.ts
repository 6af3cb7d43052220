import type { Core } from '@strapi/strapi';

import { ReviewError } from './errors';
import type { SubmissionValues } from './parse/submission-values';
import { property } from './parse/unknown';
import type { ReviewableType } from './reviewable';

function idsIn(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((id): id is string => typeof id === 'string');
}

/**
 * Refuses categories, sources and the like that do not exist, by the name the caller used for them.
 * @throws ReviewError `invalidValue`
 */
export async function assertRelatedExist(
  strapi: Core.Strapi,
  type: ReviewableType,
  values: SubmissionValues,
): Promise<void> {
  for (const { name, target } of type.attributes) {
    const wanted = target === null ? [] : idsIn(values[name]);
    if (target === null || wanted.length === 0) continue;
    const rows: unknown[] = await strapi.db
      .query(target)
      .findMany({ where: { documentId: { $in: wanted } }, select: ['documentId'] });
    const found = new Set(rows.map((row) => property(row, 'documentId')));
    const missing = wanted.filter((id) => !found.has(id));
    if (missing.length > 0) {
      throw new ReviewError(
        'invalidValue',
        `"${name}" names what does not exist: ${missing.join(', ')}.`,
        {
          key: name,
        },
      );
    }
  }
}
