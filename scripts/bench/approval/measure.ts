import { performance } from 'node:perf_hooks';

import type { Core } from '@strapi/strapi';

/** What a server process is asked to do inside itself, and what it answers. */
export interface Order {
  id: number;
  /** What names the item to the process: a submission for ours, a document for stock. */
  item: string;
  digest: string;
}
export interface Measured {
  id: number;
  milliseconds: number;
  statements: number;
}

/**
 * Answers each order of the parent process with the time `work` took and the SQL statements it sent. Nothing else may
 * ask the server meanwhile.
 */
export function measureOrders(strapi: Core.Strapi, work: (order: Order) => Promise<unknown>): void {
  let statements = 0;
  strapi.db.connection.on('query', () => {
    statements += 1;
  });
  process.on('message', (order: Order) => {
    void (async () => {
      statements = 0;
      const start = performance.now();
      await work(order);
      const milliseconds = performance.now() - start;
      process.send?.({ id: order.id, milliseconds, statements } satisfies Measured);
    })();
  });
}
