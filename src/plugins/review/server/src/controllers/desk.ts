import type { Core } from '@strapi/strapi';

import { decisionActions } from './desk-decisions';
import { queueActions } from './desk-queue';
import { settingsActions } from './desk-settings';
import { togetherActions } from './desk-together';

/** `/review`: what reviewers do in the admin. */
export function deskController({ strapi }: { strapi: Core.Strapi }) {
  return {
    ...queueActions(strapi),
    ...decisionActions(strapi),
    ...togetherActions(strapi),
    ...settingsActions(strapi),
  };
}
