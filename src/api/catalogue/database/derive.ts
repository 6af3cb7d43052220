import { FILE_FIELD, KINDS } from '../kinds';

/** The address of a document's file, from the root of this server. */
const FILE_URL = `'/api/documents/' || document_id || '/file'`;
/** And of its bytes as they are now, whatever replaces them. */
const IMMUTABLE_URL = `'/api/documents/' || a.document_id || '/file/' || a.sha256 || '/' || catalogue_escaped(a.name)`;

/** Of a picture of its first page: the address names the picture, whose bytes never change. */
const THUMBNAIL_URL = `'/api/documents/' || a.document_id || '/thumbnail/' || d.thumbnail_sha256 || '.webp'`;

function liveRows({ kind, table }: (typeof KINDS)[number]): string {
  const url = kind === 'link' ? 'url' : FILE_URL;
  return `select '${kind}' as kind, id as row_id, document_id, title, coalesce(slug, document_id) as slug,
      coalesce(description, '') as description, body, publisher, published_date, language,
      coalesce(date_added, published_at::date) as date_added, ${url} as url
    from ${table} where published_at is not null and document_id = any (ids)`;
}

function related(relation: string, targetColumn: string, more = ''): string {
  return KINDS.map(
    ({ kind, table, ownColumn }) =>
      `select l.document_id, r.${targetColumn}${more} from live l
      join ${table}_${relation}_lnk r on r.${ownColumn} = l.row_id where l.kind = '${kind}'`,
  ).join('\n    union all\n    ');
}

function attachedFiles(): string {
  return KINDS.map(
    ({ kind, uid }) => `select l.document_id, f.name, f.mime, f.size_in_bytes, f.sha256
      from live l join files_related_mph r on r.related_id = l.row_id and r.related_type = '${uid}' and r.field = '${FILE_FIELD}'
      join files f on f.id = r.file_id where l.kind = '${kind}'`,
  ).join('\n    union all\n    ');
}

/**
 * How live rows become entries. `catalogue_derive(ids)` answers one row per live item among `ids`, with
 * what its entry must say now. It only reads, so `verify` compares with it.
 */
