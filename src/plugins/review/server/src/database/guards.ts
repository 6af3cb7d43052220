import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { ReviewableType } from '../reviewable';
import { joinOf, type Join } from './storage';

/** The tables Strapi keeps a reviewable type in. */
interface StorageOf {
  uid: string;
  table: string;
  joins: Join[];
}

function storageOf(strapi: Core.Strapi, { uid, attributes }: ReviewableType): StorageOf {
  const relations = attributes.filter(({ kind }) => kind === 'relation');
  return {
    uid,
    table: strapi.db.metadata.get(uid).tableName,
    joins: relations.map(({ name }) => joinOf(strapi, uid, name)),
  };
}

/**
 * A live row may be written only in the transaction in which its approval was recorded. That one
 * rule covers the row, its relations and its file. Immediate, not deferred: a deferred constraint
 * fails at commit, and by then Strapi has answered 201.
 */
const FUNCTIONS_SQL = `
create or replace function review_approved_now(type text, item text) returns boolean language sql stable as $$
  select exists (select 1 from review_submissions s where s.content_type = type and s.item_id = item
    and s.state = 'approved' and s.approved_in = pg_current_xact_id())
$$;

create or replace function review_refuse(item text) returns void language plpgsql as $$
begin
  raise exception using errcode = 'AC001',
    message = 'Item ' || item || ' is published by approval only. Nothing was written.';
end $$;

create or replace function review_guard_row() returns trigger language plpgsql as $$
begin
  -- Deleting an administrator clears these two; that changes nothing a reader sees.
  if tg_op = 'UPDATE' and to_jsonb(new) - '{created_by_id,updated_by_id}'::text[]
      = to_jsonb(old) - '{created_by_id,updated_by_id}'::text[] then
    return new;
  end if;
  if (new.published_at is not null or (tg_op = 'UPDATE' and old.published_at is not null))
      and not review_approved_now(tg_argv[0], new.document_id) then
    perform review_refuse(new.document_id);
  end if;
  return new;
end $$;

-- The row before and after, as far as there is one: moving a link off a live item counts too.
create or replace function review_links(op text, before jsonb, after jsonb) returns setof jsonb language sql immutable as $$
  select before where op <> 'INSERT' union all select after where op <> 'DELETE'
$$;

-- Arguments: type, its table, own column, target column, target table.
create or replace function review_guard_relation() returns trigger language plpgsql as $$
declare
  link jsonb;
  item text;
  target_exists boolean;
begin
  for link in select review_links(tg_op, to_jsonb(old), to_jsonb(new)) loop
    execute format('select document_id from %I where id = $1 and published_at is not null', tg_argv[1])
      into item using (link ->> tg_argv[2])::integer;
    continue when item is null or review_approved_now(tg_argv[0], item);
    if tg_op = 'UPDATE' and to_jsonb(old) -> tg_argv[2] = to_jsonb(new) -> tg_argv[2]
        and to_jsonb(old) -> tg_argv[3] = to_jsonb(new) -> tg_argv[3] then
      continue; -- only its place in the order
    end if;
    if tg_op = 'DELETE' then
      execute format('select exists (select 1 from %I where id = $1)', tg_argv[4])
        into target_exists using (link ->> tg_argv[3])::integer;
      continue when not target_exists; -- the category or source itself is gone
    end if;
    perform review_refuse(item);
  end loop;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;

-- Which live item a row of files_related_mph belongs to.
create or replace function review_live_item_of(type text, row_id integer) returns text language plpgsql stable as $$
declare guarded record; item text;
begin
  select * into guarded from review_guarded_types g where g.content_type = type;
  if not found then return null; end if;
  execute format('select document_id from %I where id = $1 and published_at is not null', guarded.table_name)
    into item using row_id;
  return item;
end $$;

create or replace function review_guard_attachment() returns trigger language plpgsql as $$
declare item text;
begin
  if tg_op <> 'INSERT' then
    item := review_live_item_of(old.related_type, old.related_id::integer);
    if item is not null and not review_approved_now(old.related_type, item) then perform review_refuse(item); end if;
  end if;
  if tg_op <> 'DELETE' then
    item := review_live_item_of(new.related_type, new.related_id::integer);
    if item is not null and not review_approved_now(new.related_type, item) then perform review_refuse(item); end if;
    return new;
  end if;
  return old;
end $$;

create or replace function review_guard_file() returns trigger language plpgsql as $$
declare item text;
begin
  if tg_op = 'UPDATE' and (new.name, new.alternative_text, new.caption, new.hash, new.ext, new.mime, new.size, new.size_in_bytes, new.url, new.provider, new.sha256)
      is not distinct from (old.name, old.alternative_text, old.caption, old.hash, old.ext, old.mime, old.size, old.size_in_bytes, old.url, old.provider, old.sha256) then
    return new;
  end if;
  select review_live_item_of(m.related_type, m.related_id::integer) into item
    from files_related_mph m where m.file_id = old.id
      and review_live_item_of(m.related_type, m.related_id::integer) is not null limit 1;
  if item is not null then
    raise exception using errcode = 'AC002', message = 'This file belongs to the live item ' || item
      || '. Upload the new file and choose it in the item instead; it then goes to review.';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;

create table if not exists review_guarded_types (content_type text primary key, table_name text not null);
`;

