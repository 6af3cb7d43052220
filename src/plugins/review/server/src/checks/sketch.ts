/** Of a text, so many numbers that texts which are almost the same have most of them in common. */
export const SKETCH_SIZE = 64;
/** So many numbers in a row are looked up as one; texts that share one row are compared. */
const BAND = 4;

/** Words in a row that count as one feature. */
const SHINGLE = 5;
/** Words of a text that are looked at: what differs behind them differs elsewhere too, as a rule. */
const MOST_WORDS = 20_000;
/** Below this a text is a form or a cover, and those are alike without being the same. */
const FEWEST_WORDS = 50;

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu;
const BIN_BITS = 26; // 32 bits less the six that name one of 64 bins
const EMPTY = -1;

/** The finishing step of MurmurHash3: each bit of the input changes about half of the output's. */
function mixed(number: number): number {
  let hash = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** FNV-1a. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

function hashesOf(texts: Iterable<string>): number[] {
  const hashes: number[] = [];
  for (const text of texts) {
    for (const [word] of text.normalize('NFKC').toLowerCase().matchAll(WORD)) {
      hashes.push(hashOf(word));
      if (hashes.length >= MOST_WORDS) return hashes;
    }
  }
  return hashes;
}

/** Bins that no feature fell into take the value of the next that has one (Shrivastava and Li, 2014). */
function filled(bins: readonly number[]): number[] {
  return bins.map((value, bin) => {
    for (let step = 0; step < SKETCH_SIZE; step += 1) {
      const found = bins[(bin + step) % SKETCH_SIZE] ?? EMPTY;
      // So far away, so much altered: two texts must have got it from the same place.
      if (found !== EMPTY) return step === 0 ? value : mixed(found + step) >>> (32 - BIN_BITS);
    }
    return EMPTY;
  });
}

/**
 * A MinHash by one permutation (Li, Owen and Zhang, 2012) over the runs of five words: of each of 64 bins the least
 * hash. The share of bins in which two sketches agree is about the share of runs that the texts have in common.
 * @param texts in order, of one document
 * @returns `null` for a text too short to tell
 */
export function sketchOf(texts: Iterable<string>): number[] | null {
  const words = hashesOf(texts);
  if (words.length < FEWEST_WORDS) return null;
  const bins = new Array<number>(SKETCH_SIZE).fill(EMPTY);
  for (let from = 0; from + SHINGLE <= words.length; from += 1) {
    let run = 0;
    for (let at = from; at < from + SHINGLE; at += 1)
      run = mixed(Math.imul(run, 31) + (words[at] ?? 0));
    const bin = run >>> BIN_BITS;
    const value = run & (2 ** BIN_BITS - 1);
    const least = bins[bin] ?? EMPTY;
    if (least === EMPTY || value < least) bins[bin] = value;
  }
  return filled(bins);
}

/** Numbers of which two sketches that agree in three quarters share one in all likelihood (0.998). */
export function bandsOf(sketch: readonly number[]): number[] {
  const bands: number[] = [];
  for (let from = 0; from < SKETCH_SIZE; from += BAND) {
    const row = sketch.slice(from, from + BAND);
    // Signed, as PostgreSQL's integers are.
    bands.push(row.reduce((hash, value) => mixed(Math.imul(hash, 31) + value), from + 1) | 0);
  }
  return bands;
}

/** From 0 to 1. */
export function likeness(one: readonly number[], other: readonly number[]): number {
  const same = one.filter((value, bin) => value === other[bin]).length;
  return same / SKETCH_SIZE;
}
