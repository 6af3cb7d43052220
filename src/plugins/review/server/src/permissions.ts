import type { Core, UID } from '@strapi/strapi';

import { PERMISSIONS } from '../../shared/wire';
import { property } from './parse/unknown';
import { reviewableTypes } from './plugin-types';
import type { ReviewableType } from './reviewable';

/** The parts of Strapi's admin services used here, which have no types of their own. */
interface PermissionService {
  actionProvider: { registerMany(actions: object[]): Promise<unknown> };
}
interface RoleService {
  findOne(where: { code: string }): Promise<{ id: number } | null>;
  create(role: { name: string; code: string; description: string }): Promise<{ id: number }>;
  addPermissions(roleId: number, permissions: readonly unknown[]): Promise<unknown>;
  assignPermissions(roleId: number, permissions: readonly unknown[]): Promise<unknown>;
}

/** Once, at the first start: what an administrator changes later stays changed. */
async function once(strapi: Core.Strapi, key: string, seed: () => Promise<void>): Promise<void> {
  const store = strapi.store({ type: 'plugin', name: 'review', key });
  if ((await store.get({})) === true) return;
  await strapi.db.transaction(async () => {
    await seed();
    await store.set({ value: true });
  });
}

export async function registerAdminPermissions(strapi: Core.Strapi): Promise<void> {
  const action = (uid: string, displayName: string) => ({
    section: 'plugins',
    pluginName: 'review',
    uid,
    displayName,
  });
  const { actionProvider } = strapi.service('admin::permission') as PermissionService;
  await actionProvider.registerMany([
    action('queue.read', 'Read the queue'),
    action('submission.decide', 'Approve and reject'),
    action('settings.manage', 'Change the settings'),
    action('log.read', 'Read log and statistics'),
  ]);
}

async function grantToRole(
  strapi: Core.Strapi,
  roleType: string,
  actions: readonly string[],
): Promise<void> {
  const role: unknown = await strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: roleType }, select: ['id'] });
  const id = property(role, 'id');
  if (typeof id !== 'number') return;
  const permissions = strapi.db.query('plugin::users-permissions.permission');
  for (const action of actions) {
    if ((await permissions.count({ where: { action, role: id } })) === 0) {
      await permissions.create({ data: { action, role: id } });
    }
  }
}

const OWN = ['create', 'find', 'findOne', 'file', 'update', 'delete'].map(
  (action) => `plugin::review.submission.${action}`,
);
const LIVE_FILE = 'plugin::review.live-file.findOne';

/** Members may submit, never the public; both may fetch the files of what is live. */
export async function seedMemberPermissions(strapi: Core.Strapi): Promise<void> {
  await once(strapi, 'member-permissions', async () => {
    await grantToRole(strapi, 'authenticated', [...OWN, LIVE_FILE]);
    await grantToRole(strapi, 'public', [LIVE_FILE]);
  });
}

/** Types a reviewer meets beside those under review: what their relations point at. */
function referenceTypes(types: readonly ReviewableType[]): UID.ContentType[] {
  const targets = types.flatMap(({ attributes }) => attributes.map(({ target }) => target));
  return [...new Set(targets.filter((target) => target !== null))];
}

function fieldsOf(strapi: Core.Strapi, uid: UID.ContentType): string[] {
  const { attributes } = strapi.contentType(uid);
  const system = [
    'createdAt',
    'updatedAt',
    'publishedAt',
    'createdBy',
    'updatedBy',
    'locale',
    'localizations',
    'documentId',
  ];
  return Object.keys(attributes).filter((name) => !system.includes(name));
}

function reviewerPermissions(strapi: Core.Strapi): unknown[] {
  const types = [...reviewableTypes(strapi).values()];
  const explorer = (uid: UID.ContentType, actions: readonly string[]) =>
    actions.map((action) => ({
      action: `plugin::content-manager.explorer.${action}`,
      subject: uid,
      properties: ['publish', 'delete'].includes(action) ? {} : { fields: fieldsOf(strapi, uid) },
    }));
  return [
    { action: PERMISSIONS.readQueue },
    { action: PERMISSIONS.decide },
    { action: PERMISSIONS.readLog },
    { action: 'plugin::upload.read' },
    { action: 'plugin::upload.assets.create' },
    { action: 'plugin::upload.assets.download' },
    ...types.flatMap(({ uid }) => explorer(uid, ['create', 'read', 'update', 'publish'])),
    ...referenceTypes(types).flatMap((uid) => explorer(uid, ['create', 'read', 'update'])),
  ];
}

/**
 * The administrators' role that decides. Strapi's own Author, which creates and edits and does not
 * publish, needs nothing from us.
 */
export async function seedReviewerRole(strapi: Core.Strapi): Promise<void> {
  await once(strapi, 'reviewer-role', async () => {
    const roles = strapi.service('admin::role') as RoleService;
    if ((await roles.findOne({ code: 'review-reviewer' })) !== null) return;
    const role = await roles.create({
      name: 'Reviewer',
      code: 'review-reviewer',
      description: 'Reads the queue, edits submissions and decides on them.',
    });
    await roles.assignPermissions(role.id, reviewerPermissions(strapi));
  });
  await letReviewersReadLog(strapi);
}

/** For libraries from before there was such a right, once: it may have been taken away since. */
async function letReviewersReadLog(strapi: Core.Strapi): Promise<void> {
  await once(strapi, 'reviewers-read-log', async () => {
    const roles = strapi.service('admin::role') as RoleService;
    const role = await roles.findOne({ code: 'review-reviewer' });
    if (role === null) return;
    const where = { role: role.id, action: PERMISSIONS.readLog };
    if ((await strapi.db.query('admin::permission').count({ where })) > 0) return;
    await roles.addPermissions(role.id, [{ action: PERMISSIONS.readLog }]);
  });
}
