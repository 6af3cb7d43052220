import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { actorOf, type RequestActor } from '../actor';
import { ReviewError } from '../errors';
import { PRIVATE_CACHE, sendFile } from '../file/send-file';
import { parseClosedQuery } from '../parse/closed-query';
import { parseSubmissionValues } from '../parse/submission-values';
import { reviewableType, reviewableTypeNamed, reviewableTypes } from '../plugin-types';
import { readFileOf } from '../snapshot';
import { assertServable } from '../scanning/approvable';
import { requireOwn, revise, submit, withdraw } from '../submit';
import { detailOwn, listOwn, OWN_QUERY } from '../own-submissions';
import { viewSubmission } from '../submission-store';
import { readBody } from './read-body';
import { sendOwnThumbnail } from './thumbnails';

/** Only a person can own a submission; the route's permission alone would let an API token in. */
export function member(ctx: Context): RequestActor {
  const actor = actorOf(ctx.state);
  if (actor.kind !== 'user')
    throw new ReviewError('forbidden', 'Sign in as a registered user to submit.');
  return actor;
}

function pathParameter(ctx: Context, name: string): string {
  const params = ctx.params as Record<string, string | undefined>; // what the router matched
  return params[name] ?? '';
}

/** `/api/submissions`: what registered users do with their own. */
export function submissionController({ strapi }: { strapi: Core.Strapi }) {
  return {
    async create(ctx: Context) {
      const actor = member(ctx);
      const type = reviewableTypeNamed(strapi, pathParameter(ctx, 'type'));
      const { data, file } = readBody(ctx);
      const values = parseSubmissionValues(type, data, true);
      const submission = await submit(strapi, type, { values, file }, actor);
      ctx.status = 201;
      ctx.set('Location', `/api/submissions/${submission.id}`);
      ctx.body = { data: viewSubmission(submission, type.name) };
    },

    async find(ctx: Context) {
      const query = parseClosedQuery(ctx.query, OWN_QUERY);
      ctx.body = await listOwn(strapi, reviewableTypes(strapi), member(ctx), query);
    },

    async findOne(ctx: Context) {
      const submission = await requireOwn(strapi, pathParameter(ctx, 'id'), member(ctx));
      const type = reviewableType(strapi, submission.contentType);
      ctx.body = { data: await detailOwn(strapi, type, submission) };
    },

    async update(ctx: Context) {
      const actor = member(ctx);
      const submission = await requireOwn(strapi, pathParameter(ctx, 'id'), actor);
      const type = reviewableType(strapi, submission.contentType);
      const { data, file } = readBody(ctx);
      const values = parseSubmissionValues(type, data ?? {}, false);
      const revised = await revise(strapi, type, submission, { values, file }, actor);
      ctx.body = { data: viewSubmission(revised, type.name) };
    },

    async delete(ctx: Context) {
      const actor = member(ctx);
      const submission = await requireOwn(strapi, pathParameter(ctx, 'id'), actor);
      await withdraw(strapi, reviewableType(strapi, submission.contentType), submission, actor);
      ctx.status = 204;
    },

    async file(ctx: Context) {
      const submission = await requireOwn(strapi, pathParameter(ctx, 'id'), member(ctx));
      const type = reviewableType(strapi, submission.contentType);
      const file = await readFileOf(strapi, type, submission.itemId, 'draft');
      if (file === null) throw new ReviewError('notFound', 'This submission has no file.');
      await assertServable(strapi, file.sha256);
      await sendFile(strapi, ctx, file, { cacheControl: PRIVATE_CACHE });
    },

    async thumbnail(ctx: Context) {
      const submission = await requireOwn(strapi, pathParameter(ctx, 'id'), member(ctx));
      const type = reviewableType(strapi, submission.contentType);
      await sendOwnThumbnail(strapi, ctx, type, submission);
    },
  };
}
