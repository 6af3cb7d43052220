import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { ReviewError } from '../errors';
import { IMMUTABLE_CACHE, sendPicture } from '../file/send-picture';
import { PRIVATE_CACHE } from '../file/send-file';
import { reviewableTypeNamed } from '../plugin-types';
import { findThumbnail, isReadSince } from '../reading/store';
import type { ReviewableType } from '../reviewable';
import { assertServable } from '../scanning/approvable';
import { readFileOf } from '../snapshot';

function none(): ReviewError {
  return new ReviewError('notFound', 'There is no such picture.');
}

/** Of a draft, or of what is live, for those who may see it. @throws ReviewError `notFound`, `fileWithheld` */
export async function sendPrivateThumbnail(
  strapi: Core.Strapi,
  ctx: Context,
  type: ReviewableType,
  { itemId }: { itemId: string },
  version: 'draft' | 'live',
): Promise<void> {
  const file = await readFileOf(strapi, type, itemId, version);
  if (file === null) throw none();
  await assertServable(strapi, file.sha256);
  const picture = await findThumbnail(strapi.db.connection, file.sha256);
  if (picture === null) throw none();
  sendPicture(ctx, picture, { cacheControl: PRIVATE_CACHE });
}

/**
 * Of a submitter's own file, once that was read: a picture that is there sooner would tell that somebody else has sent
 * the same bytes. @throws ReviewError `notFound`
 */
export async function sendOwnThumbnail(
  strapi: Core.Strapi,
  ctx: Context,
  type: ReviewableType,
  submission: { itemId: string },
): Promise<void> {
  const file = await readFileOf(strapi, type, submission.itemId, 'draft');
  const isOwn = file !== null && (await isReadSince(strapi.db.connection, file.sha256, file.id));
  if (!isOwn) throw none();
  await sendPrivateThumbnail(strapi, ctx, type, submission, 'draft');
}

/**
 * `GET /api/<type>/:documentId/thumbnail/<sha256 of the picture>.webp`: of the live version, and of nothing else. The
 * address names the picture, so whoever has it need not ask again.
 */
export async function sendLiveThumbnail(strapi: Core.Strapi, ctx: Context): Promise<void> {
  const params = ctx.params as Record<string, string | undefined>; // what the router matched
  const name =
    ctx.path
      .split('/')
      .filter((segment) => segment !== '')
      .at(-4) ?? '';
  const type = reviewableTypeNamed(strapi, name);
  const file = await readFileOf(strapi, type, params.documentId ?? '', 'live');
  const picture = file === null ? null : await findThumbnail(strapi.db.connection, file.sha256);
  if (picture === null || params.picture !== `${picture.sha256}.webp`) throw none();
  sendPicture(ctx, picture, { cacheControl: IMMUTABLE_CACHE });
}
