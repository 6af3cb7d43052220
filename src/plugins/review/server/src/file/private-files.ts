import path from 'node:path';

import type { Core } from '@strapi/strapi';

import { IMAGE_KINDS, isRasterImage } from './document-kind';
import { listFileUses, protectedTypes } from './file-use';
import { listLogoNames } from './logos';
import { storageOf } from './storage/of-application';
import { FILE_UID } from './stored-file';
import { hashOfOriginal, isPlainUploadUrl, reachesUploads } from './uploads-path';

type Context = Parameters<Core.MiddlewareHandler>[0];

interface StrapiContext {
  notFound(): void;
}

const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "sandbox; default-src 'none'",
};

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

function nameIn(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

async function isLogo(strapi: Core.Strapi, url: string): Promise<boolean> {
  const raster =
    IMAGE_KINDS.some(({ ext }) => url.toLowerCase().endsWith(ext)) ||
    url.toLowerCase().endsWith('.jpeg');
  return raster && (await listLogoNames(strapi)).includes(nameIn(url));
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

/** As Strapi's static middleware does from a folder: what may be public passes, and is kept a minute. */
async function sendFromStorage(strapi: Core.Strapi, ctx: Context): Promise<void> {
  const name = nameIn(ctx.path);
  const { size, version, stream } = (await storageOf(strapi).open(name)) ?? {};
  if (stream === undefined) {
    (ctx as unknown as StrapiContext).notFound(); // every context has Strapi's helpers
    return;
  }
  ctx.type = path.extname(name);
  ctx.set({ 'Cache-Control': 'public, max-age=60', ETag: String(version) });
  ctx.body = stream;
  ctx.length = Number(size);
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
    if (storageOf(strapi).isFolder) await next();
    else await sendFromStorage(strapi, ctx);
    ctx.set(HEADERS);
  };
}
