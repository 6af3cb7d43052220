import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';

import { createStrapi, type Core } from '@strapi/strapi';

/** The compiled application. */
export const DIST_FOLDER = resolve('dist');

/** Path of Strapi's command line program. */
export function strapiProgram(): string {
  return join(dirname(require.resolve('@strapi/strapi/package.json')), 'bin', 'strapi.js');
}

/**
 * Boots the compiled application and listens. Unlike Strapi's own `start`, an error on the way is thrown and not
 * logged with its stack.
 */
export async function startStrapi(): Promise<Core.Strapi> {
  const strapi = createStrapi({ appDir: process.cwd(), distDir: DIST_FOLDER });
  await strapi.load();
  return strapi.start();
}

/** Whether a server could listen there now. */
export async function isPortFree(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => {
      done(false);
    });
    probe.listen({ host, port, exclusive: true }, () => {
      probe.close(() => {
        done(true);
      });
    });
  });
}
