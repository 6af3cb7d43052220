import { createHash } from 'node:crypto';

import { CatalogueError } from '../errors';

/** The longest is of a title's 120 characters, of which JSON may make six each. */
const SHAPE = /^[A-Za-z0-9_-]{1,1000}$/;

/** A place in an order, as an opaque text for addresses. Whoever gets it only hands it back. */
export function encodeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

export function badCursor(parameter: string, value: string, why: string): CatalogueError {
  return new CatalogueError('bad-cursor', `"${parameter}" ${why}`, {
    parameter,
    value: value.slice(0, 100),
  });
}

/**
 * @throws CatalogueError `bad-cursor` for anything that `encodeCursor` did not make, or that is not of the
 * shape `types`
 */
export function decodeCursor(
  parameter: string,
  text: string,
  types: readonly ('string' | 'number')[],
): (string | number)[] {
  const refusal = badCursor(
    parameter,
    text,
    'is no cursor of this library. Take it from the answer before, as it is, or leave it out to begin.',
  );
  if (!SHAPE.test(text)) throw refusal;
  const bytes = Buffer.from(text, 'base64url');
  let place: unknown;
  try {
    place = JSON.parse(bytes.toString());
  } catch {
    throw refusal;
  }
  if (!Array.isArray(place) || place.length !== types.length) throw refusal;
  const values: unknown[] = place;
  const isPart = (value: unknown, index: number): value is string | number =>
    typeof value === types[index] && (typeof value === 'string' || Number.isSafeInteger(value));
  // One place has one spelling, so that a cursor can be compared and cached as a text.
  if (!values.every(isPart) || encodeCursor(values) !== text) throw refusal;
  return values;
}

/** What a cursor belongs to: eight characters that differ where the questions differ. */
export function fingerprint(question: unknown): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 8);
}
