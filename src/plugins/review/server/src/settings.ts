import type { Core } from '@strapi/strapi';

import type { ReviewSettings } from '../../shared/desk';
import { lockSettings, type Transaction } from './item-lock';
import { isRecord } from './parse/unknown';
import { SETTINGS } from './parse/settings';
import { DEFAULT_REASONS } from './default-reasons';

const DEFAULTS: ReviewSettings = {
  allowSelfApproval: true,
  claimMinutes: 60,
  dueDays: 5,
  dueDaysByCategory: [],
  reasons: DEFAULT_REASONS,
  scopes: [],
  keepRejectedDays: null,
  maxPendingItems: 50,
  maxPendingMegabytes: 500,
  oldFiles: 'redirect',
  keepUnusedFilesDays: 30,
};

function store(strapi: Core.Strapi) {
  return strapi.store({ type: 'plugin', name: 'review', key: 'settings' });
}

export async function readSettings(strapi: Core.Strapi): Promise<ReviewSettings> {
  const stored: unknown = await store(strapi).get({});
  return SETTINGS.parse({ ...DEFAULTS, ...(isRecord(stored) ? stored : {}) });
}

/** Waits for transactions under way that go by the settings as they are. */
export async function writeSettings(strapi: Core.Strapi, settings: ReviewSettings): Promise<void> {
  await strapi.db.transaction(async ({ trx }: Transaction) => {
    await lockSettings(trx);
    await store(strapi).set({ value: settings });
  });
}
