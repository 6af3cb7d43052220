import { FILE_FIELD, KINDS } from '../kinds';

/** Where every instance listens. The payload is the new version and its moment, in milliseconds since 1970. */
export const CHANNEL = 'accession_catalogue';

/**
 * What makes an entry untrue is noted the moment it happens and settled once at the end of the
 * transaction, whoever wrote: the document service, the query engine or SQL (decision 0014).
 */
const FUNCTIONS_SQL = `
create or replace function catalogue_tell() returns void language sql as $$
  select pg_notify('${CHANNEL}', version || ' ' || (extract(epoch from at) * 1000)::bigint) from catalogue_state
$$;

-- Categories and sources are noted as such and resolved to items only under the lock: an item that
-- another transaction files there meanwhile must not be missed.
create or replace function catalogue_settle() returns trigger language plpgsql as $$
declare items text[]; shelves text[]; origins text[];
begin
  -- The lock first and the moment after it: one taken before might be earlier than an answer already given.
  perform from catalogue_state for update;
  update catalogue_state set version = version + 1, at = greatest(at, clock_timestamp());
  with noted as (delete from catalogue_touched where transaction = pg_current_xact_id() returning what, document_id)
    select array_agg(document_id) filter (where what = 'item'), array_agg(document_id) filter (where what = 'category'),
      array_agg(document_id) filter (where what = 'source') into items, shelves, origins from noted;
  delete from catalogue_unsettled where transaction = pg_current_xact_id();
  items := array(
    select unnest(items)
    union select document_id from catalogue_entry where category_ids && shelves
    union select document_id from catalogue_entry where source_id = any (origins));
  if cardinality(items) > 0 then perform catalogue_refresh(items); end if;
  perform catalogue_tell();
  return null;
end $$;

create or replace function catalogue_note(kind text, ids text[]) returns void language plpgsql as $$
begin
  if cardinality(ids) = 0 then return; end if;
  insert into catalogue_touched select pg_current_xact_id(), kind, id from unnest(ids) as i (id) where id is not null
    on conflict do nothing;
  insert into catalogue_unsettled values (pg_current_xact_id()) on conflict do nothing;
end $$;

create or replace function catalogue_note_items() returns trigger language plpgsql as $$
begin
  perform catalogue_note('item', array(select distinct document_id from touched where published_at is not null));
  return null;
end $$;

-- Arguments: the type's table, the column of the join table that names its row.
create or replace function catalogue_note_relations() returns trigger language plpgsql as $$
declare ids text[];
begin
  execute format('select array(select distinct i.document_id from touched t join %I i on i.id = t.%I where i.published_at is not null)',
    tg_argv[0], tg_argv[1]) into ids;
  perform catalogue_note('item', ids);
  return null;
end $$;

create or replace function catalogue_note_attachments() returns trigger language plpgsql as $$
begin
  perform catalogue_note('item', array(
    ${KINDS.map(
      ({
        uid,
        table,
      }) => `select i.document_id from touched t join ${table} i on i.id = t.related_id
      where t.related_type = '${uid}' and i.published_at is not null`,
    ).join('\n    union ')}));
  return null;
end $$;

-- A file was read, anew perhaps, that live items have.
create or replace function catalogue_note_readings() returns trigger language plpgsql as $$
begin
  perform catalogue_note('item', array(
    ${KINDS.map(
      ({ uid, table }) => `select i.document_id from touched t join files f on f.sha256 = t.sha256
      join files_related_mph r on r.file_id = f.id and r.related_type = '${uid}' and r.field = '${FILE_FIELD}'
      join ${table} i on i.id = r.related_id where i.published_at is not null`,
    ).join('\n    union ')}));
  return null;
end $$;

-- Argument: what the table holds, category or source.
create or replace function catalogue_note_reference() returns trigger language plpgsql as $$
begin
  perform catalogue_note(tg_argv[0], array(select distinct document_id from touched));
  return null;
end $$;

create or replace function catalogue_note_moves() returns trigger language plpgsql as $$
begin
  perform catalogue_note('category', array(select distinct c.document_id from touched t join categories c on c.id = t.category_id));
  return null;
end $$;

-- What answers show besides entries, and who may read them. Argument: which of the two, for the reader of the table.
create or replace function catalogue_note_answers() returns trigger language plpgsql as $$
begin
  perform catalogue_note('answers', array[tg_argv[0]]);
  return null;
end $$;

create or replace function catalogue_note_emptied() returns trigger language plpgsql as $$
begin
  perform catalogue_note('item', array(select document_id from catalogue_entry));
  return null;
end $$;
`;

