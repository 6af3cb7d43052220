import { parse } from 'papaparse';

/** What of a CSV file is shown; a browser does not scroll through more. */
export const MOST_ROWS = 500;
export const MOST_COLUMNS = 60;
const MOST_CELL = 1_000;

export interface CsvTable {
  /** The first line, which names the columns in almost every CSV file. */
  header: string[];
  /** Each as long as `header`. */
  rows: string[][];
  /** Whether there is more than is shown, down or to the right. */
  moreRows: boolean;
  moreColumns: boolean;
}

/** Reads as much of a CSV file as is shown, whatever separates its cells. */
export function readCsv(text: string): CsvTable {
  const { data } = parse<string[]>(text.replace(/^\uFEFF/, ''), {
    preview: MOST_ROWS + 2,
    skipEmptyLines: true,
  });
  const widest = data.reduce((most, row) => Math.max(most, row.length), 0);
  const width = Math.min(widest, MOST_COLUMNS);
  const shown = data
    .slice(0, MOST_ROWS + 1)
    .map((row) => Array.from({ length: width }, (_, column) => shorten(row[column] ?? '')));
  const [header = [], ...rows] = shown;
  return { header, rows, moreRows: data.length > MOST_ROWS + 1, moreColumns: widest > width };
}

function shorten(cell: string): string {
  return cell.length > MOST_CELL ? `${cell.slice(0, MOST_CELL)}…` : cell;
}
