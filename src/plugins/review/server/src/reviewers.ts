import type { Core } from '@strapi/strapi';

import { PERMISSIONS, type Reviewer } from '../../shared/wire';
import { adminName } from './actor';
import { property } from './parse/unknown';

/** More than a list to choose from can show. */
const MOST = 500;

/** Administrators who may decide: active, not blocked, with a role that has the right. */
async function find(strapi: Core.Strapi, where: object): Promise<Reviewer[]> {
  const mayDo = (action: string) => ({ roles: { permissions: { action } } });
  const rows: unknown[] = await strapi.db.query('admin::user').findMany({
    where: {
      $and: [
        { isActive: true, ...where },
        { $or: [{ blocked: false }, { blocked: { $null: true } }] },
        // Nobody decides on what they may not read; the two rights may come from two roles.
        mayDo(PERMISSIONS.readQueue),
        mayDo(PERMISSIONS.decide),
      ],
    },
    select: ['id', 'firstname', 'lastname', 'username'],
    orderBy: [{ firstname: 'asc' }, { lastname: 'asc' }, { id: 'asc' }],
    limit: MOST,
  });
  const named = rows.map((row) => {
    const id = Number(property(row, 'id'));
    return { id, name: adminName(row, id) };
  });
  return [...new Map(named.map((reviewer) => [reviewer.id, reviewer])).values()];
}

export function listReviewers(strapi: Core.Strapi): Promise<Reviewer[]> {
  return find(strapi, {});
}

export async function findReviewer(strapi: Core.Strapi, id: number): Promise<Reviewer | null> {
  const [found] = await find(strapi, { id });
  return found ?? null;
}