const TRANSITION_TABLES = {
  insert: 'new table as touched',
  update: 'new table as touched',
  delete: 'old table as touched',
} as const;
type Event = keyof typeof TRANSITION_TABLES;

/** An update that moves a row away from an item touches the item it leaves too. */
function notes(table: string, call: string, events: readonly Event[]): string {
  const one = (suffix: string, event: Event, rows: string) =>
    `create or replace trigger catalogue_note_${suffix} after ${event} on ${table} referencing ${rows} for each statement execute function ${call};\n`;
  return [
    ...events.map((event) => one(event, event, TRANSITION_TABLES[event])),
    ...(events.includes('update') ? [one('left', 'update', 'old table as touched')] : []),
  ].join('');
}

function plainly(name: string, table: string, events: string, call: string): string {
  return `create or replace trigger ${name} after ${events} on ${table} for each statement execute function ${call};\n`;
}

const EVERY: readonly Event[] = ['insert', 'update', 'delete'];
const ANY = 'insert or update or delete or truncate';

/** What only the answers show: the tree, counts of sources, the core routes. */
const SHOWN_TABLES = [
  'categories',
  'categories_parent_lnk',
  'information_sources',
  'information_sources_categories_lnk',
];
const PERMISSION_TABLES = ['up_permissions', 'up_permissions_role_lnk', 'up_roles'];

export const TRIGGERS_SQL = [
  FUNCTIONS_SQL,
  ...KINDS.flatMap(({ table, ownColumn }) => [
    notes(table, 'catalogue_note_items()', EVERY),
    plainly('catalogue_note_emptied', table, 'truncate', 'catalogue_note_emptied()'),
    ...['categories', 'source'].map((relation) =>
      notes(
        `${table}_${relation}_lnk`,
        `catalogue_note_relations('${table}', '${ownColumn}')`,
        EVERY,
      ),
    ),
  ]),
  notes('files_related_mph', 'catalogue_note_attachments()', EVERY),
  notes('review_readings', 'catalogue_note_readings()', EVERY),
  notes('categories', `catalogue_note_reference('category')`, ['update', 'delete']),
  notes('categories_parent_lnk', 'catalogue_note_moves()', EVERY),
  notes('information_sources', `catalogue_note_reference('source')`, ['update', 'delete']),
  ...SHOWN_TABLES.map((table) =>
    plainly('catalogue_note_answers', table, ANY, `catalogue_note_answers('reference')`),
  ),
  // A new file is nobody's yet, and those of drafts come and go.
  plainly('catalogue_note_answers', 'files', 'update', `catalogue_note_answers('reference')`),
  ...PERMISSION_TABLES.map((table) =>
    plainly('catalogue_note_answers', table, ANY, `catalogue_note_answers('permissions')`),
  ),
  // Deferred, so that one settling covers a whole transaction. Where the answer must tell of a failure it is
  // made to happen before the commit ("set constraints all immediate").
  `do $$ begin
    if not exists (select from pg_trigger where tgname = 'catalogue_settle') then
      create constraint trigger catalogue_settle after insert on catalogue_unsettled
        deferrable initially deferred for each row execute function catalogue_settle();
    end if;
  end $$;
  alter table catalogue_unsettled enable trigger catalogue_settle;\n`,
].join('');
