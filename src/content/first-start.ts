import type { Core } from '@strapi/strapi';

import { NAMED_BY } from './normalise';
import { property } from './property';

const READERS = ['public', 'authenticated'] as const;

/** What everybody may read unless an administrator decides otherwise. */
const READING = [
  ...Object.keys(NAMED_BY).flatMap((uid) => [`${uid}.find`, `${uid}.findOne`]),
  'api::catalogue.catalogue.find',
];

async function grant(strapi: Core.Strapi, actions: readonly string[]): Promise<void> {
  const permissions = strapi.db.query('plugin::users-permissions.permission');
  for (const type of READERS) {
    const role: unknown = await strapi.db
      .query('plugin::users-permissions.role')
      .findOne({ where: { type }, select: ['id'] });
    const id = property(role, 'id');
    if (typeof id !== 'number') continue;
    for (const action of actions) {
      if ((await permissions.count({ where: { action, role: id } })) === 0) {
        await permissions.create({ data: { action, role: id } });
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

/** What was granted by the starts before, of which the first ones only noted that they had been. */
function grantedBefore(stored: unknown): readonly unknown[] {
  if (stored === true)
    return Object.keys(NAMED_BY).flatMap((uid) => [`${uid}.find`, `${uid}.findOne`]);
  return Array.isArray(stored) ? stored : [];
}

/** What a new library starts with. Each right once: an administrator's later changes survive restarts. */
export async function prepareFirstStart(strapi: Core.Strapi): Promise<void> {
  await removeUnaskedTokens(strapi);
  const store = strapi.store({ type: 'core', name: 'library', key: 'first-start' });
  const before = grantedBefore(await store.get({}));
  const missing = READING.filter((action) => !before.includes(action));
  if (missing.length === 0) return;
  await grant(strapi, missing);
  await store.set({ value: READING });
}
