import type { Core } from '@strapi/strapi';

/** One member stands for many in scripts and most tests, who would each have a quota. Nothing on a stock Strapi. */
export async function withoutQuotas(strapi: Core.Strapi): Promise<void> {
  if (strapi.plugins.review === undefined) return;
  const store = strapi.store({ type: 'plugin', name: 'review', key: 'settings' });
  await store.set({ value: { maxPendingItems: null, maxPendingMegabytes: null } });
}
