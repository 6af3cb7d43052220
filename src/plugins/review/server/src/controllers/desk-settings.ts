import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { ReviewError } from '../errors';
import { parseSettings } from '../parse/bodies';
import { scannerHealth } from '../scanning/waiting';
import { readSettings } from '../settings';
import { changeSettings } from '../settings-changes';
import { actorIn, onlyParameters } from './desk-request';

export function settingsActions(strapi: Core.Strapi) {
  return {
    async findSettings(ctx: Context) {
      onlyParameters(ctx);
      ctx.body = { data: await readSettings(strapi) };
    },

    async scanner(ctx: Context) {
      onlyParameters(ctx);
      ctx.body = { data: await scannerHealth(strapi) };
    },

    async reasons(ctx: Context) {
      onlyParameters(ctx);
      ctx.body = { data: (await readSettings(strapi)).reasons };
    },

    async updateSettings(ctx: Context) {
      const { kind, id } = actorIn(ctx);
      if (kind !== 'admin') {
        throw new ReviewError(
          'forbidden',
          'Settings are changed by a person signed in to the admin.',
        );
      }
      const settings = parseSettings(ctx.request.body);
      await changeSettings(strapi, settings);
      strapi.log.info(
        `Review settings changed by ${kind} ${String(id)}: ${JSON.stringify(settings)}`,
      );
      ctx.body = { data: settings };
    },
  };
}
