import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { checkAgain, listLinks } from '../links/list';
import { parseLinkCheck, parseLinksQuery } from '../parse/links-query';
import { actorIn, onlyParameters } from './desk-request';

/** What is known of the addresses that items and sources lead to. */
export function linkActions(strapi: Core.Strapi) {
  return {
    async findLinks(ctx: Context) {
      ctx.body = await listLinks(strapi, actorIn(ctx), parseLinksQuery(ctx.query));
    },

    async checkLink(ctx: Context) {
      onlyParameters(ctx);
      const { url } = parseLinkCheck(ctx.request.body);
      ctx.body = { data: await checkAgain(strapi, actorIn(ctx), url) };
      // It is done later.
      ctx.status = 202;
    },
  };
}
