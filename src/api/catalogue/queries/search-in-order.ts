import { askOfMany } from '../database/ask';
import { matchSql } from './matching';
import { cursorAt, limitSql } from './page';
import {
  MAX_LOOKED,
  MAX_WALKED,
  type Outcome,
  outcomeOf,
  type Search,
  type SearchRow,
} from './search-ways';
import { behindSql, ORDERS, orderSql, selectionSql } from './selection';
import { Statement } from './statement';
import { countFound, type Total } from './total';

/** How far one request walks where nothing else is left to do. The next one goes on from there. */
export const MAX_SIFTED = 4 * MAX_WALKED;

/**
 * Walks in the order asked for, as far as the page goes.
 * @param bound how far at most
 */
export async function inOrder(asked: Search, bound: number = MAX_WALKED): Promise<Outcome> {
  const { strapi, query, filters, words } = asked;
  const statement = new Statement();
  const { sort, after } = query;
  const { column } = ORDERS[sort];
  const { from, where } = selectionSql(statement, filters, { ofEntries: true });
  const rows = await askOfMany<SearchRow>(
    strapi,
    `with page as materialized (
       select w.document_id, w.${column}, w.entered
       from (select f.document_id, f.${column}, f.entered, f.search from ${from}
         where ${where} and ${behindSql(statement, sort, 'f', after)}
         order by ${orderSql(sort, 'f')} limit ${bound}) w
       where ${matchSql(statement, 'w', words)} ${limitSql(query)})
     select e.printed, e.document_id, p.${column}::text as key, p.entered
     from page p join catalogue_entry e using (document_id) order by ${orderSql(sort, 'p')}`,
    statement.values,
  );
  const total: Total = query.withCount
    ? await countFound(strapi, filters, words)
    : // Not shown.
      { value: MAX_LOOKED, relation: 'gte' };
  const counted = rows.map((row) => ({ ...row, looked: 0, hits: rows.length }));
  return outcomeOf(query, counted, () => total, null);
}

/** The cursor behind the last entry such a walk passes, whether it holds the words or not; `null` if it passes all. */
async function endOfWalk(
  { strapi, query, filters }: Search,
  bound: number,
): Promise<string | null> {
  const statement = new Statement();
  const { sort, after } = query;
  const { from, where } = selectionSql(statement, filters, { ofEntries: true });
  const [last] = await askOfMany<{ key: string; entered: string }>(
    strapi,
    `select f.${ORDERS[sort].column}::text as key, f.entered from ${from}
     where ${where} and ${behindSql(statement, sort, 'f', after)}
     order by ${orderSql(sort, 'f')} limit 1 offset ${bound - 1}`,
    statement.values,
  );
  return last === undefined ? null : cursorAt(query, last);
}

/** A page of what few of very many hold: it may be short, or empty, and yet have a next one. */
export async function sifted(asked: Search): Promise<Outcome['page']> {
  const { page } = await inOrder(asked, MAX_SIFTED);
  if (page.next !== null) return page;
  return { ...page, next: await endOfWalk(asked, MAX_SIFTED) };
}
