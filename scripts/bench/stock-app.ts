import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { DIST_FOLDER } from '../strapi';

const TYPES = ['category', 'external-link', 'information-source', 'library-document'];

/** Strapi's own defaults, on the same database and secrets as ours. */
const CONFIG: Readonly<Record<string, string>> = {
  admin: `module.exports = { auth: { secret: process.env.ADMIN_JWT_SECRET },
    apiToken: { salt: process.env.API_TOKEN_SALT },
    transfer: { token: { salt: process.env.TRANSFER_TOKEN_SALT } },
    secrets: { encryptionKey: process.env.ENCRYPTION_KEY } };`,
  api: `module.exports = { rest: { strictParams: true }, documents: { strictParams: true, strictRelations: true } };`,
  database: `module.exports = { connection: { client: 'postgres',
    connection: { connectionString: process.env.DATABASE_URL }, pool: { min: 0, max: 20 } } };`,
  middlewares: `module.exports = ['logger', 'errors', 'security', 'cors', 'query', 'body', 'session', 'favicon',
    'public'].map((name) => 'strapi::' + name);`,
  plugins: `module.exports = { 'users-permissions': { config: { jwtSecret: process.env.JWT_SECRET } } };`,
  server: `module.exports = { host: '127.0.0.1', port: 0, app: { keys: process.env.APP_KEYS.split(',') },
    dirs: { public: process.env.ACCESSION_PUBLIC_FOLDER }, logger: { config: { level: 'error' } } };`,
};

/** What Strapi's generator writes for a content type. */
const FACTORIES = { routes: 'Router', controllers: 'Controller', services: 'Service' } as const;

async function writeApi(distDir: string, type: string): Promise<void> {
  const api = join(distDir, 'src', 'api', type);
  for (const [folder, factory] of Object.entries(FACTORIES)) {
    await mkdir(join(api, folder), { recursive: true });
    const text = `module.exports = require('@strapi/strapi').factories.createCore${factory}('api::${type}.${type}');\n`;
    await writeFile(join(api, folder, `${type}.js`), text);
  }
  const contentTypes = join('src', 'api', type, 'content-types');
  await cp(join(DIST_FOLDER, contentTypes), join(distDir, contentTypes), { recursive: true });
}

export interface StockApp {
  appDir: string;
  distDir: string;
}

/** Writes a plain Strapi application with our four content types, and nothing of ours besides. */
export async function writeStockApp(): Promise<StockApp> {
  const appDir = resolve('.data', 'bench', 'stock');
  const distDir = join(appDir, 'dist');
  await rm(appDir, { recursive: true, force: true });
  await mkdir(join(distDir, 'config'), { recursive: true });
  const dependencies = { '@strapi/strapi': '*', '@strapi/plugin-users-permissions': '*' };
  const description = { name: 'stock', version: '0.0.0', dependencies, strapi: {} };
  await writeFile(join(appDir, 'package.json'), JSON.stringify(description));
  for (const [name, text] of Object.entries(CONFIG)) {
    await writeFile(join(distDir, 'config', `${name}.js`), text);
  }
  for (const type of TYPES) await writeApi(distDir, type);
  return { appDir, distDir };
}
