/**
 * The catalogue's tables. Not Strapi content types: nobody writes them but the functions in this
 * folder, inside the transaction that changes a live row. Every statement may run again.
 */
export const TABLES_SQL = `
-- One row, whose lock is the order of all changes: whoever holds it commits next.
create table if not exists catalogue_state (
  only_row boolean primary key default true check (only_row),
  -- The number of the latest change.
  seq bigint not null default 0,
  -- Grows with everything that may alter an answer: changes, categories, sources, who may read.
  version bigint not null default 0,
  at timestamptz(3) not null default clock_timestamp()
);
insert into catalogue_state default values on conflict do nothing;

create table if not exists catalogue_entry (
  document_id text primary key,
  kind text not null,
  -- Of its latest change, and of the change that brought it in: the order of items added on one day.
  seq bigint not null unique,
  entered bigint not null unique,
  slug text not null,
  title text not null,
  title_key text collate "C" not null,
  description text not null,
  body text,
  publisher text,
  language text,
  source_id text,
  -- The categories it is filed in and all that contain them, by documentId.
  category_ids text[] not null,
  date_added date not null,
  -- As precise as known, '' where unknown. Text, because 2024 sorts before 2024-03.
  published_key text collate "C" not null,
  published_year integer,
  -- As they were read from its file; null where it has none or nothing read it.
  pages integer,
  words integer,
  thumbnail text,
  search tsvector not null,
  -- The item as every list prints it.
  printed text not null,
  -- Over what is searched, and over everything derived: what tells whether a write changed anything.
  text_digest text not null,
  digest text not null,
  updated_at timestamptz(3) not null
);
alter table catalogue_entry add column if not exists link_state text;
alter table catalogue_entry
  drop column if exists file_text,
  -- Of its file, and over what is searched of that: null where there is no text.
  add column if not exists file_sha256 text,
  add column if not exists pages_digest text;
-- What is printed lies apart, so that the rows a search walks hold little else than what it looks at.
do $$ declare name text; begin
  for name in select attname from pg_attribute where attrelid = 'catalogue_entry'::regclass and attnum > 0 and not attisdropped
      and attstorage = 'x' and attname not in ('description', 'body', 'printed') loop
    execute format('alter table catalogue_entry alter column %I set storage main', name);
  end loop;
  if not exists (select from pg_class where oid = 'catalogue_entry'::regclass and reloptions is not null) then
    alter table catalogue_entry set (toast_tuple_target = 256);
  end if;
end $$;
create index if not exists catalogue_entry_newest on catalogue_entry (date_added desc, entered desc);
create index if not exists catalogue_entry_by_title on catalogue_entry (title_key, entered);
create index if not exists catalogue_entry_by_published on catalogue_entry (published_key desc, entered desc);
create index if not exists catalogue_entry_by_slug on catalogue_entry (slug, entered);
create index if not exists catalogue_entry_by_category on catalogue_entry using gin (category_ids);
create index if not exists catalogue_entry_by_source on catalogue_entry (source_id, date_added desc, entered desc);
create index if not exists catalogue_entry_by_kind on catalogue_entry (kind, date_added desc, entered desc);
create index if not exists catalogue_entry_by_language on catalogue_entry (language, date_added desc, entered desc);
create index if not exists catalogue_entry_by_publisher on catalogue_entry (publisher, date_added desc, entered desc);
create index if not exists catalogue_entry_by_link on catalogue_entry (link_state, date_added desc, entered desc)
  where link_state is not null;

-- One row per entry and category in category_ids, so that a category of any size is read in order.
create table if not exists catalogue_filing (
  category_id text not null,
  document_id text not null,
  kind text not null,
  language text,
  date_added date not null,
  entered bigint not null,
  title_key text collate "C" not null,
  published_key text collate "C" not null,
  primary key (document_id, category_id)
);
create index if not exists catalogue_filing_newest on catalogue_filing (category_id, date_added desc, entered desc)
  include (document_id, kind, language, published_key);
create index if not exists catalogue_filing_by_title on catalogue_filing (category_id, title_key, entered);
create index if not exists catalogue_filing_by_published on catalogue_filing (category_id, published_key desc, entered desc);

-- What websites follow: every step there was, without a gap. The latest of a withdrawn item is its tombstone.
create table if not exists catalogue_change (
  seq bigint primary key,
  change text not null check (change in ('entered', 'altered', 'withdrawn')),
  document_id text not null,
  kind text not null,
  -- The change that brought it in, of its present or last stay.
  entered bigint not null,
  title text not null,
  slug text not null,
  category_ids text[] not null,
  at timestamptz(3) not null,
  reason text check (reason in ('unpublished', 'deleted')),
  successor text,
  is_latest boolean not null default true,
  check ((change = 'withdrawn') = (reason is not null))
);
create index if not exists catalogue_change_of_item on catalogue_change (document_id) where is_latest;
create index if not exists catalogue_change_walk on catalogue_change (seq) where is_latest;
create index if not exists catalogue_change_by_category on catalogue_change using gin (category_ids) where is_latest;
create index if not exists catalogue_change_at on catalogue_change (at, seq);
create index if not exists catalogue_change_by_slug on catalogue_change (slug, seq desc);

-- How many entries there are of what they are counted by: all, kind, category, source, language, year, link.
create table if not exists catalogue_count (
  dimension text not null,
  value text collate "C" not null,
  entries bigint not null,
  primary key (dimension, value)
);

-- The words of titles, descriptions and publishers, accents folded, and how many entries hold each: for
-- completions and spelling.
create table if not exists catalogue_word (
  word text collate "C" primary key,
  spelt text not null,
  entries bigint not null
);
create index if not exists catalogue_word_alike on catalogue_word using gin (word gin_trgm_ops);

-- What a transaction touched and has not yet brought into the catalogue; empty between transactions.
create unlogged table if not exists catalogue_touched (
  transaction xid8 not null,
  what text not null check (what in ('item', 'category', 'source', 'answers')),
  document_id text not null,
  primary key (transaction, what, document_id)
);
-- Its row is what the settling waits for at the end of the transaction: one, however much was touched.
create unlogged table if not exists catalogue_unsettled (transaction xid8 primary key);

-- The changes being made by whoever holds the row of catalogue_state; empty between transactions.
create unlogged table if not exists catalogue_step (
  document_id text primary key,
  change text not null,
  seq bigint not null,
  entered bigint not null,
  kind text not null,
  slug text not null,
  title text not null,
  title_key text collate "C",
  description text,
  body text,
  publisher text,
  language text,
  source_id text,
  category_ids text[] not null,
  date_added date,
  published_key text collate "C",
  published_year integer,
  printed text,
  text_digest text,
  digest text,
  is_retold boolean not null
);
alter table catalogue_step add column if not exists link_state text;
alter table catalogue_step
  add column if not exists pages integer,
  add column if not exists words integer,
  add column if not exists thumbnail text,
  add column if not exists file_sha256 text,
  add column if not exists pages_digest text,
  add column if not exists is_reread boolean not null;
`;
