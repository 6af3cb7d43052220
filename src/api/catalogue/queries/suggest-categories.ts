import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

import { property } from '../../../content/property';
import type { CatalogueItem } from '../item';
import { tellingWords, wordsByCount } from './telling-words';

export interface Subject {
  title: string;
  description: string;
  /** The beginning of its file. */
  text: string;
  /** BCP 47. */
  language: string | null;
}

export interface CategorySuggestion {
  /** Of the category. */
  documentId: string;
  name: string;
  /** Titles of the entries like the subject that are filed there. */
  because: string[];
}

/** Entries like the subject that are weighed. */
const MOST_ALIKE = 20;
const MOST_SUGGESTED = 2;
const MOST_REASONS = 3;
/** An entry that has one word in common is like anything. */
const FEWEST_WORDS = 2;
/** Of the best, so much must be reached by others to be named beside it. */
const NEAR = 0.6;
const TIMEOUT_MS = 400;
/** SQLSTATE of what a timeout ends. */
const QUERY_CANCELED = '57014';

interface Alike {
  title: string;
  categories: CatalogueItem['categories'];
  /** How many of the words it has. */
  words: number;
}

async function findAlike(
  trx: Knex.Transaction,
  words: readonly string[],
  language: string | null,
): Promise<Alike[]> {
  const { rows } = await trx.raw<{ rows: { title: string; printed: string; words: number }[] }>(
    // Words are letters and digits, so each is a query by itself and all are one with bars between them.
    `with asked as (select plainto_tsquery(catalogue_config(?), word) as one from unnest(?::text[]) as word),
     question as (select to_tsquery(catalogue_config(?), ?) as whole)
     select e.title, e.printed,
       (select count(*)::int from asked where numnode(one) > 0 and e.search @@ one) as words
     from catalogue_entry e, question where e.search @@ whole
     order by words desc, ts_rank(e.search, whole) desc, e.seq desc limit ?`,
    [language, [...words], language, words.join(' | '), MOST_ALIKE],
  );
  return rows.map(({ title, printed, words: found }) => ({
    title,
    // As the database prints every entry (database/derive).
    categories: (JSON.parse(printed) as CatalogueItem).categories,
    words: found,
  }));
}

async function knownWords(
  trx: Knex.Transaction,
  words: readonly string[],
): Promise<{ counts: Map<string, number>; entries: number }> {
  const { rows } = await trx.raw<{ rows: { word: string; entries: string }[] }>(
    'select word, entries from catalogue_word where word = any (?) and entries > 0',
    [[...words]],
  );
  const counted = await trx('catalogue_count')
    .where({ dimension: 'all' })
    .first<{ entries: string } | undefined>('entries');
  const counts = new Map(rows.map(({ word, entries }) => [word, Number(entries)]));
  return { counts, entries: Number(counted?.entries ?? 0) };
}

/** Categories by how much speaks for them: the entries filed there, each by the words it has in common. */
function weigh(alike: readonly Alike[]): CategorySuggestion[] {
  const best = alike[0]?.words ?? 0;
  const found = new Map<string, CategorySuggestion & { weight: number }>();
  for (const { title, categories, words } of alike) {
    if (words < FEWEST_WORDS || words < best / 2) continue;
    for (const { id, name } of categories) {
      const known = found.get(id) ?? { documentId: id, name, because: [], weight: 0 };
      known.weight += words;
      if (known.because.length < MOST_REASONS) known.because.push(title);
      found.set(id, known);
    }
  }
  const sorted = [...found.values()].sort((a, b) => b.weight - a.weight);
  const most = sorted[0]?.weight ?? 0;
  return sorted
    .filter(({ weight }) => weight >= most * NEAR)
    .slice(0, MOST_SUGGESTED)
    .map(({ documentId, name, because }) => ({ documentId, name, because }));
}

/**
 * The categories that entries like the subject are filed in: those that have its telling words in common. Of live
 * entries alone, so anybody may be told. None where looking takes too long.
 */
export async function suggestCategories(
  strapi: Core.Strapi,
  subject: Subject,
): Promise<CategorySuggestion[]> {
  const counted = wordsByCount(subject);
  if (counted.size === 0) return [];
  try {
    return await strapi.db.connection.transaction(async (trx) => {
      await trx.raw(`set local statement_timeout = ${TIMEOUT_MS}`);
      const { counts, entries } = await knownWords(trx, [...counted.keys()]);
      const words = tellingWords(counted, counts, entries);
      return words.length < FEWEST_WORDS
        ? []
        : weigh(await findAlike(trx, words, subject.language));
    });
  } catch (error) {
    if (property(error, 'code') !== QUERY_CANCELED) throw error;
    return [];
  }
}
