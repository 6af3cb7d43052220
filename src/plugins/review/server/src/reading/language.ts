import { loadModule } from 'cld3-asm';

/** Below this, in letters, a guess is worth nothing. */
const ENOUGH = 100;
const MAX_BYTES = 10_000;

/** Tags of before ISO 639 was revised, as the detector still gives them. */
const RENAMED: Readonly<Record<string, string>> = { iw: 'he', jw: 'jv', no: 'nb' };

/**
 * The language of a text, as a BCP 47 tag, or `null` where it is not sure. cld3, because of six detectors it alone told
 * Scottish Gaelic and Welsh.
 */
export async function languageOf(sample: string): Promise<string | null> {
  // Numbers, addresses and signs are of no language.
  const letters = sample
    .replace(/\S*[@/\\]\S*/gu, ' ')
    .replace(/[^\p{L}\p{M}'’\s]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  // A table that says the same in each row says little, and misleads the detector.
  const words = [...new Set(letters.split(' '))].join(' ');
  if (words.length < ENOUGH) return null;
  const identifier = (await loadModule()).create(0, MAX_BYTES);
  try {
    const found = identifier.findLanguage(words);
    const language: string = found.language;
    if (!found.is_reliable || found.probability < 0.7 || language === 'und') return null;
    return RENAMED[language] ?? language;
  } finally {
    identifier.dispose();
  }
}