export const DERIVE_SQL = `
-- Plain text as HTML: paragraphs and line breaks, everything else escaped.
create or replace function catalogue_html(plain text) returns text language sql immutable as $$
  select '<p>' || replace(regexp_replace(
    replace(replace(replace(replace(btrim(replace(plain, E'\\r', ''), E' \\n\\t'), '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'),
    '\\n[ \\t]*\\n\\s*', '</p><p>', 'g'), E'\\n', '<br>') || '</p>'
$$;

-- A name as one segment of an address (RFC 3986): all but letters, digits and four marks as %XX of its UTF-8.
create or replace function catalogue_escaped(name text) returns text language sql immutable as $$
  select string_agg(case when letter ~ '^[A-Za-z0-9._~-]$' then letter
    else regexp_replace(upper(encode(convert_to(letter, 'UTF8'), 'hex')), '(..)', '%\\1', 'g') end, '' order by place)
  from regexp_split_to_table(name, '') with ordinality t (letter, place)
$$;

create or replace function catalogue_array(items text[]) returns json language sql immutable as $$
  select ('[' || coalesce(array_to_string(items, ','), '') || ']')::json
$$;

create or replace function catalogue_sha256(plain text) returns text language sql immutable as $$
  select encode(sha256(convert_to(plain, 'UTF8')), 'hex')
$$;

-- What titles are sorted by: accents, case and leading quotation marks do not count.
create or replace function catalogue_title_key(title text) returns text language sql stable as $$
  select left(regexp_replace(lower(public.unaccent(title)), '^[^[:alnum:]]+', ''), 120)
$$;

create or replace function catalogue_live_ids() returns setof text language sql stable as $$
  ${KINDS.map(({ table }) => `select document_id from ${table} where published_at is not null`).join(' union ')}
$$;

-- Whether the item still has a draft: then it was unpublished, not deleted.
create or replace function catalogue_has_draft(item text) returns boolean language sql stable as $$
  select ${KINDS.map(({ table }) => `exists (select from ${table} where document_id = item and published_at is null)`).join(' or ')}
$$;

-- Dropped, because what a function returns cannot be changed.
drop function if exists catalogue_derive(text[]);
create or replace function catalogue_derive(ids text[]) returns table (
  document_id text, kind text, slug text, title text, title_key text, description text, body text, publisher text,
  language text, source_id text, category_ids text[], date_added date, published_key text, published_year integer,
  pages integer, words integer, thumbnail text, file_sha256 text, pages_digest text,
  printed text, text_digest text, digest text
) language sql stable as $$
  with recursive live as materialized (
    ${KINDS.map(liveRows).join('\n    union all\n    ')}
  ), filed as materialized (
    ${related('categories', 'category_id', ', r.category_ord as place')}
  ), above (category_id, node, depth) as (
    select distinct category_id, category_id, 0 from filed
    union all
    select a.category_id, p.inv_category_id, a.depth + 1 from above a
      join categories_parent_lnk p on p.category_id = a.node where a.depth < 100
  ), shelf as materialized (
    select a.category_id, array_agg(c.document_id::text) as ids,
      array_agg((select row_to_json(s)::text from (select c.document_id as id, c.name, c.slug) s) order by a.depth desc) as path
    from above a join categories c on c.id = a.node group by a.category_id
  ), printed_shelf as materialized (
    select s.category_id, c.name, (select row_to_json(r)::text from (
      select c.document_id as id, c.name, c.slug, catalogue_array(s.path) as path) r) as item
    from shelf s join categories c on c.id = s.category_id
  ), shelves as (
    select f.document_id, array_agg(p.item order by f.place nulls last, p.name, p.category_id) as items
    from filed f join printed_shelf p using (category_id) group by f.document_id
  ), shelf_ids as (
    select f.document_id, array_agg(distinct i.id order by i.id) as ids
    from filed f join shelf on shelf.category_id = f.category_id cross join unnest(shelf.ids) as i (id)
    group by f.document_id
  ), origin as (
    select o.document_id, s.document_id as source_id,
      (select row_to_json(r) from (select s.document_id as id, s.name, s.slug, s.url) r) as item
    from (${related('source', 'information_source_id')}) o
    join information_sources s on s.id = o.information_source_id
  ), attached as (
    select a.document_id, row_to_json(r) as item, a.sha256 as file_sha256, d.pages, d.words, d.text_digest as read_digest,
      ${THUMBNAIL_URL} as thumbnail
    from (${attachedFiles()}) a left join review_readings d on d.sha256 = a.sha256 and d.state = 'done'
    cross join lateral (select a.name, a.mime as "mediaType", a.size_in_bytes as size, a.sha256,
      ${IMMUTABLE_URL} as "immutableUrl") r
  ), whole as (
    select l.*, origin.source_id, attached.pages, attached.words, attached.thumbnail, attached.file_sha256,
      case when attached.words > 0 then catalogue_sha256(row(catalogue_config(l.language), attached.file_sha256,
        attached.read_digest)::text) end as pages_digest, coalesce(shelf_ids.ids, '{}') as category_ids,
      catalogue_sha256(row(catalogue_config(l.language), l.title, l.description, l.publisher, l.body)::text) as text_digest,
      (select row_to_json(j)::text from (
        select l.document_id as id, l.document_id as "documentId", l.kind, l.title, l.slug, l.description,
          catalogue_html(l.description) as "descriptionHtml", catalogue_array(shelves.items) as categories,
          origin.item as source, l.publisher, l.published_date as "publishedDate", l.date_added as "dateAdded",
          l.language, l.url, attached.item as file, attached.pages, attached.words, attached.thumbnail) j) as printed
    from live l
    left join shelves using (document_id) left join shelf_ids using (document_id)
    left join origin using (document_id) left join attached using (document_id)
  )
  select p.document_id, p.kind, p.slug, p.title, catalogue_title_key(p.title), p.description, p.body, p.publisher,
    p.language, p.source_id, p.category_ids, p.date_added, coalesce(p.published_date, ''),
    substring(p.published_date from '^\\d{4}')::integer, p.pages, p.words, p.thumbnail, p.file_sha256, p.pages_digest,
    p.printed, p.text_digest, catalogue_sha256(p.printed || p.text_digest || coalesce(p.pages_digest, ''))
  from whole p
$$;
`;
