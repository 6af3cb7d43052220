import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { actorOf } from '../actor';
import { decide, reopen, requireSubmission } from '../decide';
import { ReviewError } from '../errors';
import { PRIVATE_CACHE, sendFile } from '../file/send-file';
import { parseDecision, parseIdempotencyKey, parseSettings } from '../parse/bodies';
import { parseClosedQuery } from '../parse/closed-query';
import { reviewableType, reviewableTypes } from '../plugin-types';
import { detailForReviewer } from '../reviewer-detail';
import { readSettings, writeSettings } from '../settings';
import { readFileOf } from '../snapshot';
import { listQueue, QUEUE_QUERY } from '../submission-lists';
import { viewQueueRow } from '../submission-views';

function idOf(ctx: Context): string {
  const params = ctx.params as Record<string, string | undefined>; // what the router matched
  return params.id ?? '';
}

function versionOf(ctx: Context): 'draft' | 'live' {
  const version = ctx.query.version ?? 'draft';
  if (version === 'draft' || version === 'live') return version;
  throw new ReviewError('invalidParameter', '"version" must be draft or live.', {
    parameter: 'version',
  });
}

/** `/review`: what reviewers do in the admin. */
export function deskController({ strapi }: { strapi: Core.Strapi }) {
  return {
    async find(ctx: Context) {
      const query = parseClosedQuery(ctx.query, QUEUE_QUERY);
      ctx.body = await listQueue(strapi, reviewableTypes(strapi), query);
    },

    async findOne(ctx: Context) {
      const submission = await requireSubmission(strapi, idOf(ctx));
      const type = reviewableType(strapi, submission.contentType);
      ctx.body = { data: await detailForReviewer(strapi, type, submission, actorOf(ctx.state)) };
    },

    async file(ctx: Context) {
      const submission = await requireSubmission(strapi, idOf(ctx));
      const type = reviewableType(strapi, submission.contentType);
      const file = await readFileOf(strapi, type, submission.itemId, versionOf(ctx));
      if (file === null) throw new ReviewError('notFound', 'This submission has no such file.');
      await sendFile(strapi, ctx, file, { cacheControl: PRIVATE_CACHE });
    },

    async decide(ctx: Context) {
      const decision = {
        ...parseDecision(ctx.request.body),
        submissionId: idOf(ctx),
        idempotencyKey: parseIdempotencyKey(ctx.get('Idempotency-Key')),
      };
      const typeOf = (uid: string) => reviewableType(strapi, uid);
      const decided = await decide(strapi, typeOf, decision, actorOf(ctx.state));
      ctx.body = { data: await viewQueueRow(strapi, reviewableTypes(strapi), decided) };
    },

    async reopen(ctx: Context) {
      const reopened = await reopen(strapi, idOf(ctx), actorOf(ctx.state));
      ctx.body = { data: await viewQueueRow(strapi, reviewableTypes(strapi), reopened) };
    },

    types(ctx: Context) {
      const types = [...reviewableTypes(strapi).values()];
      ctx.body = {
        data: types.map(({ uid, name, displayName }) => ({ uid, type: name, displayName })),
      };
    },

    async findSettings(ctx: Context) {
      ctx.body = { data: await readSettings(strapi) };
    },

    async updateSettings(ctx: Context) {
      const { kind, id } = actorOf(ctx.state);
      if (kind !== 'admin') {
        throw new ReviewError(
          'forbidden',
          'Settings are changed by a person signed in to the admin.',
        );
      }
      const settings = parseSettings(ctx.request.body);
      await writeSettings(strapi, settings);
      strapi.log.info(
        `Review settings changed by ${kind} ${String(id)}: ${JSON.stringify(settings)}`,
      );
      ctx.body = { data: settings };
    },
  };
}
