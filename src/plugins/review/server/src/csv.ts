import { stringify } from 'csv-stringify/sync';

type Cell = string | number | null;

/**
 * Lines of a table by RFC 4180. A cell that a spreadsheet would run as a formula gets an apostrophe
 * before it: names and notes are other people's texts.
 */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return stringify([...rows], {
    escape_formulas: true,
    record_delimiter: 'windows',
    // By itself it looks for the whole delimiter only, and half of one would begin a new line,
    // with whatever formula stands there.
    quoted_match: /[\r\n]/,
  });
}

/** Before the first line, or spreadsheets take UTF-8 for an encoding of their own. */
export const BYTE_ORDER_MARK = '\ufeff';
