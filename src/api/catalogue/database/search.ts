/**
 * Stemmers that PostgreSQL may have, by the primary language subtag (BCP 47) they serve. Texts in any
 * other language, Welsh and Scottish Gaelic among them, are searched by their words as they stand.
 */
const STEMMERS = {
  ar: 'arabic',
  ca: 'catalan',
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
  es: 'spanish',
  et: 'estonian',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hi: 'hindi',
  hu: 'hungarian',
  hy: 'armenian',
  id: 'indonesian',
  it: 'italian',
  lt: 'lithuanian',
  nb: 'norwegian',
  ne: 'nepali',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  yi: 'yiddish',
} as const;

const STEMMER_ROWS = Object.entries(STEMMERS)
  .map(([subtag, stemmer]) => `('${subtag}', '${stemmer}')`)
  .join(', ');

/** How texts become vectors, and the vocabulary for completions and spelling. */
export const SEARCH_SQL = `
create table if not exists catalogue_stemmer (subtag text primary key, config text not null);

-- Each of PostgreSQL's own configurations with accents folded first, and one that does not stem.
do $$ declare stemmer record; begin
  for stemmer in select subtag, name from (values ${STEMMER_ROWS}, ('', 'simple')) s (subtag, name)
      where exists (select from pg_catalog.pg_ts_config c where c.cfgname = s.name and c.cfgnamespace = 'pg_catalog'::regnamespace) loop
    if not exists (select from pg_catalog.pg_ts_config where cfgname = 'catalogue_' || stemmer.name) then
      execute format('create text search configuration %I (copy = pg_catalog.%I)', 'catalogue_' || stemmer.name, stemmer.name);
      execute format('alter text search configuration %I alter mapping for hword, hword_part, word with public.unaccent, %I',
        'catalogue_' || stemmer.name, case stemmer.name when 'simple' then 'simple' else stemmer.name || '_stem' end);
    end if;
    insert into catalogue_stemmer values (stemmer.subtag, 'catalogue_' || stemmer.name) on conflict do nothing;
  end loop;
end $$;

create or replace function catalogue_config(language text) returns regconfig language sql stable as $$
  select coalesce(
    (select config from catalogue_stemmer where subtag = lower(split_part(language, '-', 1)) and subtag <> ''),
    'catalogue_simple')::regconfig
$$;

-- A lexeme that no text yields, in every vector of one configuration. With it a query of one language
-- meets only texts that were stemmed the same way; without it, "-meetings" would exclude none of them.
create or replace function catalogue_mark(config regconfig) returns text language sql stable as $$
  select E'\\x01' || regexp_replace(config::text, '^.*catalogue_', '')
$$;

-- The parser takes what is between angle brackets for a tag and passes over it; here it is text.
create or replace function catalogue_plain(text) returns text language sql immutable as $$
  select translate(coalesce($1, ''), '<>', '  ')
$$;

create or replace function catalogue_vector_of(config regconfig, title text, description text, publisher text, body text)
returns tsvector language sql stable as $$
  select array_to_tsvector(array[catalogue_mark(config)])
    || setweight(to_tsvector(config, catalogue_plain(title)), 'A')
    || setweight(to_tsvector(config, catalogue_plain(description) || ' ' || catalogue_plain(publisher)), 'B')
    || setweight(to_tsvector(config, catalogue_plain(body)), 'C')
$$;

-- A vector holds a mebibyte; of a text with more distinct words than that its beginning is searched.
create or replace function catalogue_search_vector(language text, title text, description text, publisher text, body text)
returns tsvector language plpgsql stable as $$
declare config regconfig := catalogue_config(language);
begin
  return catalogue_vector_of(config, title, description, publisher, body);
exception when program_limit_exceeded then
  return catalogue_vector_of(config, title, description, publisher, left(body, 40000));
end $$;

-- The configurations that live items are stemmed by.
create or replace function catalogue_configs() returns setof regconfig language sql stable as $$
  select distinct catalogue_config(value) from catalogue_count where dimension = 'language' and entries > 0
  union select 'catalogue_simple' where (select coalesce(sum(entries), 0) from catalogue_count where dimension = 'language')
    < (select coalesce(sum(entries), 0) from catalogue_count where dimension = 'all')
$$;

-- What somebody typed, as a query of every language there is, or of the given ones. "asked" finds; "ranked"
-- is the same without the marks, which say nothing about relevance. Both null where only stop words are left.
-- "expected" is how many entries the planner's statistics say hold it.
create or replace function catalogue_query(typed text, languages text[])
returns table (asked tsquery, ranked tsquery, expected integer) language plpgsql volatile as $$
declare configs regconfig[]; config regconfig; one tsquery; plan json;
begin
  configs := array(select distinct catalogue_config(l) from unnest(languages) as l);
  if cardinality(configs) = 0 then configs := array(select * from catalogue_configs()); end if;
  foreach config in array configs loop
    one := websearch_to_tsquery(config, typed);
    continue when numnode(one) = 0;
    ranked := case when ranked is null or ranked = one then one else ranked || one end;
    -- Only what excludes must keep to its own texts; what includes may meet another language's.
    if cardinality(configs) > 1 and one::text like '%!%' then
      one := quote_literal(catalogue_mark(config))::tsquery && one;
    end if;
    asked := case when asked is null or asked = one then one else asked || one end;
  end loop;
  if asked is not null then
    execute format('explain (format json) select from catalogue_entry where search @@ %L::tsquery', asked) into plan;
    expected := (plan #>> '{0,Plan,Plan Rows}')::integer;
  end if;
  return next;
end $$;

-- The distinct words of a text, folded, with a spelling of each. Words, and parts of hyphenated ones.
create or replace function catalogue_words_of(plain text) returns table (word text, spelt text) language sql stable as $$
  select lower(public.unaccent(token)), min(lower(token)) from ts_parse('default', catalogue_plain(plain))
  where tokid in (1, 2, 10, 11) and length(token) between 3 and 40
  group by 1
$$;

create index if not exists catalogue_entry_search on catalogue_entry using gin (search);
`;
