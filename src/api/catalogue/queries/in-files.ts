import type { Core } from '@strapi/strapi';

import { askOfMany } from '../database/ask';

/** Items whose files hold what was asked for. */
export interface InFiles {
  /** Their documentIds, those first in which most pages do. */
  items: readonly string[];
  /** Of each, the first parts that do, some twenty at most. */
  parts: ReadonlyMap<string, readonly number[]>;
  /** Whether these are all of them. */
  isWhole: boolean;
}

export const IN_NO_FILE: InFiles = { items: [], parts: new Map(), isWhole: true };

/** How many pages that hold the words are looked at: by the index alone, or, for a phrase, one by one. */
const MAX_PAGES = 10_000;
const MAX_READ = 2000;
/** Of more items nobody looks through the list, and each costs the search something. */
const MAX_ITEMS = 1000;

/**
 * Looks in the files of live items. What excludes is left to titles, descriptions and bodies: a page without a word is
 * no sign that the file is without it.
 */
export async function lookInFiles(
  strapi: Core.Strapi,
  { asked, loosely }: { asked: string; loosely: string | null },
): Promise<InFiles> {
  if (loosely === null || asked.includes('!')) return IN_NO_FILE;
  const most = asked === loosely ? MAX_PAGES : MAX_READ;
  const rows = await askOfMany<{ document_id: string; parts: number[]; looked: number }>(
    strapi,
    'select document_id, parts, looked from catalogue_page_hits($1::tsquery, $2::tsquery, $3, $4)',
    [asked, loosely, most, MAX_ITEMS],
    'in files',
  );
  const items = rows.map(({ document_id }) => document_id);
  const looked = rows[0]?.looked ?? 0;
  const parts = new Map(rows.map((row) => [row.document_id, row.parts]));
  return { items, parts, isWhole: looked < most && items.length < MAX_ITEMS };
}
