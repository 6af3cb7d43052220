import type { Core, Modules } from '@strapi/strapi';
import type { Knex } from 'knex';

import { KINDS } from './kinds';

type Middleware = Parameters<Core.Strapi['documents']['use']>[0];

const READS: ReadonlySet<string> = new Set(['findMany', 'findOne', 'findFirst', 'count']);
const SHOWN: ReadonlySet<string> = new Set([
  ...KINDS.map(({ uid }) => uid),
  'api::category.category',
  'api::information-source.information-source',
]);

/**
 * Document-service middleware: a write of what the catalogue shows, and the catalogue's own, are one
 * transaction, settled before its commit. The triggers alone would settle at the commit, and of a commit
 * that fails Strapi tells nobody. Inside a longer transaction that is for whoever opened it.
 *
 * One write of a thing at a time: Strapi's update of what was deleted meanwhile goes on with nothing, and
 * ends the process where it announces that.
 */
export function createWriter(strapi: Core.Strapi): Middleware {
  const writer = async (
    { uid, action, params }: Modules.Documents.Middleware.Context,
    next: () => Promise<unknown>,
  ): Promise<unknown> => {
    if (READS.has(action) || !SHOWN.has(uid)) return next();
    const isOutermost = !strapi.db.inTransaction();
    return strapi.db.transaction(async ({ trx }: { trx: Knex.Transaction }) => {
      const { documentId } = params as { documentId?: unknown };
      if (typeof documentId === 'string') {
        await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [documentId]);
      }
      const result = await next();
      if (isOutermost) await trx.raw('set constraints all immediate');
      return result;
    });
  };
  // It answers whatever the call answers; Strapi's type wants that spelt per action.
  return writer as Middleware;
}
