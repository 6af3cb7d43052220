/** Words of the subject that are looked up. */
const MOST_LOOKED_UP = 200;
/** Words that are searched by. */
const MOST_TELLING = 12;
/** A word that more entries have than this tells nothing, and costs. */
const MOST_ENTRIES = 5_000;
/** Entries that all words together may be in: as many are looked at. */
const MOST_IN_ALL = 20_000;
/** What somebody wrote to be found by weighs more than what stands in a file. */
const WEIGHTS = { title: 5, description: 3, text: 1 } as const;

const WORD = /[\p{L}\p{N}]{4,40}/gu;

/** As the catalogue keeps its words: without accents, in lower case. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of a subject that come most often, each with its weight. */
export function wordsByCount(
  subject: Readonly<Record<keyof typeof WEIGHTS, string>>,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [part, weight] of Object.entries(WEIGHTS)) {
    const text = subject[part as keyof typeof WEIGHTS]; // the keys of that object
    for (const [word] of folded(text).matchAll(WORD))
      counts.set(word, (counts.get(word) ?? 0) + weight);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return new Map(sorted.slice(0, MOST_LOOKED_UP));
}

/**
 * The words that tell most: often in the subject and rare in the catalogue (tf-idf).
 * @param entries by word, of those that the catalogue has
 * @param total of entries
 */
export function tellingWords(
  counted: ReadonlyMap<string, number>,
  entries: ReadonlyMap<string, number>,
  total: number,
): string[] {
  const scored = [...counted].flatMap(([word, count]) => {
    const having = entries.get(word);
    if (having === undefined || having > MOST_ENTRIES) return [];
    return [{ word, having, score: Math.log1p(count) * Math.log1p(total / having) }];
  });
  scored.sort((a, b) => b.score - a.score);
  const words: string[] = [];
  let inAll = 0;
  for (const { word, having } of scored) {
    if (words.length >= MOST_TELLING || inAll + having > MOST_IN_ALL) break;
    inAll += having;
    words.push(word);
  }
  return words;
}
