import type { Core } from '@strapi/strapi';

import { checksActions } from './desk-checks';
import { decisionActions } from './desk-decisions';
import { linkActions } from './desk-links';
import { logActions } from './desk-log';
import { queueActions } from './desk-queue';
import { settingsActions } from './desk-settings';
import { statisticsActions } from './desk-statistics';
import { togetherActions } from './desk-together';

/** `/review`: what reviewers do in the admin. */
export function deskController({ strapi }: { strapi: Core.Strapi }) {
  return {
    ...queueActions(strapi),
    ...checksActions(strapi),
    ...decisionActions(strapi),
    ...togetherActions(strapi),
    ...settingsActions(strapi),
    ...logActions(strapi),
    ...statisticsActions(strapi),
    ...linkActions(strapi),
  };
}
