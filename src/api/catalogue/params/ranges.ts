import { badValue } from '../errors';
import type { Parameters } from './read-parameters';

/** From and to, each included; `null` is open. In the order of the column they are compared with. */
export interface Range {
  from: string | null;
  to: string | null;
}

export const OPEN: Range = { from: null, to: null };
export const RANGE_OPERATORS = ['$eq', '$gte', '$gt', '$lte', '$lt'] as const;
export type RangeOperator = (typeof RANGE_OPERATORS)[number];

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const PARTIAL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Whether PostgreSQL knows this day too: it counts no year 0. */
export function isDay(text: string): boolean {
  if (!DAY.test(text) || text.startsWith('0000')) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text);
}

const FIRST_DAY = '0001-01-01';
const LAST_DAY = '9999-12-31';

/** Beside the first and the last day of four digits stand PostgreSQL's own ends; as texts they sort there too. */
function dayBeside(day: string, days: 1 | -1): string {
  if (days === 1 && day === LAST_DAY) return 'infinity';
  if (days === -1 && day === FIRST_DAY) return '-infinity';
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function later(a: string | null, b: string): string {
  return a === null || b > a ? b : a;
}
function earlier(a: string | null, b: string): string {
  return a === null || b < a ? b : a;
}

function given(parameters: Parameters, name: string): [string, RangeOperator, string][] {
  const found: [string, RangeOperator, string][] = [];
  for (const operator of RANGE_OPERATORS) {
    const key = `${name}[${operator}]`;
    const value = parameters.get(key);
    if (value !== undefined) found.push([key, operator, value]);
  }
  const plain = parameters.get(name);
  if (plain !== undefined) found.push([name, '$eq', plain]);
  return found;
}

/** @throws CatalogueError `bad-parameter` for what is no day of the calendar */
export function dayRange(parameters: Parameters, name: string): Range {
  let { from, to } = OPEN;
  for (const [key, operator, value] of given(parameters, name)) {
    if (!isDay(value)) throw badValue(key, value, 'a day such as 2024-03-09');
    if (operator === '$eq' || operator === '$gte') from = later(from, value);
    if (operator === '$gt') from = later(from, dayBeside(value, 1));
    if (operator === '$eq' || operator === '$lte') to = earlier(to, value);
    if (operator === '$lt') to = earlier(to, dayBeside(value, -1));
  }
  return { from, to };
}

/** After everything that begins with the text: no date holds a tilde. */
const END = '~';

/**
 * Dates as precise as they are known, compared as texts: `$lte=2024` takes in all of 2024, `$eq=2024-03` all of that
 * March, `$gt=2024` begins with 2025.
 * @throws CatalogueError `bad-parameter`
 */
export function partialDateRange(parameters: Parameters, name: string): Range {
  let { from, to } = OPEN;
  for (const [key, operator, value] of given(parameters, name)) {
    const match = PARTIAL_DATE.exec(value);
    const [, year = '', month = '01', day = '01'] = match ?? [];
    if (match === null || !isDay(`${year}-${month}-${day}`)) {
      throw badValue(key, value, 'a year, a month or a day: 2024, 2024-03 or 2024-03-09');
    }
    if (operator === '$eq' || operator === '$gte') from = later(from, value);
    if (operator === '$gt') from = later(from, value + END);
    if (operator === '$eq' || operator === '$lte') to = earlier(to, value + END);
    // A date that is unknown is kept as the empty text, which is before all.
    if (operator === '$lt') to = earlier(to, justBefore(value));
  }
  return { from, to };
}

/** The greatest text of our alphabet before `value` and all that begins with it. */
function justBefore(value: string): string {
  const last = value.slice(-1);
  return `${value.slice(0, -1)}${String.fromCharCode(last.charCodeAt(0) - 1)}${END}`;
}
