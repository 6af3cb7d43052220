import type { Core } from '@strapi/strapi';

import { installOnce } from '../installation';

/**
 * What PostgreSQL keeps of the library's own rules: slugs are unique among drafts and among live
 * rows, categories are a tree, and the columns lists are sorted and looked up by are indexed.
 * Every statement may run again.
 */
const RULES_SQL = `
create unique index if not exists library_documents_slug_draft on library_documents (slug) where published_at is null;
create unique index if not exists library_documents_slug_live on library_documents (slug) where published_at is not null;
create unique index if not exists external_links_slug_draft on external_links (slug) where published_at is null;
create unique index if not exists external_links_slug_live on external_links (slug) where published_at is not null;
create unique index if not exists categories_slug on categories (slug);
create unique index if not exists information_sources_slug on information_sources (slug);
-- A free slug is looked for among drafts and live rows at once, by its beginning.
create index if not exists library_documents_slug_any on library_documents (slug text_pattern_ops);
create index if not exists external_links_slug_any on external_links (slug text_pattern_ops);
create index if not exists library_documents_newest on library_documents (date_added desc, document_id) where published_at is not null;
create index if not exists external_links_newest on external_links (date_added desc, document_id) where published_at is not null;
create index if not exists library_documents_by_title on library_documents (title) where published_at is not null;
create index if not exists external_links_by_title on external_links (title) where published_at is not null;
create index if not exists categories_by_position on categories (position, name);

create or replace function library_category_tree() returns trigger language plpgsql as $$
begin
  -- One move at a time, or two could close a circle that neither sees.
  perform pg_advisory_xact_lock(hashtextextended('library_category_tree', 0));
  if exists (
    with recursive above(id) as (
      select new.inv_category_id
      union
      select l.inv_category_id from categories_parent_lnk l join above a on l.category_id = a.id
    ) select 1 from above where id = new.category_id
  ) then
    raise exception using errcode = 'AC004',
      message = 'A category cannot stand inside itself: choose a parent outside the ones it contains.';
  end if;
  return new;
end $$;
create or replace trigger library_category_tree after insert or update on categories_parent_lnk
  for each row execute function library_category_tree();
`;

export async function installDatabaseRules(strapi: Core.Strapi): Promise<void> {
  await strapi.db.connection.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(4711002)');
    const made = '^(library|external_links|categories|information_sources)_';
    await installOnce(trx, { name: 'rules', sql: [RULES_SQL], made });
  });
}
