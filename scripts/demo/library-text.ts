import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseBlocks, type Block } from './markdown-blocks';

export type LibraryFormat = 'pdf' | 'docx';

export interface LibraryText {
  /** The file's name without its extension. */
  slug: string;
  title: string;
  description: string;
  publisher: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  publishedDate: string;
  format: LibraryFormat;
  blocks: Block[];
}

const KEYS = ['title', 'description', 'publisher', 'publishedDate', 'format'] as const;
type Key = (typeof KEYS)[number];

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const DATE = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/;

function isKey(name: string): name is Key {
  return KEYS.some((key) => key === name);
}

function readKeys(block: string, file: string): Map<Key, string> {
  const found = new Map<Key, string>();
  for (const line of block.split('\n')) {
    const match = /^(\w+): *(.*)$/.exec(line.trim());
    const name = match?.[1];
    if (name === undefined || !isKey(name)) {
      throw new Error(`${file}: unexpected front matter line "${line}"`);
    }
    if (found.has(name)) throw new Error(`${file}: front matter key "${name}" is given twice`);
    found.set(name, (match?.[2] ?? '').trim());
  }
  return found;
}

function required(keys: ReadonlyMap<Key, string>, key: Key, file: string): string {
  const value = keys.get(key);
  if (value === undefined || value === '') {
    throw new Error(`${file}: missing front matter key "${key}"`);
  }
  return value;
}

export function parseLibraryText(source: string, path: string): LibraryText {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source.replace(/\r\n/g, '\n'));
  const [, front, body] = match ?? [];
  if (front === undefined || body === undefined) {
    throw new Error(`${path}: no front matter between two --- lines`);
  }
  const keys = readKeys(front, path);
  const format = required(keys, 'format', path);
  if (format !== 'pdf' && format !== 'docx') {
    throw new Error(`${path}: front matter key "format" must be pdf or docx, not "${format}"`);
  }
  const publishedDate = required(keys, 'publishedDate', path);
  if (!DATE.test(publishedDate)) {
    throw new Error(`${path}: front matter key "publishedDate" is not a date: "${publishedDate}"`);
  }
  return {
    slug: basename(path, '.md'),
    title: required(keys, 'title', path),
    description: required(keys, 'description', path),
    publisher: required(keys, 'publisher', path),
    publishedDate,
    format,
    blocks: parseBlocks(body, path),
  };
}

export function readLibraryText(path: string): LibraryText {
  return parseLibraryText(readFileSync(path, 'utf8'), path);
}

/** The date at the precision it is known to: "2024", "March 2024", "14 February 2025". */
export function printedDate(publishedDate: string): string {
  const [, year = '', month, day] = DATE.exec(publishedDate) ?? [];
  if (month === undefined) return year;
  const named = `${MONTHS[Number(month) - 1] ?? ''} ${year}`;
  return day === undefined ? named : `${Number(day)} ${named}`;
}

// Noon, so that no time zone shows the day before.
export function fileDate(publishedDate: string): Date {
  const [, year = '', month = '01', day = '01'] = DATE.exec(publishedDate) ?? [];
  return new Date(`${year}-${month}-${day}T12:00:00Z`);
}
