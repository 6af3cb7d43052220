import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

import { prefersJsonLd } from '../delivery/key';
import type { AnswerState } from '../delivery/finished';
import { CatalogueError } from '../errors';
import type { CatalogueItem } from '../item';
import { parseList } from '../params/list';
import { parseChanges, parseNothing, parseSuggest } from '../params/others';
import type { Addresses } from '../presenters/addresses';
import { presentItem } from '../presenters/item';
import { presentJsonLd } from '../presenters/json-ld';
import { presentList } from '../presenters/list';
import { categoryTree } from '../queries/category-tree';
import { lastPlace, listChanges, placeAfter } from '../queries/changes';
import { findItem } from '../queries/item';
import { listEntries } from '../queries/list';
import { suggest } from '../queries/spelling';
import { type Handler, sendJson } from './answering';

export function list(strapi: Core.Strapi): Handler {
  return async (ctx) => {
    sendJson(ctx, presentList(await listEntries(strapi, parseList(ctx.querystring))));
  };
}

export function categories(strapi: Core.Strapi): Handler {
  return async (ctx) => {
    parseNothing(ctx.querystring);
    sendJson(ctx, JSON.stringify({ data: await categoryTree(strapi), meta: {} }));
  };
}

export function suggestions(strapi: Core.Strapi): Handler {
  return async (ctx) => {
    const data = await suggest(strapi, parseSuggest(ctx.querystring));
    sendJson(ctx, JSON.stringify({ data, meta: {} }));
  };
}

export function changes(strapi: Core.Strapi): Handler {
  return async (ctx) => {
    const { after, limit } = parseChanges(ctx.querystring);
    const place =
      after === 'latest' ? await lastPlace(strapi) : await placeAfter(strapi, after, 'after');
    const { changes: found, cursor, hasMore } = await listChanges(strapi, place, limit);
    sendJson(ctx, `{"data":[${found.join(',')}],"meta":${JSON.stringify({ cursor, hasMore })}}`);
  };
}

function nameIn(ctx: Context): string {
  const { id } = ctx.params as { id: string };
  return id;
}

export function item(strapi: Core.Strapi, addresses: Addresses): Handler {
  return async (ctx) => {
    parseNothing(ctx.querystring);
    const state = ctx.state as AnswerState;
    state.variesByAccept = true;
    const found = await findItem(strapi, nameIn(ctx));
    switch (found.what) {
      case 'item': {
        state.modifiedAt = found.updatedAt;
        if (prefersJsonLd(ctx.get('Accept'))) {
          const of = JSON.parse(found.printed) as CatalogueItem; // as the database printed it
          sendJson(ctx, presentJsonLd(of, addresses), 'application/ld+json');
        } else {
          sendJson(ctx, presentItem(found.printed, found.body));
        }
        return;
      }
      case 'moved':
        ctx.status = 301;
        ctx.set('Location', `/api/catalogue/${encodeURIComponent(found.slug)}`);
        sendJson(ctx, JSON.stringify({ data: null, meta: { slug: found.slug } }));
        ctx.status = 301;
        return;
      case 'withdrawn':
        throw new CatalogueError('withdrawn', 'This item was withdrawn from the library.', {
          tombstone: found.tombstone,
        });
      case 'nothing':
        throw new CatalogueError(
          'not-found',
          'There is no such item. Items are named by their documentId or slug.',
        );
    }
  };
}
