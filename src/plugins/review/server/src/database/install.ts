import type { Core } from '@strapi/strapi';

import type { Knex } from 'knex';

import { installOnce, isIntact } from '../../../../../installation';
import type { ReviewableType } from '../reviewable';
import { sealLog } from '../log-chain/seal';
import { CHECK_TABLES_SQL } from './check-tables';
import { FILE_TABLES_SQL, noteKnownFilesSql } from './file-tables';
import { expectedGuards, guardsSql, noteGuardedTypes } from './guards';
import { linkedTypes } from '../links/linked-types';
import { linkTablesSql } from './link-tables';
import { LOG_TABLES_SQL } from './log-tables';
import { QUEUE_INDEXES_SQL } from './queue-indexes';
import { READING_TABLES_SQL } from './reading-tables';
import { RETENTION_INDEX_SQL } from './retention-index';
import { scannerOf } from '../scanning/scans';
import { SCAN_TABLES_SQL } from './scan-tables';
import { TABLES_SQL } from './tables';

// Any number of instances may start at once; one installs, the others find it done.
const INSTALL_LOCK = 4_711_001;

async function createExtension(trx: Knex.Transaction): Promise<void> {
  try {
    await trx.raw('create extension if not exists pg_trgm');
  } catch (cause) {
    throw new Error(
      'The database has no extension pg_trgm and this role may not create it: have its owner run CREATE EXTENSION pg_trgm.',
      { cause },
    );
  }
}

const PART = { name: 'review', made: '^review_|_one_(draft|live)$' };

/** In the order in which they refer to each other. */
function statements(strapi: Core.Strapi, types: readonly ReviewableType[]): string[] {
  return [
    TABLES_SQL,
    LOG_TABLES_SQL,
    SCAN_TABLES_SQL,
    QUEUE_INDEXES_SQL,
    RETENTION_INDEX_SQL,
    linkTablesSql(linkedTypes(strapi)),
    READING_TABLES_SQL,
    CHECK_TABLES_SQL,
    guardsSql(strapi, types),
    FILE_TABLES_SQL,
  ];
}

/** Creates what is missing of tables, guards and indexes. Safe at every start, also while others publish. */
export async function installDatabase(
  strapi: Core.Strapi,
  types: readonly ReviewableType[],
): Promise<void> {
  await strapi.db.connection.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [INSTALL_LOCK]);
    await createExtension(trx);
    const isNew = !(await trx.schema.hasTable('review_held_files'));
    await installOnce(trx, { ...PART, sql: statements(strapi, types) });
    await noteGuardedTypes(strapi, trx, types);
    await trx.raw(
      `insert into review_scanner (required) values (?)
         on conflict (one) do update set required = excluded.required`,
      [scannerOf(strapi) !== null],
    );
    const sealed = await sealLog(trx);
    if (sealed !== null && sealed > 0) strapi.log.info(`Sealed the review log: ${sealed} events`);
    // Numbers of transactions that ended mean nothing, and after a restore they may come round again.
    await trx.raw('update review_submissions set approved_in = null where approved_in is not null');
    if (isNew) await trx.raw(noteKnownFilesSql(strapi, types));
  });
}

/** Whether all of it is as it was installed: nothing dropped, disabled, or put in its place. */
export function isInstalled(strapi: Core.Strapi): Promise<boolean> {
  return isIntact(strapi.db.connection, PART);
}

/**
 * The guards that are not in place, named; an empty list is what readiness needs.
 * @throws Error where the database does not answer.
 */
export async function missingGuards(
  strapi: Core.Strapi,
  types: readonly ReviewableType[],
): Promise<string[]> {
  const { rows } = await strapi.db.connection.raw<{ rows: { name: string }[] }>(`
    select 'trigger ' || t.tgname || ' on ' || c.relname as name
      from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not t.tgisinternal and t.tgenabled in ('O', 'A')
    union all
    select 'index ' || c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indisvalid and i.indisunique`);
  const present = new Set(rows.map(({ name }) => name));
  return expectedGuards(strapi, types).filter((guard) => !present.has(guard));
}
