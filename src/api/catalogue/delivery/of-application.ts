import type { Core } from '@strapi/strapi';

import { readSettings } from '../../../settings';
import { createDelivery, type Delivery } from './delivery';

const deliveries = new WeakMap<Core.Strapi, Delivery>();

/** Begins with the first request or at the end of the start, whichever comes first. */
export function deliveryOf(strapi: Core.Strapi): Delivery {
  const known = deliveries.get(strapi);
  if (known !== undefined) return known;
  const delivery = createDelivery(strapi, readSettings(process.env));
  deliveries.set(strapi, delivery);
  return delivery;
}

/**
 * Puts what is kept before the application: a request for it never becomes one of Koa's. Node hands requests to
 * whoever listens, so the application's own listener is called by ours.
 */
export function deliverFirst(strapi: Core.Strapi): void {
  const { httpServer } = strapi.server;
  const delivery = deliveryOf(strapi);
  const listeners = httpServer.listeners('request');
  httpServer.removeAllListeners('request');
  httpServer.on('request', (request, response) => {
    if (delivery.sendKept(request, response)) return;
    for (const listener of listeners) Reflect.apply(listener, httpServer, [request, response]);
  });
}

export async function stopDelivery(strapi: Core.Strapi): Promise<void> {
  await deliveries.get(strapi)?.watch.stop();
}
