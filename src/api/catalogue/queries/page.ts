import type { QueryResultRow } from 'pg';

import { encodeCursor } from '../params/cursor';
import { type ListQuery, questionOf } from '../params/list';

/** A row of a list: the entry as it is printed, and its place in the order. */
export interface PageRow extends QueryResultRow {
  printed: string;
  key: string;
  entered: string;
}

export interface Page<Row extends PageRow = PageRow> {
  rows: Row[];
  /** The cursor behind the last row; `null` where nothing follows. */
  next: string | null;
}

/** The cursor behind a place in the order. */
export function cursorAt(query: ListQuery, { key, entered }: Omit<PageRow, 'printed'>): string {
  return encodeCursor([questionOf(query), key, Number(entered)]);
}

/** One row more than the page holds is read, which tells whether there is a next one. */
export function limitSql({ page, pageSize }: ListQuery): string {
  const offset = page === null ? 0 : (page - 1) * pageSize;
  return `limit ${pageSize + 1} offset ${offset}`;
}

export function pageOf<Row extends PageRow>(query: ListQuery, found: Row[]): Page<Row> {
  const rows = found.slice(0, query.pageSize);
  const last = rows.at(-1);
  if (last === undefined || found.length <= query.pageSize) return { rows, next: null };
  return { rows, next: cursorAt(query, last) };
}
