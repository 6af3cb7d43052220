import { countedSql } from './refresh';

/** How many items one comparison derives at a time, so that a library of any size fits in memory. */
export const SLICE = 5000;

/**
 * `catalogue_differences()` names everything in which the catalogue is not what the live rows say.
 * `catalogue_rebuild()` makes it so, in one transaction: readers have the old answers until it ends.
 */
export const VERIFY_SQL = `
create or replace function catalogue_known_ids() returns setof text language sql stable as $$
  select catalogue_live_ids() union select document_id from catalogue_entry
  union select document_id from catalogue_change where is_latest and change <> 'withdrawn'
$$;

create or replace function catalogue_rebuild() returns bigint language plpgsql as $$
declare steps bigint := 0; ids text[]; seen bigint := 0;
begin
  perform from catalogue_state for update;
  update catalogue_state set version = version + 1, at = greatest(at, clock_timestamp());
  for ids in select array_agg(id) from (select id, row_number() over (order by id) as place from catalogue_known_ids() k (id)) k
      group by place / ${SLICE} order by min(place) loop
    -- A damaged entry may have kept its digest and would pass for a true one.
    update catalogue_entry e set digest = '', text_digest = '', pages_digest = '' from catalogue_item_differences(ids) d where d.document_id = e.document_id;
    steps := steps + catalogue_refresh_slice(ids);
    seen := seen + cardinality(ids);
    raise notice '% items read, % entries written', seen, steps;
  end loop;
  delete from catalogue_page p where not exists (select from catalogue_entry e where e.document_id = p.document_id);
  delete from catalogue_filing f where not exists (
    select from catalogue_entry e where e.document_id = f.document_id and f.category_id = any (e.category_ids));
  -- Those that are right are most of all, and are only looked at.
  insert into catalogue_filing (category_id, document_id, kind, language, date_added, entered, title_key, published_key)
    select i.id, e.document_id, e.kind, e.language, e.date_added, e.entered, e.title_key, e.published_key
    from catalogue_entry e cross join unnest(e.category_ids) as i (id)
    left join catalogue_filing f on f.document_id = e.document_id and f.category_id = i.id
    where (f.kind, f.language, f.date_added, f.entered, f.title_key, f.published_key)
      is distinct from (e.kind, e.language, e.date_added, e.entered, e.title_key, e.published_key)
  on conflict (document_id, category_id) do update set (kind, language, date_added, entered, title_key, published_key)
    = (excluded.kind, excluded.language, excluded.date_added, excluded.entered, excluded.title_key, excluded.published_key);
  perform catalogue_recount();
  perform catalogue_tell();
  return steps;
end $$;

-- Entries whose own columns do not belong together, whatever is live.
create or replace function catalogue_entry_damage(ids text[]) returns table (document_id text, difference text) language sql stable as $$
  select e.document_id, 'its entry says something else than the live row'
  from catalogue_entry e join catalogue_derive(ids) d using (document_id)
  where e.document_id = any (ids) and ((e.digest, e.text_digest, e.kind, e.slug, e.title, e.title_key, e.description, e.body, e.publisher,
      e.language, e.source_id, e.category_ids, e.date_added, e.published_key, e.published_year, e.pages, e.words, e.thumbnail,
      e.file_sha256, e.pages_digest)
    is distinct from (d.digest, d.text_digest, d.kind, d.slug, d.title, d.title_key, d.description, d.body, d.publisher,
      d.language, d.source_id, d.category_ids, d.date_added, d.published_key, d.published_year, d.pages, d.words, d.thumbnail,
      d.file_sha256, d.pages_digest)
    or left(e.printed, length(d.printed) - 1) <> left(d.printed, -1)
    or e.search <> catalogue_search_vector(d.language, d.title, d.description, d.publisher, d.body))
$$;

-- Of its own file's text, whatever the entry's digest says: pages may have been lost.
create or replace function catalogue_page_differences(ids text[]) returns table (document_id text, difference text) language sql stable as $$
  select distinct document_id, 'the pages of its file are not what was read'
  from (select * from catalogue_page p where p.document_id = any (ids)) kept
  full join catalogue_derive_pages(ids) due using (document_id, part)
  where (kept.page, kept.search) is distinct from (due.page, due.search)
$$;

create or replace function catalogue_item_differences(ids text[]) returns table (document_id text, difference text) language sql stable as $$
  with live as materialized (select id from catalogue_live_ids() l (id) where id = any (ids))
  select id, 'it is live and has no entry' from live
    where not exists (select from catalogue_entry e where e.document_id = id)
  union all select e.document_id, 'its entry stands although nothing is live' from catalogue_entry e
    where e.document_id = any (ids) and not exists (select from live where id = e.document_id)
  union all select * from catalogue_entry_damage(ids)
  union all select e.document_id, 'its latest change is not the one its entry names' from catalogue_entry e
    where e.document_id = any (ids) and not exists (select from catalogue_change c
      where c.document_id = e.document_id and c.is_latest and c.change <> 'withdrawn' and (c.seq, c.entered) = (e.seq, e.entered))
  union all select c.document_id, 'it is not live and its latest change does not say so' from catalogue_change c
    where c.document_id = any (ids) and c.is_latest and c.change <> 'withdrawn'
      and not exists (select from live where id = c.document_id)
  union all select * from catalogue_page_differences(ids)
  union all select e.document_id, 'it is not filed where it belongs' from catalogue_entry e
    where e.document_id = any (ids) and array(select row(f.category_id, f.kind, f.language, f.date_added, f.entered, f.title_key,
        f.published_key)::text from catalogue_filing f where f.document_id = e.document_id order by f.category_id)
      <> array(select row(i.id, e.kind, e.language, e.date_added, e.entered, e.title_key, e.published_key)::text
        from unnest(e.category_ids) i (id) order by i.id)
$$;

create or replace function catalogue_whole_differences() returns table (document_id text, difference text) language sql stable as $$
  select null::text, format('the last change is numbered %s in catalogue_state and %s among the changes', s.seq, (select max(seq) from catalogue_change)) from catalogue_state s
    where s.seq <> (select coalesce(max(seq), 0) from catalogue_change)
  union all select null, format('between changes %s and %s something is missing', seq, next)
    from (select seq, lead(seq) over (order by seq) as next from catalogue_change) c where next <> seq + 1
  union all select distinct p.document_id, 'it has pages and no entry' from catalogue_page p
    where not exists (select from catalogue_entry e where e.document_id = p.document_id)
  union all select f.document_id, 'it is filed and has no entry' from catalogue_filing f
    where not exists (select from catalogue_entry e where e.document_id = f.document_id)
  union all select null, format('the count of %s "%s" is %s and ought to be %s', dimension, value, coalesce(kept.entries, 0), coalesce(due.entries, 0))
    from (select * from catalogue_count where entries <> 0) kept
    full join (select dimension, value, count(*) as entries from (${countedSql('catalogue_entry')}) c group by 1, 2) due
      using (dimension, value) where kept.entries is distinct from due.entries
  union all select null, format('the count of the word "%s" is %s and ought to be %s', word, coalesce(kept.entries, 0), coalesce(due.entries, 0))
    from (select * from catalogue_word where entries <> 0) kept
    full join (select w.word, count(*) as entries from catalogue_entry e
      cross join catalogue_words_of(concat_ws(' ', e.title, e.description, e.publisher)) w group by 1) due
      using (word) where kept.entries is distinct from due.entries
$$;

-- Adds to a tombstone which item takes its place. A change of its own, so that those who follow hear of it.
create or replace function catalogue_name_successor(item text, next_item text) returns void language plpgsql as $$
declare last bigint;
begin
  perform from catalogue_state for update;
  update catalogue_state set seq = seq + 1, version = version + 1, at = greatest(at, clock_timestamp())
    returning seq into last;
  if not exists (select from catalogue_entry where document_id = next_item) then
    raise exception using errcode = 'AC006', message = 'There is no live item ' || next_item || ' to name as the successor.';
  end if;
  update catalogue_change set is_latest = false where document_id = item and is_latest and change = 'withdrawn';
  if not found then
    raise exception using errcode = 'AC006', message = 'There is no withdrawn item ' || item || '.';
  end if;
  insert into catalogue_change (seq, change, document_id, kind, entered, title, slug, category_ids, at, reason, successor)
    select last, change, document_id, kind, entered, title, slug, category_ids, (select at from catalogue_state), reason, next_item
    from catalogue_change where document_id = item order by seq desc limit 1;
  perform catalogue_tell();
end $$;
`;
