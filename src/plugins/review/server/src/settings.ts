import type { Core } from '@strapi/strapi';

import type { ReviewSettings } from '../../shared/wire';
import { property } from './parse/unknown';

const DEFAULTS: ReviewSettings = { allowSelfApproval: true };

function store(strapi: Core.Strapi) {
  return strapi.store({ type: 'plugin', name: 'review', key: 'settings' });
}

export async function readSettings(strapi: Core.Strapi): Promise<ReviewSettings> {
  const stored: unknown = await store(strapi).get({});
  const allow = property(stored, 'allowSelfApproval');
  return typeof allow === 'boolean' ? { allowSelfApproval: allow } : DEFAULTS;
}

export async function writeSettings(strapi: Core.Strapi, settings: ReviewSettings): Promise<void> {
  await store(strapi).set({ value: settings });
}
