import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { checkedType } from '../checks/checked-type';
import { checkBeforehand } from '../checks/preflight';
import { withCheckTurn } from '../checks/turns';
import { parseSubmissionValues } from '../parse/submission-values';
import { assertRelatedExist } from '../related-items';
import { readBody } from './read-body';
import { member } from './submission';

/** `POST /api/submissions/check`: what would be said of a submission. The upload gate removes the file with the request. */
export function preflightController({ strapi }: { strapi: Core.Strapi }) {
  return {
    async check(ctx: Context) {
      const actor = member(ctx);
      const { data, file } = readBody(ctx);
      const type = checkedType(strapi, ctx.query, file !== null);
      const values = parseSubmissionValues(type, data ?? {}, false);
      const sheet = await withCheckTurn(actor, async () => {
        await assertRelatedExist(strapi, type, values);
        return checkBeforehand(strapi, type, { member: actor, values, file });
      });
      ctx.set('Cache-Control', 'no-store');
      ctx.body = { data: sheet };
    },
  };
}
