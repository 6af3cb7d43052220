import type { Core } from '@strapi/strapi';

import type { Knex } from 'knex';

import type { ReviewableType } from '../reviewable';
import { sealLog } from '../log-chain/seal';
import { CHECK_TABLES_SQL } from './check-tables';
import { FILE_TABLES_SQL, noteKnownFilesSql } from './file-tables';
import { expectedGuards, guardsSql } from './guards';
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

async function installFileTables(
  strapi: Core.Strapi,
  trx: Knex.Transaction,
  types: readonly ReviewableType[],
): Promise<void> {
  const isNew = !(await trx.schema.hasTable('review_held_files'));
  await trx.raw(FILE_TABLES_SQL);
  if (isNew) await trx.raw(noteKnownFilesSql(strapi, types));
}

/** Creates what is missing and replaces what is there: tables, guards, indexes. Safe at every start. */
export async function installDatabase(
  strapi: Core.Strapi,
  types: readonly ReviewableType[],
): Promise<void> {
  await strapi.db.connection.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [INSTALL_LOCK]);
    await createExtension(trx);
    await trx.raw(TABLES_SQL);
    await trx.raw(LOG_TABLES_SQL);
    await trx.raw(SCAN_TABLES_SQL);
    await trx.raw(
      `insert into review_scanner (required) values (?)
         on conflict (one) do update set required = excluded.required`,
      [scannerOf(strapi) !== null],
    );
    const sealed = await sealLog(trx);
    if (sealed !== null && sealed > 0) strapi.log.info(`Sealed the review log: ${sealed} events`);
    await trx.raw(QUEUE_INDEXES_SQL);
    await trx.raw(RETENTION_INDEX_SQL);
    await trx.raw(linkTablesSql(linkedTypes(strapi)));
    await trx.raw(READING_TABLES_SQL);
    await trx.raw(CHECK_TABLES_SQL);
    // Numbers of transactions that ended mean nothing, and after a restore they may come round again.
    await trx.raw('update review_submissions set approved_in = null where approved_in is not null');
    await trx.raw(guardsSql(strapi, types));
    await installFileTables(strapi, trx, types);
  });
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
