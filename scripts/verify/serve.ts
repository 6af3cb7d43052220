import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';

import { createStrapi, type Core } from '@strapi/strapi';

import { preparePublicFolder } from '../public-folder';
import { PASSWORD, type People } from './server';
import { withoutQuotas } from './without-quotas';

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

async function roleId(strapi: Core.Strapi, type: string, where: object): Promise<number> {
  const role = (await strapi.db.query(type).findOne({ where })) as WithId | null;
  if (role === null) throw new Error(`There is no ${type} like ${JSON.stringify(where)}`);
  return role.id;
}

async function administrator(strapi: Core.Strapi, email: string, code: string): Promise<void> {
  if ((await strapi.db.query('admin::user').count({ where: { email } })) > 0) return;
  const users = strapi.service('admin::user') as AdminService;
  await users.create({
    email,
    firstname: 'Known',
    lastname: 'Person',
    password: PASSWORD,
    isActive: true,
    roles: [await roleId(strapi, 'admin::role', { code })],
  });
}

async function memberToken(strapi: Core.Strapi): Promise<string> {
  const plugin = strapi.plugin('users-permissions');
  const email = 'member@example.org';
  const users = strapi.db.query('plugin::users-permissions.user');
  const known = (await users.findOne({ where: { email } })) as WithId | null;
  const role = await roleId(strapi, 'plugin::users-permissions.role', { type: 'authenticated' });
  const account = { username: 'member', email, password: PASSWORD, provider: 'local', role };
  const service = plugin.service<MemberService>('user');
  const { id } = known ?? (await service.add({ ...account, confirmed: true, blocked: false }));
  return plugin.service<JwtService>('jwt').issue({ id });
}

async function signIn(url: string, email: string): Promise<string> {
  const response = await fetch(`${url}/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const { data } = (await response.json()) as { data: { token: string } };
  return data.token;
}

async function people(strapi: Core.Strapi, url: string): Promise<People> {
  const editor = 'editor@example.org';
  await administrator(strapi, editor, 'strapi-super-admin');
  const reviewers = strapi.plugins.review ? ['one@example.org', 'two@example.org'] : [];
  for (const email of reviewers) await administrator(strapi, email, 'review-reviewer');
  return {
    member: await memberToken(strapi),
    editor: await signIn(url, editor),
    reviewers: await Promise.all(reviewers.map((email) => signIn(url, email))),
  };
}

/** A server process for one of the programs beside: boots what it is told to, and reports where it answers. */
export async function serve(
  appDir: string,
  distDir: string,
  { serveAdminPanel = false } = {},
): Promise<Core.Strapi> {
  await preparePublicFolder(process.env.ACCESSION_PUBLIC_FOLDER ?? resolve(appDir, 'public'));
  const strapi = createStrapi({ appDir, distDir, autoReload: false, serveAdminPanel });
  await strapi.load();
  await withoutQuotas(strapi);
  strapi.server.mount();
  await new Promise<void>((done) => {
    strapi.server.listen(0, '127.0.0.1', done);
  });
  const { port } = strapi.server.httpServer.address() as AddressInfo;
  const url = `http://127.0.0.1:${String(port)}`;
  process.send?.({ url, people: await people(strapi, url) });
  // Without the program that started it nobody would end it.
  process.once('disconnect', () => process.exit());
  return strapi;
}
