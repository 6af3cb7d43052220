import type { Core } from '@strapi/strapi';
import { distance } from 'fastest-levenshtein';

import { ask } from '../database/ask';

interface Candidate {
  typed: string;
  word: string | null;
  spelt: string | null;
  entries: string | null;
  /** Whether two letters beside each other have changed places. */
  swapped: boolean;
}

/** As the vocabulary has them: words of letters, three and more. */
const WORD = /\p{L}{3,40}/gu;
/** Candidates compared for each word. */
const MAX_CANDIDATES = 30;
const MAX_WORDS = 8;

/** How many letters may be wrong: one in a short word, two in a long one. */
function tolerance(word: string): number {
  return word.length <= 4 ? 1 : 2;
}

/** A swap is the commonest slip, and leaves a short word no three letters in common with the one that was meant. */
const SWAPPED = `array(select overlay(t.folded placing reverse(substr(t.folded, i, 2)) from i for 2)
  from generate_series(1, length(t.folded) - 1) as i)`;

/**
 * The words that nobody uses here and the nearest one somebody does; words in use, and words with none
 * near, are not in the answer.
 */
async function corrections(
  strapi: Core.Strapi,
  words: readonly string[],
): Promise<Map<string, string>> {
  const rows = await ask<Candidate>(
    strapi,
    `select t.typed, c.* from (select typed, lower(public.unaccent(typed)) as folded from unnest($1::text[]) as typed) t
     cross join lateral (
       (select w.word, w.spelt, w.entries, false as swapped from catalogue_word w
         where w.word % t.folded and w.entries > 0
         order by similarity(w.word, t.folded) desc, w.entries desc limit ${MAX_CANDIDATES})
       union all
       (select w.word, w.spelt, w.entries, true from catalogue_word w
         where w.word = any (${SWAPPED}) and w.entries > 0)) c
     where not exists (select from catalogue_word w where w.word = t.folded and w.entries > 0)`,
    [words],
  );
  const best = new Map<string, { spelt: string; wrong: number; entries: number }>();
  for (const { typed, word, spelt, entries, swapped } of rows) {
    if (word === null || spelt === null) continue;
    const folded = typed.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const wrong = swapped ? 1 : distance(folded, word);
    const candidate = { spelt, wrong, entries: Number(entries) };
    const known = best.get(typed);
    const isBetter =
      known === undefined ||
      candidate.wrong < known.wrong ||
      (candidate.wrong === known.wrong && candidate.entries > known.entries);
    if (candidate.wrong <= tolerance(folded) && isBetter) best.set(typed, candidate);
  }
  return new Map([...best].map(([typed, { spelt }]) => [typed, spelt]));
}

/**
 * What was typed with its misspelt words put right, its quotation marks and minus signs kept; `null` where
 * there is nothing to put right.
 */
export async function corrected(strapi: Core.Strapi, typed: string): Promise<string | null> {
  const words = [...new Set(typed.match(WORD) ?? [])].slice(0, MAX_WORDS);
  if (words.length === 0) return null;
  const right = await corrections(strapi, words);
  if (right.size === 0) return null;
  return typed.replace(WORD, (word) => right.get(word) ?? word);
}

export interface Suggestions {
  /** What was typed with its last word completed, most frequent first. */
  completions: { text: string; entries: number }[];
  didYouMean: string | null;
}

const MAX_COMPLETIONS = 8;

/** What may be meant by the beginning of a search. */
export async function suggest(strapi: Core.Strapi, typed: string): Promise<Suggestions> {
  const [, before = '', last = ''] = /^(.*?)(\p{L}*)$/su.exec(typed) ?? [];
  const [completions, didYouMean] = await Promise.all([
    completionsOf(strapi, last),
    corrected(strapi, typed),
  ]);
  return {
    completions: completions.map(({ spelt, entries }) => ({
      text: before + spelt,
      entries: Number(entries),
    })),
    // The beginning of a word is not a misspelling of another.
    didYouMean: completions.length > 0 ? null : didYouMean,
  };
}

async function completionsOf(
  strapi: Core.Strapi,
  beginning: string,
): Promise<{ spelt: string; entries: string }[]> {
  if (beginning.length < 2) return [];
  return ask(
    strapi,
    `select w.spelt, w.entries from catalogue_word w,
       lateral (select lower(public.unaccent($1)) as folded) t
     where w.word >= t.folded and w.word < t.folded || chr(1114111) and w.entries > 0
     order by w.entries desc, w.word limit ${MAX_COMPLETIONS}`,
    [beginning],
  );
}
