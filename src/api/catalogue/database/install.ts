import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { hashOf, installed, installOnce, isIntact, noteInstalled } from '../../../installation';
import { DERIVE_SQL } from './derive';
import { PAGES_SQL } from './pages';
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

const PART = { name: 'catalogue', made: '^catalogue_' };

/** Whatever makes an entry what it is. */
const DERIVED_BY = [SEARCH_SQL, DERIVE_SQL, PAGES_SQL, REFRESH_SQL];
const ENTRIES = 'catalogue entries';

/**
 * A library that had live items before it had a catalogue gets its entries here, and one whose entries another version
 * made has them made anew where they differ.
 */
async function deriveEntries(strapi: Core.Strapi, trx: Knex.Transaction): Promise<void> {
  const written = hashOf(DERIVED_BY);
  const before = await installed(trx, ENTRIES);
  const { rows } = await trx.raw<{ rows: object[] }>('select from catalogue_change limit 1');
  if (before?.written === written && rows.length > 0) return;
  if (rows.length > 0) {
    strapi.log.info(
      'The catalogue is compared with what this version makes of it; this may take minutes.',
    );
  }
  await trx.raw('select catalogue_rebuild()');
  await noteInstalled(trx, ENTRIES, { written, found: '' });
}

/** Creates what is missing of the catalogue and replaces its functions. Safe at every start. */
export async function installCatalogue(strapi: Core.Strapi): Promise<void> {
  await strapi.db.connection.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [INSTALL_LOCK]);
    await createExtension(trx, 'pg_trgm');
    await createExtension(trx, 'unaccent');
    const sql = [
      TABLES_SQL,
      SEARCH_SQL,
      DERIVE_SQL,
      PAGES_SQL,
      REFRESH_SQL,
      VERIFY_SQL,
      TRIGGERS_SQL,
    ];
    await installOnce(trx, { ...PART, sql });
  });
  // Apart, so that what takes minutes does not hold the tables that were altered.
  await strapi.db.connection.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [INSTALL_LOCK]);
    await deriveEntries(strapi, trx);
  });
}

/** Empty while every function, trigger and index of the catalogue is as it was installed. */
export async function missingOfCatalogue(strapi: Core.Strapi): Promise<string[]> {
  return (await isIntact(strapi.db.connection, PART))
    ? []
    : ['the catalogue’s functions, triggers and indexes as they were installed'];
}
