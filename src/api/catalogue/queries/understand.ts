import type { Core } from '@strapi/strapi';

import { ask } from '../database/ask';

/** What was typed, as PostgreSQL understands it. */
export interface Asked {
  /** Finds entries. */
  asked: string;
  /** Finds at least those, by the index alone: of a phrase its words, wherever they stand. */
  loosely: string;
  /** Ranks and highlights them. */
  ranked: string;
  /** Entries there are in all, and how many of them are expected to be found. */
  entries: number;
  expected: number;
}

interface UnderstoodRow {
  asked: string | null;
  ranked: string | null;
  expected: number | null;
  entries: string | null;
}

const UNDERSTAND = `
  select asked::text, ranked::text, expected,
    (select entries from catalogue_count where dimension = 'all') as entries
  from catalogue_query($1, $2)`;

/** @returns `null` where nothing is left to look for: only stop words, or punctuation */
export async function understand(
  strapi: Core.Strapi,
  typed: string,
  languages: readonly string[],
): Promise<Asked | null> {
  const [row] = await ask<UnderstoodRow>(strapi, UNDERSTAND, [typed, languages], 'understand');
  const { asked, ranked } = row ?? { asked: null, ranked: null };
  if (row === undefined || asked === null || ranked === null) return null;
  // Under a "not" the looser would be the stricter.
  const loosely = asked.includes('!') ? asked : asked.replaceAll(/<(?:-|\d+)>/g, '&');
  const { entries, expected } = row;
  return { asked, loosely, ranked, entries: Number(entries ?? 0), expected: expected ?? 0 };
}
