import type { Core } from '@strapi/strapi';

import { ask } from '../database/ask';
import { CatalogueError } from '../errors';
import { queryOf } from '../feeds/address';
import { atomFeed } from '../feeds/atom';
import { type Feed, lastChange } from '../feeds/feed';
import { jsonFeed } from '../feeds/json-feed';
import { sitemap, sitemapIndex } from '../feeds/sitemap';
import type { CatalogueItem } from '../item';
import { parseNothing } from '../params/others';
import { parseSelection, type Selection } from '../params/selection';
import { type Addresses, pageOf } from '../presenters/addresses';
import { newestOf } from '../queries/list';
import { type SitemapRow, sitemapPart, sitemapParts, wholeSitemap } from '../queries/sitemap';
import type { Handler } from './answering';

export interface FeedSettings extends Addresses {
  libraryName: string;
}

const FEED_LENGTH = 50;

async function titleOf(
  strapi: Core.Strapi,
  libraryName: string,
  { search, filters }: Selection,
): Promise<string> {
  const categories = await ask<{ name: string }>(
    strapi,
    'select name from categories where document_id = any ($1) or slug = any ($1) order by name',
    [filters.category],
  );
  const about = [
    ...categories.map(({ name }) => name),
    ...(search === null ? [] : [`“${search}”`]),
  ];
  return about.length === 0 ? libraryName : `${libraryName}: ${about.join(', ')}`;
}

async function feedOf(
  strapi: Core.Strapi,
  settings: FeedSettings,
  path: string,
  querystring: string,
): Promise<Feed> {
  const selection = parseSelection(querystring);
  const query = queryOf(selection);
  const printed = await newestOf(strapi, selection, FEED_LENGTH);
  const items = printed.map((text) => JSON.parse(text) as CatalogueItem); // as the database printed it
  const [state] = await ask<{ at: Date }>(strapi, 'select at from catalogue_state');
  return {
    addresses: settings,
    url: `${settings.publicUrl}${path}${query === '' ? '' : `?${query}`}`,
    title: await titleOf(strapi, settings.libraryName, selection),
    libraryName: settings.libraryName,
    items,
    updatedAt: lastChange(items, state?.at ?? new Date(0)),
  };
}

export function atom(strapi: Core.Strapi, settings: FeedSettings): Handler {
  return async (ctx) => {
    const feed = await feedOf(strapi, settings, '/api/catalogue/feed.atom', ctx.querystring);
    ctx.type = 'application/atom+xml; charset=utf-8';
    ctx.body = atomFeed(feed);
  };
}

export function json(strapi: Core.Strapi, settings: FeedSettings): Handler {
  return async (ctx) => {
    const feed = await feedOf(strapi, settings, '/api/catalogue/feed.json', ctx.querystring);
    ctx.type = 'application/feed+json; charset=utf-8';
    ctx.body = jsonFeed(feed);
  };
}

/** `GET /sitemap.xml`: all item pages, or an index of `/sitemap-1.xml` and on (https://www.sitemaps.org/protocol.html). */
export function sitemapRoot(strapi: Core.Strapi, settings: FeedSettings): Handler {
  return async (ctx) => {
    parseNothing(ctx.querystring);
    const whole = await wholeSitemap(strapi);
    ctx.type = 'application/xml; charset=utf-8';
    if (whole !== null) {
      ctx.body = sitemap(addressed(settings, whole));
      return;
    }
    const parts = await sitemapParts(strapi);
    ctx.body = sitemapIndex(
      parts.map(({ number, modifiedAt }) => ({
        address: `${settings.publicUrl}/sitemap-${number}.xml`,
        modifiedAt,
      })),
    );
  };
}

export function sitemapFile(strapi: Core.Strapi, settings: FeedSettings): Handler {
  return async (ctx) => {
    parseNothing(ctx.querystring);
    const { number } = ctx.params as { number: string };
    const rows = await sitemapPart(strapi, Number(number));
    if (rows.length === 0) {
      throw new CatalogueError('not-found', 'There is no such part; /sitemap.xml names them.');
    }
    ctx.type = 'application/xml; charset=utf-8';
    ctx.body = sitemap(addressed(settings, rows));
  };
}

function addressed(settings: FeedSettings, rows: readonly SitemapRow[]) {
  return rows.map(({ id, slug, modifiedAt }) => ({
    address: pageOf(settings, { id, slug }),
    modifiedAt,
  }));
}
