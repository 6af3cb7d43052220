import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { DERIVE_SQL } from './derive';
import { REFRESH_SQL } from './refresh';
import { SEARCH_SQL } from './search';
import { TABLES_SQL } from './tables';
import { TRIGGERS_SQL } from './triggers';
import { VERIFY_SQL } from './verify';

// Any number of instances may start at once; one installs, the others find it done.
const INSTALL_LOCK = 4_711_003;

async function createExtension(trx: Knex.Transaction, name: string): Promise<void> {
  try {
    await trx.raw(`create extension if not exists ${name}`);
  } catch (cause) {
    throw new Error(
      `The database has no extension ${name} and this role may not create it: have its owner run CREATE EXTENSION ${name}.`,
      { cause },
    );
  }
}

/**
 * Creates what is missing of the catalogue and replaces its functions. Safe at every start. A library
 * that had live items before it had a catalogue gets its entries here.
 */
export async function installCatalogue(strapi: Core.Strapi): Promise<void> {
  await strapi.db.connection.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [INSTALL_LOCK]);
    await createExtension(trx, 'pg_trgm');
    await createExtension(trx, 'unaccent');
    // Each refers to what the ones before it made.
    for (const sql of [TABLES_SQL, SEARCH_SQL, DERIVE_SQL, REFRESH_SQL, VERIFY_SQL, TRIGGERS_SQL]) {
      await trx.raw(sql);
    }
    await trx.raw('select catalogue_rebuild() where not exists (select from catalogue_change)');
  });
}
