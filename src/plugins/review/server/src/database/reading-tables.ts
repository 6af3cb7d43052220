/**
 * What files hold, as it was read. Kept by the hash of the bytes and not by the row in `files`: the same bytes say the
 * same, whoever sent them. The catalogue reads these two tables by their names, and only for files of what is live.
 */
export const READING_TABLES_SQL = `
create table if not exists review_readings (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  state text not null check (state in ('done', 'failed')),
  -- Of the reader that read it; a newer one reads it again.
  reader integer not null,
  -- Pages, slides or sheets; null where the format has none.
  pages integer,
  words integer not null,
  -- Suggested by the text, BCP 47.
  language text,
  title text,
  author text,
  tagged boolean,
  has_text boolean not null,
  findings jsonb not null,
  thumbnail bytea,
  thumbnail_type text,
  thumbnail_sha256 text,
  -- Of all text with its places.
  text_digest text not null,
  read_at timestamptz not null default clock_timestamp(),
  check ((thumbnail is null) = (thumbnail_type is null) and (thumbnail is null) = (thumbnail_sha256 is null))
);
-- The newest row in \`files\` with these bytes when they were read. Each that comes in has them read again, so that
-- nobody can tell by what is there at once that somebody else had them already.
alter table review_readings add column if not exists read_for integer not null default 0;
-- A thumbnail is packed already.
alter table review_readings alter column thumbnail set storage external;

-- Its text, in pieces that can be searched and quoted. A long page has several; of what has no pages, page is null.
create table if not exists review_reading_pages (
  sha256 text not null references review_readings on delete cascade,
  part integer not null,
  page integer,
  text text not null,
  primary key (sha256, part)
);

create index if not exists review_files_by_sha256 on files (sha256);

-- Whoever writes or forgets the reading of a hash waits for the one before.
create or replace function review_lock_reading(hash text) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('reading ' || hash, 0))
$$;

-- A reading goes with the last file of its bytes. In order, so that two who remove several do not wait for each other.
create or replace function review_forget_readings() returns trigger language plpgsql as $$
declare forgotten text;
begin
  for forgotten in select distinct t.sha256 from gone t join review_readings r on r.sha256 = t.sha256 order by 1 loop
    perform review_lock_reading(forgotten);
    delete from review_readings r where r.sha256 = forgotten
      and not exists (select from files f where f.sha256 = forgotten);
  end loop;
  return null;
end $$;
create or replace trigger review_forget_readings_deleted after delete on files
  referencing old table as gone for each statement execute function review_forget_readings();
create or replace trigger review_forget_readings_replaced after update on files
  referencing old table as gone for each statement execute function review_forget_readings();
`;
