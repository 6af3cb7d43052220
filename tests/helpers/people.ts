import { randomBytes } from 'node:crypto';

import type { TestApp } from './app';
import { api } from './http';

/** A registered user of the site. */
export interface Member {
  id: number;
  jwt: string;
  username: string;
  email: string;
}

/** Someone who signs in to the admin. */
export interface Admin {
  id: number;
  /** Their admin token, got by signing in. */
  token: string;
  email: string;
  password: string;
}

export interface AdminPermission {
  action: string;
  subject?: string | null;
  conditions?: string[];
  properties?: Record<string, unknown>;
}

const PASSWORD = 'Known-password-1';

interface WithId {
  id: number;
}

/** The parts of Strapi's services used here, which have no types of their own. */
interface MemberService {
  add: (values: object) => Promise<WithId>;
}
interface JwtService {
  issue: (payload: WithId) => string | Promise<string>;
}
interface AdminService {
  create: (values: object) => Promise<WithId>;
}
interface RoleService extends AdminService {
  assignPermissions: (role: number, permissions: object[]) => Promise<unknown>;
}

/** Made by the service and not by registering, which is limited in number and may demand a confirmed address. */
export async function createMember(app: TestApp): Promise<Member> {
  const username = unique('member');
  const email = `${username}@example.org`;
  const users = app.strapi.plugin('users-permissions');
  const { id } = await users.service<MemberService>('user').add({
    username,
    email,
    password: PASSWORD,
    provider: 'local',
    confirmed: true,
    blocked: false,
    role: await idOf(app, 'plugin::users-permissions.role', { type: 'authenticated' }),
  });
  const jwt = await users.service<JwtService>('jwt').issue({ id });
  return { id, jwt, username, email };
}

/**
 * @param role the code of an existing role (`strapi-super-admin`, `strapi-author`, `review-reviewer` …), or the
 * permissions of a role to be made for this person alone.
 */
export async function createAdmin(app: TestApp, role: string | AdminPermission[]): Promise<Admin> {
  const roleId =
    typeof role === 'string'
      ? await idOf(app, 'admin::role', { code: role })
      : await makeRole(app, role);
  const email = `${unique('admin')}@example.org`;
  const { id } = await (app.strapi.service('admin::user') as AdminService).create({
    firstname: 'Test',
    lastname: 'Person',
    email,
    password: PASSWORD,
    isActive: true,
    roles: [roleId],
  });
  const answer = await api(app.url).post<{ data?: { token?: string } }>('/admin/login', {
    email,
    password: PASSWORD,
  });
  const token = answer.body.data?.token;
  if (token === undefined) {
    throw new Error(
      `Signing in failed with ${String(answer.status)}: ${JSON.stringify(answer.body)}`,
    );
  }
  return { id, token, email, password: PASSWORD };
}

type RoleType = 'admin::role' | 'plugin::users-permissions.role';

async function idOf(app: TestApp, type: RoleType, where: object): Promise<number> {
  const role = (await app.strapi.db.query(type).findOne({ where })) as WithId | null;
  if (role) return role.id;
  throw new Error(`There is no ${type} with ${JSON.stringify(where)}.`);
}

async function makeRole(app: TestApp, permissions: AdminPermission[]): Promise<number> {
  const service = app.strapi.service('admin::role') as RoleService;
  const { id } = await service.create({ name: unique('role'), description: '' });
  const complete = permissions.map(({ action, subject, conditions, properties }) => ({
    action,
    subject: subject ?? null,
    conditions: conditions ?? [],
    properties: properties ?? {},
  }));
  await service.assignPermissions(id, complete);
  return id;
}

function unique(kind: string): string {
  return `${kind}-${randomBytes(4).toString('hex')}`;
}
