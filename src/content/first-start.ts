import type { Core } from '@strapi/strapi';

import { NAMED_BY } from './normalise';
import { property } from './property';

const READERS = ['public', 'authenticated'] as const;

async function grantReading(strapi: Core.Strapi): Promise<void> {
  const permissions = strapi.db.query('plugin::users-permissions.permission');
  for (const type of READERS) {
    const role: unknown = await strapi.db
      .query('plugin::users-permissions.role')
      .findOne({ where: { type }, select: ['id'] });
    const id = property(role, 'id');
    if (typeof id !== 'number') continue;
    for (const uid of Object.keys(NAMED_BY)) {
      for (const name of ['find', 'findOne']) {
        const action = `${uid}.${name}`;
        if ((await permissions.count({ where: { action, role: id } })) === 0) {
          await permissions.create({ data: { action, role: id } });
        }
      }
    }
  }
}

/**
 * Strapi makes a read-only and a full-access API token nobody asked for; the second passes every check.
 * It does so at every start until there is an administrator, who alone could have asked for one.
 */
async function removeUnaskedTokens(strapi: Core.Strapi): Promise<void> {
  if ((await strapi.db.query('admin::user').count()) > 0) return;
  await strapi.db
    .query('admin::api-token')
    .deleteMany({ where: { name: { $in: ['Read Only', 'Full Access'] }, lastUsedAt: null } });
}

/** What a new library starts with. Once: an administrator's later changes survive restarts. */
export async function prepareFirstStart(strapi: Core.Strapi): Promise<void> {
  await removeUnaskedTokens(strapi);
  const store = strapi.store({ type: 'core', name: 'library', key: 'first-start' });
  if ((await store.get({})) === true) return;
  await grantReading(strapi);
  await store.set({ value: true });
}
