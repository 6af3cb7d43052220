/**
 * The texts of live files, a vector each. They come from `review_readings` and `review_reading_pages`, by those names
 * alone (decision 0027). Apart from the entries: hits in titles and descriptions come first whatever a file says, and
 * a book would not fit in one vector.
 */
export const PAGES_SQL = `
create table if not exists catalogue_page (
  document_id text not null,
  -- A long page has several parts.
  part integer not null,
  -- Null where the file has no pages.
  page integer,
  search tsvector not null,
  primary key (document_id, part)
);
-- Vectors lie apart: the index alone tells which rows hold a word, and there may be very many.
do $$ begin
  if not exists (select from pg_class where oid = 'catalogue_page'::regclass and reloptions is not null) then
    alter table catalogue_page set (toast_tuple_target = 128);
  end if;
end $$;
create index if not exists catalogue_page_search on catalogue_page using gin (search);

create or replace function catalogue_page_vector(config regconfig, plain text) returns tsvector language sql stable as $$
  select to_tsvector(config, catalogue_plain(plain))
$$;

-- What the pages of entries must be, for those whose file is named.
create or replace function catalogue_derive_pages(ids text[]) returns table (
  document_id text, part integer, page integer, search tsvector
) language sql stable as $$
  select e.document_id, p.part, p.page, catalogue_page_vector(e.config, p.text)
  from (select e.document_id, e.file_sha256, catalogue_config(e.language) as config
    from catalogue_entry e where e.document_id = any (ids) and e.pages_digest is not null offset 0) e
  join review_reading_pages p on p.sha256 = e.file_sha256
$$;

-- After the entries are written.
create or replace function catalogue_write_pages() returns void language plpgsql as $$
begin
  delete from catalogue_page p using catalogue_step s where p.document_id = s.document_id and s.is_reread;
  insert into catalogue_page select * from catalogue_derive_pages(
    array(select document_id from catalogue_step where is_reread and change <> 'withdrawn'));
end $$;

-- Items whose files hold the words, those first in which most pages do, with the first of these pages, and how many pages
-- were looked at. Bounded: beyond that many nobody looks. By the index always, for a vector that lies apart costs more than the planner thinks.
drop function if exists catalogue_page_hits(tsquery, tsquery, integer, integer);
create or replace function catalogue_page_hits(asked tsquery, loosely tsquery, most_pages integer, most_items integer)
returns table (document_id text, parts integer[], looked integer) language plpgsql stable set enable_seqscan = off as $$
begin
  return query
    with looked_at as materialized (
      select p.document_id, p.part, asked = loosely or p.search @@ asked as is_hit
      from catalogue_page p where p.search @@ loosely limit most_pages)
    select l.document_id, (array_agg(l.part order by l.part))[1:20], (select count(*) from looked_at)::integer
    from looked_at l where l.is_hit group by 1 order by count(*) desc, 1 limit most_items;
end $$;
`;