function trigger(name: string, table: string, events: string, call: string): string {
  return `create or replace trigger "${name}" before ${events} on "${table}" for each row execute function ${call};\n`;
}

/** By which the triggers know what they guard. */
export async function noteGuardedTypes(
  strapi: Core.Strapi,
  trx: Knex.Transaction,
  types: readonly ReviewableType[],
): Promise<void> {
  const rows = types
    .map((type) => storageOf(strapi, type))
    .map(({ uid, table }) => ({ content_type: uid, table_name: table }));
  await trx('review_guarded_types').insert(rows).onConflict('content_type').merge();
}

function guardsOf({ uid, table, joins }: StorageOf): string {
  const oneRow = (which: string, condition: string): string =>
    `create unique index if not exists "${table}_one_${which}" on "${table}" (document_id, coalesce(locale, '')) where published_at ${condition};\n`;
  return [
    oneRow('draft', 'is null'),
    oneRow('live', 'is not null'),
    trigger('review_guard_row', table, 'insert or update', `review_guard_row('${uid}')`),
    ...joins.map((join) =>
      trigger(
        'review_guard_relation',
        join.table,
        'insert or update or delete',
        `review_guard_relation('${uid}', '${table}', '${join.ownColumn}', '${join.targetColumn}', '${join.targetTable}')`,
      ),
    ),
  ].join('');
}

/** Idempotent SQL that puts every guard of these types in place. Names come from our schemas. */
export function guardsSql(strapi: Core.Strapi, types: readonly ReviewableType[]): string {
  return [
    FUNCTIONS_SQL,
    ...types.map((type) => guardsOf(storageOf(strapi, type))),
    trigger(
      'review_guard_attachment',
      'files_related_mph',
      'insert or update or delete',
      'review_guard_attachment()',
    ),
    trigger('review_guard_file', 'files', 'update or delete', 'review_guard_file()'),
  ].join('');
}

/** Triggers and indexes that must exist, as `trigger name on table` and `index name`. */
export function expectedGuards(strapi: Core.Strapi, types: readonly ReviewableType[]): string[] {
  const perType = types.flatMap((type) => {
    const { table, joins } = storageOf(strapi, type);
    return [
      `index ${table}_one_draft`,
      `index ${table}_one_live`,
      `trigger review_guard_row on ${table}`,
      ...joins.map((join) => `trigger review_guard_relation on ${join.table}`),
    ];
  });
  return [
    ...perType,
    'trigger review_guard_attachment on files_related_mph',
    'trigger review_guard_file on files',
    'trigger review_guard_scan on review_submissions',
    'trigger review_note_file_use on files_related_mph',
    'trigger review_events_only_grow on review_events',
    'trigger review_events_not_emptied on review_events',
    'trigger review_log_head_follows on review_log_head',
    'trigger review_log_head_not_emptied on review_log_head',
  ];
}
