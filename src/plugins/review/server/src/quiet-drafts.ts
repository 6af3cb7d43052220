import { AsyncLocalStorage } from 'node:async_hooks';

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

const unheard = new AsyncLocalStorage<true>();

/**
 * Runs a transaction that writes nothing but drafts. Strapi reads each of them again once it is committed, with
 * all that it refers to, and announces it; where nobody is to hear of it, only the row itself is read.
 */
export function unannounced<T>(work: () => Promise<T>): Promise<T> {
  return unheard.run(true, work);
}

/**
 * Keeps the content of drafts out of Strapi's event hub. Webhooks listen there and would carry
 * whole pending items outside; the hub has no filter, so its `emit` is wrapped.
 */
export function quietDrafts(strapi: Core.Strapi, uids: readonly string[]): void {
  const emit = strapi.eventHub.emit.bind(strapi.eventHub);
  strapi.eventHub.emit = async (event, ...args) => {
    const [payload]: unknown[] = args;
    if (isEntryEvent(payload) && uids.includes(payload.uid) && !isLive(payload.entry)) return;
    await emit(event, ...args);
  };
  strapi.db.lifecycles.subscribe({
    models: [...uids],
    beforeFindOne({ params }) {
      const isForAnnouncement = unheard.getStore() === true && !strapi.db.inTransaction();
      if (isForAnnouncement) params.populate = {};
    },
  });
}
