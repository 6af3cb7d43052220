import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createStrapi } from '@strapi/strapi';

import { preparePublicFolder } from '../public-folder';
import { DIST_FOLDER } from '../strapi';

/** Boots the application on `DATABASE_URL`, so that its tables exist, and ends. */
async function bootOnce(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'accession-template-'));
  process.env.ACCESSION_PUBLIC_FOLDER = folder;
  await preparePublicFolder(folder);
  const strapi = createStrapi({
    appDir: process.cwd(),
    distDir: DIST_FOLDER,
    autoReload: false,
    serveAdminPanel: false,
  });
  await strapi.load();
  await strapi.destroy();
  await rm(folder, { recursive: true, force: true });
}

bootOnce().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
