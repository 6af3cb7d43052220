import type { Core } from '@strapi/strapi';

import type { ReviewableType } from '../reviewable';

/**
 * What becomes of files. Written by the database itself, whichever way a file comes to an item or
 * leaves it: an address is proved by what was live, and bytes are removed by what uses them. Every
 * statement may run again at every start, after those of the guards.
 */
export const FILE_TABLES_SQL = `
-- Bytes that were live once. Rows stay when the item or the bytes go: they tell what is gone from what never was.
create table if not exists review_published_files (
  content_type text not null,
  item_id text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  file_id integer not null,
  first_published_at timestamptz not null,
  primary key (item_id, content_type, sha256)
);
create index if not exists review_published_files_by_file on review_published_files (file_id);
-- For items that were taken down before there was such a table.
create index if not exists review_events_approvals on review_events (item_id) where type = 'approved';

-- Files that an item has or had, so that they are the review's to remove.
create table if not exists review_held_files (
  file_id integer primary key,
  content_type text not null,
  item_id text not null,
  unused_since timestamptz
);
create index if not exists review_held_files_unused on review_held_files (unused_since, file_id)
  where unused_since is not null;

create or replace function review_note_file_use() returns trigger language plpgsql as $$
declare guarded record; item text; is_live boolean; hash text;
begin
  if tg_op <> 'INSERT' then
    update review_held_files h set unused_since = clock_timestamp() where h.file_id = old.file_id
      and unused_since is null and not exists (select from files_related_mph m where m.file_id = old.file_id);
  end if;
  if tg_op = 'DELETE' then return null; end if;
  update review_held_files set unused_since = null where file_id = new.file_id and unused_since is not null;
  select * into guarded from review_guarded_types g where g.content_type = new.related_type;
  if not found then return null; end if;
  execute format('select document_id, published_at is not null from %I where id = $1', guarded.table_name)
    into item, is_live using new.related_id::integer;
  if item is null then return null; end if;
  insert into review_held_files (file_id, content_type, item_id) values (new.file_id, new.related_type, item)
    on conflict (file_id) do nothing;
  select f.sha256 into hash from files f where f.id = new.file_id;
  if is_live and hash is not null then
    insert into review_published_files values (new.related_type, item, hash, new.file_id, clock_timestamp())
      on conflict (item_id, content_type, sha256) do update set file_id = excluded.file_id;
  end if;
  return null;
end $$;
create or replace trigger review_note_file_use after insert or update or delete on files_related_mph
  for each row execute function review_note_file_use();
`;

/** For files that items had before there were these tables; once. */
export function noteKnownFilesSql(strapi: Core.Strapi, types: readonly ReviewableType[]): string {
  return types
    .filter(({ file }) => file !== null)
    .map(({ uid }) => {
      const { tableName } = strapi.db.metadata.get(uid);
      const used = `from files_related_mph m join "${tableName}" i on i.id = m.related_id
        join files f on f.id = m.file_id where m.related_type = '${uid}'`;
      return `
insert into review_published_files (content_type, item_id, sha256, file_id, first_published_at)
  select '${uid}', i.document_id, f.sha256, f.id, i.published_at ${used}
    and i.published_at is not null and f.sha256 is not null on conflict do nothing;
insert into review_held_files (file_id, content_type, item_id)
  select distinct on (f.id) f.id, '${uid}', i.document_id ${used} on conflict do nothing;
`;
    })
    .join('');
}
