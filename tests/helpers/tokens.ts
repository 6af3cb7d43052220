import { createHmac, randomBytes } from 'node:crypto';

import type { TestApp } from './app';

interface TokenService {
  create: (values: object) => Promise<{ accessKey: string }>;
}

interface ApiTokenValues {
  type: 'read-only' | 'full-access' | 'custom';
  permissions?: string[];
}

/** An API token for the content API, as the admin makes them. Answers its access key. */
export async function createApiToken(app: TestApp, values: ApiTokenValues): Promise<string> {
  const service = app.strapi.service('admin::api-token-content-api') as unknown as TokenService;
  const { accessKey } = await service.create({
    name: `token-${randomBytes(4).toString('hex')}`,
    description: '',
    lifespan: null,
    ...values,
  });
  return accessKey;
}

/** Every action of the content API that could be granted, of all plugins. */
export function everyContentApiAction(app: TestApp): string[] {
  // Strapi's types leave out how the actions are listed.
  const { providers } = app.strapi.contentAPI.permissions as unknown as {
    providers: { action: { keys: () => string[] } };
  };
  return providers.action.keys();
}

/** Grants to the role every member has, as an administrator would. */
export async function allowMembers(app: TestApp, actions: string[]): Promise<void> {
  const role = (await app.strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'authenticated' } })) as { id: number };
  for (const action of actions) {
    await app.strapi.db
      .query('plugin::users-permissions.permission')
      .create({ data: { action, role: role.id } });
  }
}

/** A registered user's token as it is an hour later: signed by the server's own secret, and expired. */
export function expiredCopy(app: TestApp, token: string): string {
  const [head = '', body = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  const hourAgo = Math.floor(Date.now() / 1000) - 3600;
  const late = JSON.stringify({ ...claims, iat: hourAgo - 600, exp: hourAgo });
  const signed = `${head}.${Buffer.from(late).toString('base64url')}`;
  const secret: string = app.strapi.config.get('plugin::users-permissions.jwtSecret');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
