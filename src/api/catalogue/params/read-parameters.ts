import { closest } from 'fastest-levenshtein';

import { badValue, CatalogueError } from '../errors';

/** What may be asked, as written in an address: names in Strapi's spelling (`filters[kind][$eq]`). */
export type Parameters = ReadonlyMap<string, string>;

/** Longer than any meaningful value; a cursor or a title is far shorter. */
const MAX_VALUE = 1000;
const MAX_NUMBER_OF_PARAMETERS = 200;

/** What people who know Strapi or other APIs write, and what to write here. */
const HINTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    populate: 'Leave it out: every item is whole.',
    fields: 'Leave it out: every item is whole.',
    status: 'Leave it out: only what is live is served.',
    locale: 'Use filters[language].',
    q: 'Use _q.',
    page: 'Use pagination[page].',
    limit: 'Use pagination[pageSize].',
    'pagination[start]':
      'Use pagination[page], or pagination[after] with the cursor of meta.pagination.next.',
    'pagination[limit]': 'Use pagination[pageSize].',
  }),
);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw badValue(text.slice(0, 100), text.slice(0, 100), 'percent-encoded UTF-8 (RFC 3986)');
  }
}

/** The members of a list are numbered in addresses: `filters[kind][$in][0]`. */
function withoutNumber(name: string): string {
  return name.replace(/\[\d{0,3}\]$/, '');
}

function unknown(name: string, value: string, known: readonly string[]): CatalogueError {
  const shown = name.slice(0, 100);
  const nearest = known.length === 0 ? null : closest(withoutNumber(shown), known);
  const root = shown.replace(/\[.*$/, '');
  const meant = nearest === null ? 'This address takes none.' : `Did you mean "${nearest}"?`;
  const hint = HINTS.get(shown) ?? HINTS.get(root) ?? meant;
  return new CatalogueError('bad-parameter', `Unknown parameter "${shown}". ${hint}`, {
    parameter: shown,
    value: value.slice(0, 100),
    nearest,
  });
}

/**
 * Reads the query part of an address against a closed list of names. Values are texts; what they may be
 * is for the caller. Lists (`name[0]`, `name[1]`, or `name[]`) are for `lists` only.
 * @throws CatalogueError `bad-parameter` for an unknown name, with the nearest known one; for a name given
 * twice; for what is no text
 */
export function readParameters(
  querystring: string,
  known: readonly string[],
  lists: ReadonlySet<string> = new Set(),
): Parameters {
  const found = new Map<string, string>();
  const parts = querystring.split('&').filter((part) => part !== '');
  if (parts.length > MAX_NUMBER_OF_PARAMETERS) {
    throw badValue(
      'query',
      `${parts.length} parameters`,
      `at most ${MAX_NUMBER_OF_PARAMETERS} parameters`,
    );
  }
  for (const part of parts) {
    const equals = part.indexOf('=');
    const name = decoded(equals === -1 ? part : part.slice(0, equals));
    const value = decoded(equals === -1 ? '' : part.slice(equals + 1));
    const listed = withoutNumber(name);
    const isMember = listed !== name && lists.has(listed);
    if (!isMember && !known.includes(name)) throw unknown(name, value, known);
    if (value.length > MAX_VALUE || value.includes('\0')) {
      throw badValue(name, value.slice(0, 100), `a text of up to ${MAX_VALUE} characters`);
    }
    // `name[]` may come again and again; each gets a number of its own.
    const key = isMember && name.endsWith('[]') ? `${listed}[${found.size}]` : name;
    if (found.has(key)) throw badValue(name, value, 'given once');
    found.set(key, value);
  }
  return found;
}

/** All values of a list, or the one value where it was not written as a list. */
export function listOf(parameters: Parameters, name: string): string[] {
  const values: string[] = [];
  for (const [key, value] of parameters) {
    if (key === name || (key.startsWith(`${name}[`) && withoutNumber(key) === name)) {
      values.push(value);
    }
  }
  return values;
}

/** @returns the whole number given, or `fallback` where none is */
export function numberOf(
  parameters: Parameters,
  name: string,
  { min, max, fallback }: { min: number; max: number; fallback: number },
): number {
  const value = parameters.get(name);
  if (value === undefined) return fallback;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  if (number >= min && number <= max) return number;
  throw badValue(name, value, `a whole number from ${min} to ${max}`);
}

export function oneOf<T extends string>(name: string, value: string, known: readonly T[]): T {
  const found = known.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  const nearest = closest(value, known);
  throw new CatalogueError(
    'bad-parameter',
    `"${name}" must be one of ${known.join(', ')}. Did you mean "${nearest}"?`,
    { parameter: name, value, nearest },
  );
}
