import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Makes sure that Strapi finds what it expects in its public folder, wherever that lies. */
export async function preparePublicFolder(folder: string): Promise<void> {
  await mkdir(join(folder, 'uploads'), { recursive: true });
  const robots = join(folder, 'robots.txt');
  const original = resolve('public', 'robots.txt');
  if (!existsSync(robots) && existsSync(original)) await copyFile(original, robots);
}
