import type { Core } from '@strapi/strapi';

import { property } from './parse/unknown';

interface EntryEvent {
  uid: string;
  entry: unknown;
}

function isEntryEvent(value: unknown): value is EntryEvent {
  return typeof value === 'object' && value !== null && 'uid' in value && 'entry' in value;
}

function isLive(entry: unknown): boolean {
  return (property(entry, 'publishedAt') ?? null) !== null;
}

/**
 * Keeps the content of drafts out of Strapi's event hub. Webhooks listen there and would carry
 * whole pending items outside; the hub has no filter, so its `emit` is wrapped.
 */
export function quietDrafts(strapi: Core.Strapi, reviewable: (uid: string) => boolean): void {
  const emit = strapi.eventHub.emit.bind(strapi.eventHub);
  strapi.eventHub.emit = async (event, ...args) => {
    const [payload]: unknown[] = args;
    if (isEntryEvent(payload) && reviewable(payload.uid) && !isLive(payload.entry)) return;
    await emit(event, ...args);
  };
}
