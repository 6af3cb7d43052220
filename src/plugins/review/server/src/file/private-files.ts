import type { Core } from '@strapi/strapi';

import { IMAGE_KINDS, isRasterImage } from './document-kind';
import { listFileUses, protectedTypes } from './file-use';
import { FILE_UID } from './stored-file';
import { hashOfOriginal, isPlainUploadUrl, reachesUploads } from './uploads-path';

interface StrapiContext {
  notFound(): void;
}

interface FileRow {
  id: number;
  url: string;
  mime: string;
  formats: Readonly<Record<string, { url: string }>> | null;
}

async function findFile(strapi: Core.Strapi, url: string): Promise<FileRow | null> {
  const hash = hashOfOriginal(url);
  const rows = (await strapi.db.query(FILE_UID).findMany({
    select: ['id', 'url', 'mime', 'formats'],
    where: hash === null ? { url } : { $or: [{ url }, { hash }] },
  })) as FileRow[]; // the selected columns
  const isIt = (row: FileRow): boolean =>
    row.url === url || Object.values(row.formats ?? {}).some((format) => format.url === url);
  return rows.find(isIt) ?? null;
}

/** The admin panel's own logos have bytes in the folder but no row in `files`. */
async function isLogo(strapi: Core.Strapi, url: string): Promise<boolean> {
  const settings: unknown = await strapi
    .store({ type: 'core', name: 'admin', key: 'project-settings' })
    .get({});
  const logos = settings as {
    menuLogo?: { url?: string } | null;
    authLogo?: { url?: string } | null;
  } | null; // as Strapi writes it
  const raster =
    IMAGE_KINDS.some(({ ext }) => url.toLowerCase().endsWith(ext)) ||
    url.toLowerCase().endsWith('.jpeg');
  return raster && [logos?.menuLogo?.url, logos?.authLogo?.url].includes(url);
}

/**
 * A file is public here if nothing under review uses it, drafts included, and it is a raster image
 * or something else does use it. Documents of live items have an address of their own, which asks
 * whether the item is live.
 */
async function mayBePublic(
  strapi: Core.Strapi,
  url: string,
  guarded: ReadonlySet<string>,
): Promise<boolean> {
  const file = await findFile(strapi, url);
  if (file === null) return isLogo(strapi, url);
  const uses = await listFileUses(strapi, [file.id]);
  if (uses.some(({ type }) => guarded.has(type))) return false;
  return isRasterImage(file.mime) || uses.length > 0;
}

/**
 * Koa middleware before anything that serves `public/`. Strapi serves every uploaded byte to
 * everyone, by `/uploads/…` and, decoding what the router does not, by `/%75ploads/…`.
 * All that may not be served is answered like an address that never existed.
 */
export function createPrivateFiles(
  strapi: Core.Strapi,
  { reviewableUids }: { reviewableUids: () => readonly string[] },
): Core.MiddlewareHandler {
  let guarded: ReadonlySet<string> | undefined;
  return async (ctx, next) => {
    if (!reachesUploads(ctx.path)) {
      await next();
      return;
    }
    guarded ??= protectedTypes(strapi, reviewableUids()); // schemas do not change while Strapi runs
    if (!isPlainUploadUrl(ctx.path) || !(await mayBePublic(strapi, ctx.path, guarded))) {
      (ctx as unknown as StrapiContext).notFound(); // every context has Strapi's helpers
      return;
    }
    await next();
    ctx.set({
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
    });
  };
}
