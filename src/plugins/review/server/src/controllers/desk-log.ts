import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { ReviewError } from '../errors';
import { sendLog } from '../log-reading/export';
import { listLog } from '../log-reading/list';
import { parseLogExport, parseLogQuery } from '../parse/log-query';
import { reviewableTypes } from '../plugin-types';
import { scopeOf } from '../scopes';
import { readSettings } from '../settings';
import { actorIn } from './desk-request';

/**
 * Log and statistics tell of everything, so they are for those who may see everything.
 * @throws ReviewError `outOfScope`
 */
export async function assertSeesAll(strapi: Core.Strapi, ctx: Context): Promise<void> {
  if (scopeOf(await readSettings(strapi), actorIn(ctx)) === null) return;
  throw new ReviewError(
    'outOfScope',
    'You review some categories only, and this tells of all. Ask someone who reviews them all.',
  );
}

export function logActions(strapi: Core.Strapi) {
  const types = () => reviewableTypes(strapi);
  const typeNames = () => [...types().values()].map(({ name }) => name);
  return {
    async findLog(ctx: Context) {
      const query = parseLogQuery(ctx.query, typeNames());
      await assertSeesAll(strapi, ctx);
      ctx.body = await listLog(strapi, types(), query);
    },

    async exportLog(ctx: Context) {
      const query = parseLogExport(ctx.query, typeNames());
      await assertSeesAll(strapi, ctx);
      sendLog(strapi, ctx, types(), query);
    },
  };
}
