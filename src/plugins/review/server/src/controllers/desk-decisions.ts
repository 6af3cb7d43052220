import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { decideMany } from '../bulk-decisions';
import { decide, reopen } from '../decide';
import { parseDecision, parseIdempotencyKey } from '../parse/bodies';
import { parseBulkDecision } from '../parse/desk-bodies';
import { reviewableType, reviewableTypes } from '../plugin-types';
import { viewQueueRow } from '../submission-views';
import { actorIn, idIn } from './desk-request';

/** What reviewers decide. */
export function decisionActions(strapi: Core.Strapi) {
  const typeOf = (uid: string) => reviewableType(strapi, uid);
  const keyOf = (ctx: Context) => parseIdempotencyKey(ctx.get('Idempotency-Key'));
  return {
    async decide(ctx: Context) {
      const decision = {
        ...parseDecision(ctx.request.body),
        submissionId: idIn(ctx),
        idempotencyKey: keyOf(ctx),
      };
      const decided = await decide(strapi, typeOf, decision, actorIn(ctx));
      ctx.body = { data: await viewQueueRow(strapi, reviewableTypes(strapi), decided) };
    },

    async decideMany(ctx: Context) {
      const decision = { ...parseBulkDecision(ctx.request.body), idempotencyKey: keyOf(ctx) };
      ctx.body = { data: await decideMany(strapi, decision, actorIn(ctx)) };
    },

    async reopen(ctx: Context) {
      const reopened = await reopen(strapi, typeOf, idIn(ctx), actorIn(ctx));
      ctx.body = { data: await viewQueueRow(strapi, reviewableTypes(strapi), reopened) };
    },
  };
}
