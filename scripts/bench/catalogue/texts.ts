/** Numbers that look like chance and are the same in every run (mulberry32). */
export function createChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const BEGINNINGS = ['pa', 'lo', 'mi', 'ste', 'gra', 'no', 'vel', 'tor', 'bu', 'cli', 'sha', 're'];
const MIDDLES = ['rt', 'c', 'n', 'ntr', 'd', 'll', 'mb', 'v', 'st', 'rr', 'p', 'g'];
const ENDINGS = ['or', 'al', 'ium', 'ack', 'ent', 'ow', 'il', 'urn', 'ep', 'oth'];

/** Words of no language, so that nothing depends on what a stemmer knows: some 14,000. */
export const WORDS: readonly string[] = BEGINNINGS.flatMap((a) =>
  MIDDLES.flatMap((b) =>
    ENDINGS.flatMap((c) =>
      ['', 'a', 'e', 'o', 'u', 'am', 'eb', 'if', 'ob', 'ud'].map((d) => `${a}${b}${c}${d}`),
    ),
  ),
);

/** In four of five items; common enough that no search may look at all of them. */
export const EVERYWHERE = 'council';
/** Each in about a tenth of all items. */
export const COMMON = WORDS.slice(0, 40);

/** A word as words are used: few of them most of the time (Zipf). */
function wordBy(chance: () => number): string {
  const rank = Math.floor(Math.exp(chance() * Math.log(WORDS.length))) - 1;
  return WORDS[Math.min(rank, WORDS.length - 1)] ?? EVERYWHERE;
}

export function sentence(chance: () => number, words: number): string {
  return Array.from({ length: words }, () => wordBy(chance)).join(' ');
}

export interface Texts {
  title: string;
  description: string;
  body: string;
}

/** Some sixty words, as an abstract and a short introduction have. */
export function textsOf(chance: () => number): Texts {
  const everywhere = chance() < 0.8 ? ` ${EVERYWHERE}` : '';
  return {
    title: sentence(chance, 5),
    description: sentence(chance, 22) + everywhere,
    body: sentence(chance, 30),
  };
}
