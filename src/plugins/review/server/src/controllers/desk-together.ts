import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { claim, hand, release } from '../claims';
import { parseHand, parseNothing, parsePresence, parseView } from '../parse/desk-bodies';
import { reviewableTypes } from '../plugin-types';
import { leave, pulse } from '../presence';
import { listViews, removeView, saveView } from '../saved-views';
import type { Submission } from '../submission-store';
import { viewQueueRow } from '../submission-views';
import { actorIn, idIn, numberIn, onlyParameters } from './desk-request';

/** How reviewers keep out of each other's way. */
export function togetherActions(strapi: Core.Strapi) {
  const answer = async (ctx: Context, submission: Submission) => {
    ctx.body = { data: await viewQueueRow(strapi, reviewableTypes(strapi), submission) };
  };
  return {
    async presence(ctx: Context) {
      const { leaving } = parsePresence(ctx.request.body);
      if (leaving) {
        await leave(strapi, idIn(ctx), actorIn(ctx));
        ctx.status = 204;
        return;
      }
      ctx.body = { data: await pulse(strapi, idIn(ctx), actorIn(ctx)) };
    },

    async claim(ctx: Context) {
      parseNothing(ctx.request.body);
      await answer(ctx, await claim(strapi, idIn(ctx), actorIn(ctx)));
    },

    async release(ctx: Context) {
      parseNothing(ctx.request.body);
      await answer(ctx, await release(strapi, idIn(ctx), actorIn(ctx)));
    },

    async hand(ctx: Context) {
      const reviewer = parseHand(ctx.request.body);
      await answer(ctx, await hand(strapi, idIn(ctx), reviewer, actorIn(ctx)));
    },

    async findViews(ctx: Context) {
      onlyParameters(ctx);
      ctx.body = { data: await listViews(strapi, actorIn(ctx)) };
    },

    async createView(ctx: Context) {
      const view = await saveView(strapi, parseView(ctx.request.body), actorIn(ctx));
      ctx.status = 201;
      ctx.body = { data: view };
    },

    async deleteView(ctx: Context) {
      await removeView(strapi, numberIn(ctx), actorIn(ctx));
      ctx.status = 204;
    },
  };
}
