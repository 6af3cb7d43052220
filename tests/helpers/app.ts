import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { createStrapi, type Core } from '@strapi/strapi';
import { Pool, type QueryResultRow } from 'pg';

import { preparePublicFolder } from '../../scripts/public-folder';
import { withoutQuotas } from '../../scripts/verify/without-quotas';
import { createTestDatabase, openTestDatabase } from './database';

/** A running application with a database and files of its own. */
export interface TestApp {
  strapi: Core.Strapi;
  /** Where it listens, without a trailing slash. */
  url: string;
  /** Its public folder; uploads are in `uploads/` there. */
  publicFolder: string;
  databaseUrl: string;
  /** Asks the application's database directly, past Strapi. */
  sql: <Row extends QueryResultRow = QueryResultRow>(
    text: string,
    parameters?: unknown[],
  ) => Promise<Row[]>;
  /** @param options.leave keeps database and files, for a start that continues this one */
  stop: (options?: { leave: boolean }) => Promise<void>;
}

export interface StartOptions {
  /** Needs a built admin; only browser tests have one. */
  serveAdminPanel?: boolean;
  /** Settings that differ from the defaults, such as `ACCESSION_MAX_FILE_SIZE_MB`. */
  settings?: Record<string, string>;
  /** A stopped application whose database and files this one goes on with: a restart. */
  continues?: Pick<TestApp, 'databaseUrl' | 'publicFolder'>;
}

/** Only one application can run in a process at a time, because Strapi keeps itself in a global. */
export async function startApp(options: StartOptions = {}): Promise<TestApp> {
  const { continues } = options;
  const database =
    continues === undefined ? await createTestDatabase() : openTestDatabase(continues.databaseUrl);
  const publicFolder =
    continues?.publicFolder ?? (await mkdtemp(join(tmpdir(), 'accession-test-')));
  await preparePublicFolder(publicFolder);
  const restore = setEnvironment({
    ...options.settings,
    DATABASE_URL: database.url,
    ACCESSION_PUBLIC_FOLDER: publicFolder,
  });
  const strapi = createStrapi({
    appDir: process.cwd(),
    distDir: resolve('dist'),
    autoReload: false,
    serveAdminPanel: options.serveAdminPanel ?? false,
  });
  await strapi.load();
  if (continues === undefined) await withoutQuotas(strapi);
  const url = await listen(strapi);
  const pool = new Pool({ connectionString: database.url, max: 4 });
  const sql: TestApp['sql'] = async <Row extends QueryResultRow>(
    text: string,
    parameters?: unknown[],
  ) => (await pool.query<Row>(text, parameters)).rows;
  return {
    strapi,
    url,
    publicFolder,
    databaseUrl: database.url,
    sql,
    stop: async ({ leave } = { leave: false }) => {
      await settled(strapi);
      await pool.end();
      await strapi.destroy();
      restore();
      if (leave) return;
      await database.drop();
      await rm(publicFolder, { recursive: true, force: true });
    },
  };
}

async function listen(strapi: Core.Strapi): Promise<string> {
  strapi.server.mount();
  await new Promise<void>((done) => {
    strapi.server.listen(0, '127.0.0.1', done);
  });
  const { port } = strapi.server.httpServer.address() as AddressInfo;
  return `http://127.0.0.1:${String(port)}`;
}

/**
 * Waits until nothing asks the database any more. Strapi goes on after it has answered: it reads entries again for
 * its events, and one that loses its pool meanwhile ends the process as an unhandled rejection.
 */
export async function settled(strapi: Core.Strapi): Promise<void> {
  const { pool } = (strapi.db.connection as { client: { pool: KnexPool } }).client;
  let quiet = 0;
  for (let waited = 0; waited < 30_000 && quiet < 3; waited += 10) {
    quiet = pool.numUsed() + pool.numPendingAcquires() === 0 ? quiet + 1 : 0;
    await sleep(10);
  }
}

interface KnexPool {
  numUsed: () => number;
  numPendingAcquires: () => number;
}

function setEnvironment(values: Record<string, string>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  };
}
