import { badValue } from '../errors';
import { numberOf, readParameters } from './read-parameters';

export const SUGGEST_PARAMETERS = ['_q'];
export const CHANGES_PARAMETERS = ['after', 'limit'];
export const MAX_CHANGES = 1000;
export const DEFAULT_CHANGES = 100;
export const MAX_SUGGEST = 100;

/** For addresses that take no parameters. @throws CatalogueError `bad-parameter` where there is one */
export function parseNothing(querystring: string): Record<string, never> {
  readParameters(querystring, []);
  return {};
}

/** @returns the beginning of a search. @throws CatalogueError `bad-parameter` */
export function parseSuggest(querystring: string): string {
  const typed = readParameters(querystring, SUGGEST_PARAMETERS).get('_q')?.trim() ?? '';
  if (typed === '' || typed.length > MAX_SUGGEST) {
    const expected = `the beginning of a search, of 1 to ${MAX_SUGGEST} characters`;
    throw badValue('_q', typed.slice(0, 100), expected);
  }
  return typed.normalize('NFC');
}

export interface ChangesQuery {
  /** A cursor, `latest` to begin to follow without reading what there is, or nothing to begin at the beginning. */
  after: string | undefined;
  limit: number;
}

/** @throws CatalogueError `bad-parameter` */
export function parseChanges(querystring: string): ChangesQuery {
  const parameters = readParameters(querystring, CHANGES_PARAMETERS);
  const bounds = { min: 1, max: MAX_CHANGES, fallback: DEFAULT_CHANGES };
  return { after: parameters.get('after'), limit: numberOf(parameters, 'limit', bounds) };
}
