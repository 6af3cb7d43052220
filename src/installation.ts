import { createHash } from 'node:crypto';

import type { Knex } from 'knex';

/** What of ours is in the database, in the statements that put it there. */
export interface Part {
  name: string;
  /** Each refers to what the ones before it made. All may run again. */
  sql: readonly string[];
  /** A regular expression for the names of what they make: functions, triggers, indexes. */
  made: string;
}

interface Installed {
  written: string;
  found: string;
}

const TABLE = `create table if not exists library_installed (
  part text primary key,
  -- Hashes of the statements, and of what PostgreSQL had afterwards.
  written text not null,
  found text not null
)`;

/** As PostgreSQL itself would write it down; a trigger that somebody disabled is another one. */
const FOUND = `select md5(coalesce(string_agg(what, E'\\n' order by what collate "C"), '')) as found from (
  select pg_get_functiondef(oid) as what from pg_proc where proname ~ ? and pg_function_is_visible(oid) and prokind = 'f'
  union all select pg_get_triggerdef(t.oid) || t.tgenabled::text from pg_trigger t
    where t.tgname ~ ? and not t.tgisinternal and pg_table_is_visible(t.tgrelid)
  union all select pg_get_indexdef(i.indexrelid) || i.indisvalid::text from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relname ~ ? and pg_table_is_visible(i.indexrelid)) known`;

export function hashOf(sql: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(sql)).digest('hex');
}

async function foundNow(db: Knex, made: string): Promise<string> {
  const { rows } = await db.raw<{ rows: Pick<Installed, 'found'>[] }>(FOUND, [made, made, made]);
  return rows[0]?.found ?? '';
}

/** What was noted of a part, here and by other instances. */
export async function installed(
  trx: Knex.Transaction,
  part: string,
): Promise<Installed | undefined> {
  await trx.raw(TABLE);
  return noted(trx, part);
}

async function noted(db: Knex, part: string): Promise<Installed | undefined> {
  const { rows } = await db.raw<{ rows: Installed[] }>(
    'select written, found from library_installed where part = ?',
    [part],
  );
  return rows[0];
}

export async function noteInstalled(
  trx: Knex.Transaction,
  part: string,
  { written, found }: Installed,
): Promise<void> {
  await trx.raw(
    `insert into library_installed (part, written, found) values (?, ?, ?)
     on conflict (part) do update set written = excluded.written, found = excluded.found`,
    [part, written, found],
  );
}

/**
 * Sets of rows, which PostgreSQL replaces only by sets of the same columns, so that what another version made would be in
 * the way. Nothing stored can be made of them, as an index can be of a value.
 */
async function dropSets(trx: Knex.Transaction, made: string): Promise<void> {
  const { rows } = await trx.raw<{ rows: { name: string }[] }>(
    `select oid::regprocedure::text as name from pg_proc
       where proname ~ ? and pg_function_is_visible(oid) and prokind = 'f' and proretset`,
    [made],
  );
  for (const { name } of rows) await trx.raw(`drop function ${name}`);
}

/**
 * Runs the statements, unless the database has already what they make. They lock tables in which other instances may be
 * publishing, and a start in the middle of a publication would be a deadlock.
 */
export async function installOnce(trx: Knex.Transaction, { name, sql, made }: Part): Promise<void> {
  const { rows } = await trx.raw<{ rows: { version: string }[] }>(
    `select current_setting('server_version_num') as version`,
  );
  // Another PostgreSQL may have more to offer: languages, for one.
  const written = hashOf([...sql, rows[0]?.version ?? '']);
  const before = await installed(trx, name);
  if (before?.written === written && before.found === (await foundNow(trx, made))) return;
  await dropSets(trx, made);
  for (const statements of sql) await trx.raw(statements);
  await noteInstalled(trx, name, { written, found: await foundNow(trx, made) });
}

/** Whether what a part made is there as it was made: nothing dropped, disabled, or put in its place. */
export async function isIntact(
  db: Knex,
  { name, made }: Pick<Part, 'name' | 'made'>,
): Promise<boolean> {
  return (await noted(db, name))?.found === (await foundNow(db, made));
}
