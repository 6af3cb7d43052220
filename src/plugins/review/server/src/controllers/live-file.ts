import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { ReviewError } from '../errors';
import { linkHeader, type OutsideAddresses, versionPath } from '../file/file-links';
import { type AtAddress, fileAtStable, fileAtVersion } from '../file/live-file';
import { sendFile } from '../file/send-file';
import { assertKnown } from '../parse/closed-query';
import { reviewableTypeNamed } from '../plugin-types';
import type { ReviewableType } from '../reviewable';
import { sendLiveThumbnail } from './thumbnails';

/** Short, because what is public today may be taken down tomorrow; a cache that has it then asks. */
const FOR_A_MINUTE = 'max-age=60, must-revalidate';
/** The bytes of a hash never change, and where they are taken down the address says so. */
const FOR_A_YEAR = 'max-age=31536000, immutable';

/** What browsers show without running anything in it. */
const SHOWN: readonly string[] = ['application/pdf', 'text/plain'];

interface Asked {
  documentId: string;
  /** `null` at the stable address. */
  version: { sha256: string; name: string } | null;
  download: boolean;
}

/** @throws ReviewError `invalidParameter` */
function read(ctx: Context): Asked {
  assertKnown(ctx.query, ['download']);
  // A parameter without an equals sign comes as `null`, which Koa's types do not know.
  const download: unknown = ctx.query.download;
  const isKnown =
    download === undefined || download === null || download === '' || download === '1';
  if (!isKnown) {
    throw new ReviewError('invalidParameter', '"download" must be left empty, or 1.', {
      parameter: 'download',
    });
  }
  const params = ctx.params as Record<string, string | undefined>; // what the router matched
  const { documentId = '', sha256, fileName = '' } = params;
  const version = sha256 === undefined ? null : { sha256, name: fileName };
  return { documentId, version, download: download !== undefined };
}

/** The type's name is the second segment of the route: /api/documents/… */
function typeOf(strapi: Core.Strapi, ctx: Context): ReviewableType {
  const prefix = strapi.config.get('api.rest.prefix', '/api').split('/');
  return reviewableTypeNamed(strapi, ctx.path.split('/')[prefix.length] ?? '');
}

/** An answer to a token stays with whoever sent it: the public may be shut out of this library. */
function keptFor(ctx: Context, time: string): string {
  return `${ctx.get('Authorization') === '' ? 'public' : 'private'}, ${time}`;
}

function refusalOf(ctx: Context, { what }: AtAddress): ReviewError {
  if (what === 'gone') {
    ctx.set('Cache-Control', keptFor(ctx, FOR_A_MINUTE));
    return new ReviewError(
      'gone',
      'This file is no longer in the library. Look for what took its place, or ask the editors.',
    );
  }
  ctx.set('Cache-Control', 'no-store'); // it may be public in the next moment
  return new ReviewError('notFound', 'There is no such file.');
}

function redirect(ctx: Context, path: string, download: boolean): void {
  ctx.set('Cache-Control', keptFor(ctx, FOR_A_MINUTE));
  ctx.status = 302;
  ctx.redirect(download ? `${path}?download` : path);
}

async function answer(strapi: Core.Strapi, ctx: Context): Promise<void> {
  const type = typeOf(strapi, ctx);
  const { documentId, version, download } = read(ctx);
  const found =
    version === null
      ? await fileAtStable(strapi, type, documentId)
      : await fileAtVersion(strapi, type, documentId, version);
  if (found.what === 'elsewhere') {
    redirect(ctx, versionPath(type.name, documentId, found.file), download);
    return;
  }
  if (found.what !== 'file') throw refusalOf(ctx, found);
  const { file, slug, isCurrent } = found;
  const addresses: OutsideAddresses = strapi.plugin('review').config('addresses');
  await sendFile(strapi, ctx, file, {
    cacheControl: keptFor(ctx, version === null ? FOR_A_MINUTE : FOR_A_YEAR),
    inline: !download && SHOWN.includes(file.mime),
    headers: {
      Link: linkHeader(addresses, type.name, { documentId, slug }, isCurrent),
      'Content-Location': versionPath(type.name, documentId, file),
    },
  });
}

/** The bytes of what is live, at their stable address and at that of a version, and of nothing else. */
export function liveFileController({ strapi }: { strapi: Core.Strapi }) {
  return {
    // A read by name: Strapi's read-only tokens may call what is called find or findOne.
    findOne: (ctx: Context) => answer(strapi, ctx),
    findThumbnail: (ctx: Context) => sendLiveThumbnail(strapi, ctx),
  };
}
