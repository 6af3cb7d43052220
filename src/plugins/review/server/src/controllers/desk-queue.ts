import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { listCategories } from '../category-tree';
import { requireSubmission } from '../decide';
import { ReviewError } from '../errors';
import { PRIVATE_CACHE, sendFile } from '../file/send-file';
import { parseClosedQuery } from '../parse/closed-query';
import { reviewableType, reviewableTypes } from '../plugin-types';
import { countQueue, listQueue, neighboursOf } from '../queue';
import { QUEUE_QUERY } from '../queue-filters';
import { detailForReviewer } from '../reviewer-detail';
import { listReviewers } from '../reviewers';
import { readFileOf } from '../snapshot';
import { assertServable } from '../scanning/approvable';
import { actorIn, idIn, onlyParameters, visibleSubmission } from './desk-request';
import { sendPrivateThumbnail } from './thumbnails';

function versionOf(ctx: Context): 'draft' | 'live' {
  onlyParameters(ctx, 'version');
  const version = ctx.query.version ?? 'draft';
  if (version === 'draft' || version === 'live') return version;
  throw new ReviewError('invalidParameter', '"version" must be draft or live.', {
    parameter: 'version',
  });
}

/** What reviewers read. */
export function queueActions(strapi: Core.Strapi) {
  const types = () => reviewableTypes(strapi);
  return {
    async find(ctx: Context) {
      const query = parseClosedQuery(ctx.query, QUEUE_QUERY);
      ctx.body = await listQueue(strapi, types(), actorIn(ctx), query);
    },

    async counts(ctx: Context) {
      onlyParameters(ctx);
      ctx.body = { data: await countQueue(strapi, types(), actorIn(ctx)) };
    },

    async neighbours(ctx: Context) {
      const query = parseClosedQuery(ctx.query, { ...QUEUE_QUERY, paged: false });
      const submission = await visibleSubmission(strapi, ctx);
      ctx.body = { data: await neighboursOf(strapi, types(), actorIn(ctx), submission, query) };
    },

    async findOne(ctx: Context) {
      onlyParameters(ctx);
      const submission = await requireSubmission(strapi, idIn(ctx));
      const type = reviewableType(strapi, submission.contentType);
      ctx.body = { data: await detailForReviewer(strapi, type, submission, actorIn(ctx)) };
    },

    async file(ctx: Context) {
      const version = versionOf(ctx);
      const submission = await visibleSubmission(strapi, ctx);
      const type = reviewableType(strapi, submission.contentType);
      const file = await readFileOf(strapi, type, submission.itemId, version);
      if (file === null) throw new ReviewError('notFound', 'This submission has no such file.');
      await assertServable(strapi, file.sha256);
      await sendFile(strapi, ctx, file, { cacheControl: PRIVATE_CACHE });
    },

    async thumbnail(ctx: Context) {
      const version = versionOf(ctx);
      const submission = await visibleSubmission(strapi, ctx);
      const type = reviewableType(strapi, submission.contentType);
      await sendPrivateThumbnail(strapi, ctx, type, submission, version);
    },

    async categories(ctx: Context) {
      onlyParameters(ctx);
      ctx.body = { data: await listCategories(strapi) };
    },

    async reviewers(ctx: Context) {
      onlyParameters(ctx);
      ctx.body = { data: await listReviewers(strapi) };
    },

    types(ctx: Context) {
      ctx.body = {
        data: [...types().values()].map(({ uid, name, displayName }) => ({
          uid,
          type: name,
          displayName,
        })),
      };
    },
  };
}
