import { SentenceError } from './sentence-error';

/** What a number given on the command line may be. */
interface Bounds {
  /** Where none is given. */
  fallback: number;
  min: number;
  max: number;
}

/**
 * A number given on the command line.
 * @param ask for the error: `Say how many rounds:`
 * @throws SentenceError unless it is a whole number within bounds
 */
export function wholeNumber(
  given: string | undefined,
  ask: string,
  { fallback, min, max }: Bounds,
): number {
  const number = given === undefined ? fallback : Number(given);
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  throw new SentenceError(`${ask} a whole number from ${String(min)} to ${String(max)}.`);
}
