import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import type { Statistics } from '../../../shared/desk';
import { BYTE_ORDER_MARK, csvLines } from '../csv';
import { PRIVATE_CACHE } from '../file/send-file';
import { parseStatisticsQuery } from '../parse/statistics-query';
import { property } from '../parse/unknown';
import { reviewableTypes } from '../plugin-types';
import { computeStatistics } from '../statistics/compute';
import { statisticsTable } from '../statistics/table';
import { assertSeesAll } from './desk-log';

/** The language somebody has chosen for the admin. Strapi spells the attribute so. */
function languageOf(ctx: Context): string {
  const state: Record<string, unknown> = ctx.state;
  const chosen = property(state.user, 'preferedLanguage');
  return typeof chosen === 'string' ? chosen : 'en';
}

export function statisticsActions(strapi: Core.Strapi) {
  const statistics = async (ctx: Context): Promise<Statistics> => {
    const types = reviewableTypes(strapi);
    const now = new Date();
    const names = [...types.values()].map(({ name }) => name);
    const query = parseStatisticsQuery(ctx.query, names, now);
    await assertSeesAll(strapi, ctx);
    return computeStatistics(strapi, types, query, { now, language: languageOf(ctx) });
  };
  return {
    async findStatistics(ctx: Context) {
      ctx.body = { data: await statistics(ctx) };
    },

    async exportStatistics(ctx: Context) {
      const table = statisticsTable(await statistics(ctx));
      ctx.attachment('review-statistics.csv');
      ctx.type = 'text/csv; charset=utf-8; header=present';
      ctx.set('Cache-Control', PRIVATE_CACHE);
      ctx.body = BYTE_ORDER_MARK + csvLines(table);
    },
  };
}
