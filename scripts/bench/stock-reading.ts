import type { Core } from '@strapi/strapi';

interface WithId {
  id: number;
}

const TYPES = [
  'api::library-document.library-document',
  'api::category.category',
  'api::information-source.information-source',
];

/** Lets everybody with this role do these things on a stock Strapi. */
export async function allowStock(
  strapi: Core.Strapi,
  type: 'public' | 'authenticated',
  actions: readonly string[],
): Promise<void> {
  const role = (await strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type } })) as WithId | null;
  for (const action of actions) {
    await strapi.db
      .query('plugin::users-permissions.permission')
      .create({ data: { action, role: role?.id } });
  }
}

/** Lets everybody read documents of a stock Strapi and what they refer to, as a website would have it. */
export function openStockReading(strapi: Core.Strapi): Promise<void> {
  const actions = TYPES.map((type) => `${type}.find`);
  return allowStock(strapi, 'public', actions);
}
