import type { Core } from '@strapi/strapi';

interface WithId {
  id: number;
}

const TYPES = [
  'api::library-document.library-document',
  'api::category.category',
  'api::information-source.information-source',
];

/** Lets everybody read documents of a stock Strapi and what they refer to, as a website would have it. */
export async function openStockReading(strapi: Core.Strapi): Promise<void> {
  const role = (await strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'public' } })) as WithId | null;
  for (const action of TYPES.map((type) => `${type}.find`)) {
    await strapi.db
      .query('plugin::users-permissions.permission')
      .create({ data: { action, role: role?.id } });
  }
}
