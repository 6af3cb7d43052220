import type { Core } from '@strapi/strapi';

import { ask } from '../database/ask';
import { MAX_ADDRESSES } from '../feeds/sitemap';

export interface SitemapRow {
  id: string;
  slug: string;
  modifiedAt: Date;
}

export interface SitemapPart {
  /** From 1. Parts of which everything was withdrawn are missing, and the others keep their numbers. */
  number: number;
  modifiedAt: Date;
}

const ROW = 'document_id as id, slug, updated_at as "modifiedAt"';

/** All entries where one file can hold them, otherwise `null`. */
export async function wholeSitemap(strapi: Core.Strapi): Promise<SitemapRow[] | null> {
  const [all] = await ask<{ entries: string }>(
    strapi,
    `select entries from catalogue_count where dimension = 'all'`,
  );
  if (Number(all?.entries ?? 0) > MAX_ADDRESSES) return null;
  return ask<SitemapRow>(strapi, `select ${ROW} from catalogue_entry order by entered`);
}

/** Parts follow the numbers with which entries came in, so that what is in one stays in it. */
export function sitemapParts(strapi: Core.Strapi): Promise<SitemapPart[]> {
  return ask<SitemapPart>(
    strapi,
    `select ((entered - 1) / ${MAX_ADDRESSES} + 1)::integer as number, max(updated_at) as "modifiedAt"
     from catalogue_entry group by 1 order by 1 limit ${MAX_ADDRESSES}`,
  );
}

export function sitemapPart(strapi: Core.Strapi, number: number): Promise<SitemapRow[]> {
  return ask<SitemapRow>(
    strapi,
    `select ${ROW} from catalogue_entry where entered > $1 and entered <= $2 order by entered`,
    [(number - 1) * MAX_ADDRESSES, number * MAX_ADDRESSES],
  );
}
