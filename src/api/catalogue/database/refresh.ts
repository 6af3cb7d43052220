const DERIVED_COLUMNS = [
  'kind',
  'slug',
  'title',
  'title_key',
  'description',
  'body',
  'publisher',
  'language',
  'source_id',
  'category_ids',
  'date_added',
  'published_key',
  'published_year',
  'pages',
  'words',
  'thumbnail',
  'file_sha256',
  'pages_digest',
  'text_digest',
  'digest',
];
const DERIVED = DERIVED_COLUMNS.join(', ');
const prefixed = (table: string) => DERIVED_COLUMNS.map((name) => `${table}.${name}`).join(', ');

const PRINTED = `left(s.printed, -1) || ',"updatedAt":"' || to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"}'`;
const VECTOR = `catalogue_search_vector(s.language, s.title, s.description, s.publisher, s.body)`;
const RETOLD = `concat_ws(' ', %.title, %.description, %.publisher)`;
const textOf = (table: string) => RETOLD.replaceAll('%', table);

/** Everything an entry is counted by, a row each. */
export function countedSql(entries: string): string {
  return `select 'all' as dimension, '' as value from ${entries}
    union all select 'kind', kind from ${entries}
    union all select 'category', unnest(category_ids) from ${entries}
    union all select 'source', source_id from ${entries} where source_id is not null
    union all select 'language', language from ${entries} where language is not null
    union all select 'year', published_year::text from ${entries} where published_year is not null`;
}

/**
 * How entries become true again. `catalogue_refresh(ids)` compares the entries of these items with
 * what is live and writes what differs: entries, filing, pages, counts, words, and one numbered change each.
 * All under the row lock of `catalogue_state`, taken before anything is read, so that two transactions
 * never derive from what the other is about to change, and numbers commit in their order.
 */
