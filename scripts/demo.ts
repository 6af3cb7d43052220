import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { readSettings } from '../src/settings';
import { buildAdminIfChanged } from './admin-build';
import { openDatabase } from './database';
import { takeDemoDatabase } from './demo/database';
import { writeDevelopmentSecrets } from './env-file';
import { main, runNode } from './processes';
import { preparePublicFolder } from './public-folder';
import { SentenceError } from './sentence-error';
import { DIST_FOLDER, isPortFree } from './strapi';

/**
 * `npm run demo [-- --reset]`: the sample library with accounts whose passwords are printed. Only this command makes
 * them. The server itself runs as in production: the admin is the built one, as visitors of a demo expect, and a
 * second run is up in seconds.
 */
void main(async (args) => {
  if (process.env.NODE_ENV === 'production') {
    throw new SentenceError(
      'The demo makes accounts with known passwords, so it does not run where NODE_ENV is production.',
    );
  }
  const unknown = args.find((arg) => arg !== '--reset');
  if (unknown !== undefined) {
    throw new SentenceError(`"${unknown}" is unknown to the demo; did you mean --reset?`);
  }
  if (writeDevelopmentSecrets().length > 0) console.log('Made development secrets in .env.');
  await buildAdminIfChanged();
  console.log('Starting PostgreSQL …');
  const database = await openDatabase(process.cwd(), 'accession_demo');
  try {
    return await serve(database.url, args.includes('--reset'));
  } finally {
    console.log('Stopping PostgreSQL …');
    await database.release();
  }
}, 0);

async function serve(databaseUrl: string, reset: boolean): Promise<number> {
  const publicFolder = resolve('.data', 'demo-public');
  if (reset) console.log('Removing what the demo held …');
  const leave = await takeDemoDatabase(databaseUrl, reset);
  try {
    if (reset) await rm(publicFolder, { recursive: true, force: true });
    await preparePublicFolder(publicFolder);
    return await serveFrom(databaseUrl, publicFolder);
  } finally {
    await leave();
  }
}

async function serveFrom(databaseUrl: string, publicFolder: string): Promise<number> {
  const env = {
    // Known passwords: reachable from this machine only, unless asked for otherwise.
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    ACCESSION_PUBLIC_FOLDER: publicFolder,
  };
  const port = await choosePort(env);
  return runNode(join(DIST_FOLDER, 'scripts', 'demo', 'serve.js'), [], {
    env: { ...env, PORT: String(port) },
  });
}

/** The set port, or the first free one from Strapi's usual one on: another checkout may be running its demo. */
async function choosePort(env: Record<string, string | undefined>): Promise<number> {
  const { host, port } = readSettings(env);
  for (let candidate = port; candidate < port + 50; candidate += 1) {
    if (await isPortFree(host, candidate)) return candidate;
    if (env.PORT) break;
  }
  throw new SentenceError(
    `Another program listens on port ${String(port)} of ${host}: stop it or set PORT.`,
  );
}
