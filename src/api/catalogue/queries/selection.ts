import type { Place, Sort } from '../params/list';
import { matchSql } from './matching';
import type { ResolvedFilters } from './references';
import type { Statement } from './statement';
import type { Asked } from './understand';

/** A selection as the parts of a statement. `f` is what is walked in order. */
export interface SelectionSql {
  from: string;
  where: string;
}

export interface SelectionOptions {
  /** What is looked for. */
  asked?: Pick<Asked, 'asked' | 'inFiles'>;
  /** Whether `f` must be the entries, for columns that filing has not. */
  ofEntries?: boolean;
}

/**
 * One category is walked through its filing, which is in order whatever the size; everything else, and what
 * is searched, through the entries, where several indexes may be combined.
 */
export function selectionSql(
  statement: Statement,
  filters: ResolvedFilters,
  { asked, ofEntries = false }: SelectionOptions = {},
): SelectionSql {
  const { categoryIds, sourceIds, languages, kind, publisher, dateAdded, published } = filters;
  const isFiled = categoryIds.length === 1 && asked === undefined && !ofEntries;
  const entry = isFiled ? 'e' : 'f';
  const conditions: string[] = [];
  const oneOf = (column: string, values: readonly string[]) => {
    const [first, ...rest] = values;
    if (first === undefined) return;
    const test =
      rest.length === 0 ? `= ${statement.bind(first)}` : `= any (${statement.bind(values)})`;
    conditions.push(`${column} ${test}`);
  };
  if (isFiled) oneOf('f.category_id', categoryIds);
  else if (categoryIds.length > 0) {
    conditions.push(`f.category_ids && ${statement.bind(categoryIds)}::text[]`);
  }
  oneOf('f.kind', kind);
  oneOf('f.language', languages);
  oneOf(`${entry}.source_id`, sourceIds);
  oneOf(`${entry}.publisher`, publisher);
  if (dateAdded.from !== null)
    conditions.push(`f.date_added >= ${statement.bind(dateAdded.from)}::date`);
  if (dateAdded.to !== null)
    conditions.push(`f.date_added <= ${statement.bind(dateAdded.to)}::date`);
  if (published.from !== null || published.to !== null) {
    // What has no date is before all dates, and in no range.
    conditions.push(`f.published_key >= ${statement.bind(published.from ?? '0')}`);
  }
  if (published.to !== null) conditions.push(`f.published_key <= ${statement.bind(published.to)}`);
  if (asked !== undefined) conditions.push(matchSql(statement, 'f', asked));
  const needsEntry = sourceIds.length > 0 || publisher.length > 0;
  const joined = needsEntry ? ' join catalogue_entry e using (document_id)' : '';
  return {
    from: isFiled ? `catalogue_filing f${joined}` : 'catalogue_entry f',
    where: conditions.length === 0 ? 'true' : conditions.join(' and '),
  };
}

/** @property isHit what tells, of a candidate, whether it holds the words as they were asked for */
export interface CandidatesSql extends SelectionSql {
  isHit: string;
}

/** What the index alone says may hold the words. There may be far more of these than of those that do. */
export function candidatesSql(
  statement: Statement,
  filters: ResolvedFilters,
  words: Asked,
): CandidatesSql {
  const { asked, loosely, inFiles } = words;
  const selection = selectionSql(statement, filters, {
    ...(loosely !== null && { asked: { asked: loosely, inFiles } }),
    ofEntries: true,
  });
  const isHit = loosely === asked ? 'true' : matchSql(statement, 'f', words);
  return { ...selection, isHit };
}

interface Order {
  column: string;
  type: 'date' | 'text' | 'real';
  direction: 'asc' | 'desc';
}

/** Ranks are in a column of their own, which only a search has. */
export const ORDERS: Readonly<Record<Sort, Order>> = {
  'dateAdded:desc': { column: 'date_added', type: 'date', direction: 'desc' },
  'dateAdded:asc': { column: 'date_added', type: 'date', direction: 'asc' },
  'title:asc': { column: 'title_key', type: 'text', direction: 'asc' },
  'title:desc': { column: 'title_key', type: 'text', direction: 'desc' },
  'publishedDate:desc': { column: 'published_key', type: 'text', direction: 'desc' },
  'publishedDate:asc': { column: 'published_key', type: 'text', direction: 'asc' },
  relevance: { column: 'rank', type: 'real', direction: 'desc' },
};

/** The order of rows of `alias`; what entered last comes first, or last where the order goes up. */
export function orderSql(sort: Sort, alias: string): string {
  const { column, direction } = ORDERS[sort];
  return `${alias}.${column} ${direction}, ${alias}.entered ${direction}`;
}

/** The rows behind a place in the order. */
export function behindSql(
  statement: Statement,
  sort: Sort,
  alias: string,
  after: Place | null,
): string {
  if (after === null) return 'true';
  const { column, type, direction } = ORDERS[sort];
  const compare = direction === 'desc' ? '<' : '>';
  const key = `${statement.bind(after.key)}::${type}${type === 'text' ? ' collate "C"' : ''}`;
  return `(${alias}.${column}, ${alias}.entered) ${compare} (${key}, ${statement.bind(after.entered)}::bigint)`;
}