export const REFRESH_SQL = `
create or replace function catalogue_refresh(ids text[]) returns bigint language plpgsql as $$
declare steps bigint := catalogue_plan(ids);
begin
  if steps = 0 then return 0; end if;
  perform catalogue_count(-1);
  perform catalogue_write_steps(steps);
  perform catalogue_count(1);
  delete from catalogue_step;
  return steps;
end $$;

-- The same of very many, a slice at a time, whose counts are made at the end. All in one transaction, in
-- which no dead row is ever cleared away: of what is counted or noted anew for each slice all would pile up,
-- and each slice take longer than the one before.
create or replace function catalogue_refresh_slice(ids text[]) returns bigint language plpgsql as $$
declare steps bigint := catalogue_plan(ids);
begin
  if steps > 0 then perform catalogue_write_steps(steps); end if;
  truncate catalogue_step;
  return steps;
end $$;

create or replace function catalogue_write_steps(steps bigint) returns void language plpgsql as $$
declare moment timestamptz(3) := (select at from catalogue_state);
begin
  perform catalogue_log_steps(moment);
  perform catalogue_write_entries(moment);
  perform catalogue_write_filing();
  perform catalogue_write_pages();
  update catalogue_state set seq = seq + steps;
end $$;

-- Finds what has to change and numbers it from "last" on: first what leaves, then what comes or alters.
create or replace function catalogue_plan(ids text[]) returns bigint language plpgsql as $$
declare last bigint; steps bigint;
begin
  select seq into strict last from catalogue_state for update;
  with fresh as materialized (select * from catalogue_derive(ids)),
  known as materialized (
    select document_id, e.digest, e.text_digest, e.pages_digest, coalesce(c.entered, e.entered) as entered,
      coalesce(c.kind, e.kind) as kind, coalesce(c.slug, e.slug) as slug, coalesce(c.title, e.title) as title,
      coalesce(c.category_ids, e.category_ids) as category_ids
    from (select * from catalogue_change where is_latest and change <> 'withdrawn' and document_id = any (ids)) c
    full join (select * from catalogue_entry where document_id = any (ids)) e using (document_id)),
  differing as (
    select document_id, f.document_id is null as leaves, k.document_id is null as enters, k.entered,
      f.text_digest is distinct from k.text_digest as is_retold,
      f.pages_digest is distinct from k.pages_digest as is_reread,
      coalesce(f.kind, k.kind) as kind, coalesce(f.slug, k.slug) as slug, coalesce(f.title, k.title) as title,
      coalesce(f.category_ids, k.category_ids) as category_ids,
      f.title_key, f.description, f.body, f.publisher, f.language, f.source_id, f.date_added, f.published_key,
      f.published_year, f.pages, f.words, f.thumbnail, f.file_sha256, f.pages_digest, f.printed, f.text_digest, f.digest,
      last + row_number() over (order by f.document_id is not null, f.date_added, k.entered, document_id) as seq
    from fresh f full join known k using (document_id)
    where f.digest is distinct from k.digest or f.document_id is null)
  insert into catalogue_step (document_id, change, seq, entered, printed, is_retold, is_reread, ${DERIVED})
  select d.document_id, case when d.leaves then 'withdrawn' when d.enters then 'entered' else 'altered' end, d.seq,
    coalesce(d.entered, d.seq), d.printed, d.is_retold, d.is_reread, ${prefixed('d')} from differing d;
  get diagnostics steps = row_count;
  return steps;
end $$;

create or replace function catalogue_log_steps(moment timestamptz) returns void language plpgsql as $$
begin
  update catalogue_change c set is_latest = false from catalogue_step s
    where c.is_latest and c.document_id = s.document_id;
  insert into catalogue_change (seq, change, document_id, kind, entered, title, slug, category_ids, at, reason)
    select seq, change, document_id, kind, entered, title, slug, category_ids, moment,
      case when change = 'withdrawn' then case when catalogue_has_draft(document_id) then 'unpublished' else 'deleted' end end
    from catalogue_step order by seq;
end $$;

create or replace function catalogue_write_entries(moment timestamptz) returns void language plpgsql as $$
begin
  delete from catalogue_entry e using catalogue_step s where e.document_id = s.document_id and s.change = 'withdrawn';
  update catalogue_entry e set seq = s.seq, entered = s.entered, (${DERIVED}) = row(${prefixed('s')}),
      printed = ${PRINTED}, updated_at = moment, search = case when s.is_retold then ${VECTOR} else e.search end
    from catalogue_step s where e.document_id = s.document_id;
  insert into catalogue_entry (document_id, seq, entered, ${DERIVED}, printed, updated_at, search)
    select s.document_id, s.seq, s.entered, ${prefixed('s')}, ${PRINTED}, moment, ${VECTOR}
    from catalogue_step s where s.change <> 'withdrawn'
      and not exists (select from catalogue_entry e where e.document_id = s.document_id)
    order by s.seq;
end $$;

create or replace function catalogue_write_filing() returns void language plpgsql as $$
begin
  delete from catalogue_filing f using catalogue_step s
    where f.document_id = s.document_id and (s.change = 'withdrawn' or f.category_id <> all (s.category_ids));
  insert into catalogue_filing (category_id, document_id, kind, language, date_added, entered, title_key, published_key)
    select i.id, s.document_id, s.kind, s.language, s.date_added, s.entered, s.title_key, s.published_key
    from catalogue_step s cross join unnest(s.category_ids) as i (id) where s.change <> 'withdrawn'
  on conflict (document_id, category_id) do update set (kind, language, date_added, entered, title_key, published_key)
    = (excluded.kind, excluded.language, excluded.date_added, excluded.entered, excluded.title_key, excluded.published_key)
    where (catalogue_filing.kind, catalogue_filing.language, catalogue_filing.date_added, catalogue_filing.entered,
        catalogue_filing.title_key, catalogue_filing.published_key)
      is distinct from (excluded.kind, excluded.language, excluded.date_added, excluded.entered, excluded.title_key,
        excluded.published_key);
end $$;

-- Adds the entries of the steps to the counts, or takes them out: once before they are written, once after.
-- By an array of names: a join would have the planner guess how many steps there are, and guess a full scan.
create or replace function catalogue_count(sign integer) returns void language plpgsql as $$
declare names text[] := array(select document_id from catalogue_step);
  retold text[] := array(select document_id from catalogue_step where is_retold);
begin
  insert into catalogue_count (dimension, value, entries)
    with e as materialized (
      select kind, category_ids, source_id, language, published_year from catalogue_entry where document_id = any (names))
    select dimension, value, sign * count(*) from (${countedSql('e')}) c group by 1, 2
  on conflict (dimension, value) do update set entries = catalogue_count.entries + excluded.entries;
  insert into catalogue_word (word, spelt, entries)
    select w.word, min(w.spelt), sign * count(*) from catalogue_entry e cross join catalogue_words_of(${textOf('e')}) w
      where e.document_id = any (retold) group by 1
  on conflict (word) do update set entries = catalogue_word.entries + excluded.entries;
end $$;

-- Counts and words from nothing, for a rebuild.
create or replace function catalogue_recount() returns void language plpgsql as $$
begin
  delete from catalogue_count;
  insert into catalogue_count
    select dimension, value, count(*) from (${countedSql('catalogue_entry')}) c group by 1, 2;
  delete from catalogue_word;
  insert into catalogue_word
    select w.word, min(w.spelt), count(*) from catalogue_entry e cross join catalogue_words_of(${textOf('e')}) w group by 1;
end $$;
`;
