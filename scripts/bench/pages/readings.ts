import type { Client } from 'pg';

import { throwIfInterrupted } from '../../processes';
import { copyInto } from '../catalogue/library';
import { createChance, EVERYWHERE, sentence } from '../catalogue/texts';

/** Of a page of print. */
const WORDS_OF_PAGE = 250;
/** Documents in one transaction: 10,000 pages of them are some 20 MB of text on their way. */
const BATCH = 100;

/** A file, and how many pages it is to have. */
export interface Book {
  sha256: string;
  pages: number;
}

function* readingRows(books: readonly Book[]) {
  for (const { sha256, pages } of books) {
    yield [sha256, 'done', 1, 1, pages, pages * WORDS_OF_PAGE, 't', '[]', sha256];
  }
}

/** Words as often as words are, and one on four of five pages. */
function* pageRows(books: readonly Book[]) {
  for (const { sha256, pages } of books) {
    const chance = createChance(parseInt(sha256.slice(-8), 16));
    for (let page = 1; page <= pages; page += 1) {
      const everywhere = chance() < 0.8 ? ` ${EVERYWHERE}` : '';
      yield [sha256, page, page, sentence(chance, WORDS_OF_PAGE) + everywhere];
    }
  }
}

const READING = 'sha256 state reader read_for pages words has_text findings text_digest'.split(' ');

/**
 * Writes what a reader would have found in these files, in one transaction. Triggers are awake: of what is live the
 * vectors are made with it, as in life.
 */
export async function keepReadings(client: Client, books: readonly Book[]): Promise<void> {
  await client.query('begin');
  await copyInto(client, 'review_readings', READING, readingRows(books));
  await copyInto(
    client,
    'review_reading_pages',
    ['sha256', 'part', 'page', 'text'],
    pageRows(books),
  );
  await client.query('commit');
}

/** Gives each document of the library that `fillLibrary` made so many pages. */
export async function fillPages(client: Client, documents: number, pages: number): Promise<void> {
  for (let from = 0; from < documents; from += BATCH) {
    throwIfInterrupted();
    const size = Math.min(BATCH, documents - from);
    const books = Array.from({ length: size }, (_, i) => ({
      sha256: (from + i + 1).toString(16).padStart(64, '0'),
      pages,
    }));
    await keepReadings(client, books);
    if ((from + size) % 500 === 0) console.log(`  ${from + size} documents read`);
  }
  await client.query('vacuum analyze');
}
