import type { Core } from '@strapi/strapi';

import { ask, askOfMany } from '../database/ask';
import type { ListQuery } from '../params/list';
import { limitSql, type Page, pageOf, type PageRow } from './page';
import type { ResolvedFilters } from './references';
import { behindSql, ORDERS, orderSql, selectionSql } from './selection';
import { Statement } from './statement';

/** A page of a list without a search. The cost is that of the page, at any depth. */
export async function browse(
  strapi: Core.Strapi,
  query: ListQuery,
  filters: ResolvedFilters,
): Promise<Page> {
  const { sort, after } = query;
  const { column } = ORDERS[sort];
  const statement = new Statement();
  const { from, where } = selectionSql(statement, filters);
  // Unfiltered it is a page of an index, and nothing can make it long.
  const asked = where === 'true' ? ask<PageRow> : askOfMany<PageRow>;
  const rows = await asked(
    strapi,
    `with page as materialized (
       select f.document_id, f.${column}, f.entered from ${from}
       where ${where} and ${behindSql(statement, sort, 'f', after)}
       order by ${orderSql(sort, 'f')} ${limitSql(query)})
     select e.printed, p.${column}::text as key, p.entered from page p join catalogue_entry e using (document_id)
     order by ${orderSql(sort, 'p')}`,
    statement.values,
  );
  return pageOf(query, rows);
}
