import type { Core } from '@strapi/strapi';

import { ask } from '../database/ask';
import { IN_NO_FILE, type InFiles, lookInFiles } from './in-files';

/** What was typed, as PostgreSQL understands it. */
export interface Asked {
  /** Finds entries. */
  asked: string;
  /**
   * Finds at least those, by the index alone: of a phrase its words, wherever they stand. `null` where the index can
   * tell nothing.
   */
  loosely: string | null;
  /** Ranks and highlights them. */
  ranked: string;
  /** Entries there are in all, and how many of them are expected to be found. */
  entries: number;
  expected: number;
  /** What is found by its file. */
  inFiles: InFiles;
}

interface UnderstoodRow {
  asked: string | null;
  including: string | null;
  ranked: string | null;
  expected: number | null;
  entries: string | null;
  has_pages: boolean;
}

const UNDERSTAND = `
  select asked::text, querytree(asked) as including, ranked::text, expected,
    (select entries from catalogue_count where dimension = 'all') as entries,
    exists (select from catalogue_page) as has_pages
  from catalogue_query($1, $2)`;

const BESIDE = /<(?:-|\d+)>/g;

/** Positions are not in the index, so each entry that a phrase may be in has to be looked at. */
function looselyOf(asked: string, including: string): string | null {
  if (asked.search(BESIDE) === -1) return asked;
  // Under a "not" the looser would be the stricter, so what excludes is left out: PostgreSQL's "T" is for all of it.
  const positive = asked.includes('!') ? including : asked;
  return positive === 'T' ? null : positive.replaceAll(BESIDE, '&');
}

/** @returns `null` where nothing is left to look for: only stop words, or punctuation */
export async function understand(
  strapi: Core.Strapi,
  typed: string,
  languages: readonly string[],
): Promise<Asked | null> {
  const [row] = await ask<UnderstoodRow>(strapi, UNDERSTAND, [typed, languages], 'understand');
  const { asked, ranked } = row ?? { asked: null, ranked: null };
  if (row === undefined || asked === null || ranked === null) return null;
  const { entries, expected, including } = row;
  const loosely = looselyOf(asked, including ?? 'T');
  return {
    asked,
    loosely,
    ranked,
    entries: Number(entries ?? 0),
    expected: expected ?? 0,
    inFiles: row.has_pages ? await lookInFiles(strapi, { asked, loosely }) : IN_NO_FILE,
  };
}
