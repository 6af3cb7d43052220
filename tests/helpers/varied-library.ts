import { ITEM_LINK_STATES, type ItemLinkState } from '../../src/api/catalogue/item';
import type { Kind } from '../../src/api/catalogue/kinds';
import type { TestApp } from './app';
import { addCategory, addLive, addSource, openForSql, type LiveItem } from './live-items';

/** Each shelf and what contains it. */
export const ABOVE: Record<string, string[]> = {
  arts: ['arts'],
  music: ['arts', 'music'],
  jazz: ['arts', 'music', 'jazz'],
  science: ['science'],
  empty: ['empty'],
};

export interface Known {
  kind: Kind;
  language: string | null;
  publisher: string | null;
  publishedDate: string | null;
  dateAdded: string;
  /** Slugs. */
  shelves: string[];
  source: string | null;
  /** What is known of a link. */
  link: ItemLinkState | null;
}

function cycled<T>(values: readonly T[], index: number): T {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('There are no values');
  return value;
}

/** Every combination there is of a few values, near enough: the lengths have no common divisor. */
export const KNOWN: Known[] = Array.from({ length: 210 }, (_, index) => ({
  kind: cycled(['document', 'link'], index),
  language: cycled(['en', 'en-GB', 'fr', 'cy', null], index),
  publisher: cycled(['Alpha', 'Beta, Ltd', null], index),
  publishedDate: cycled(
    [null, '2019', '2019-05', '2019-05-06', '2020', '2020-12-31', '2021-02'],
    index,
  ),
  dateAdded: cycled(
    [
      '2024-01-31',
      '2024-02-01',
      '2024-02-28',
      '2024-02-29',
      '2024-03-01',
      '9999-12-31',
      '0001-01-01',
    ],
    Math.floor(index / 3),
  ),
  shelves: cycled(
    [[], ['jazz'], ['science'], ['arts', 'jazz'], ['music', 'science'], ['arts']],
    Math.floor(index / 5),
  ),
  source: cycled(['north', 'south', null, null], index),
  link: index % 2 === 0 ? null : cycled(ITEM_LINK_STATES, (index - 1) / 2),
}));

/** A library of these items. All are about agendas. */
export interface VariedLibrary {
  /** documentIds, in the order of `KNOWN`. */
  ids: string[];
  /** documentIds by slug. */
  categories: Record<string, string>;
}

export async function fillVaried(app: TestApp): Promise<VariedLibrary> {
  await openForSql(app);
  const arts = await addCategory(app, 'arts');
  const music = await addCategory(app, 'music', arts);
  const jazz = await addCategory(app, 'jazz', music);
  const science = await addCategory(app, 'science');
  const empty = await addCategory(app, 'empty');
  const categories: Record<string, string> = { arts, music, jazz, science, empty };
  const sources: Record<string, string> = {
    north: await addSource(app, 'north'),
    south: await addSource(app, 'south'),
  };
  const ids = await addLive(
    app,
    KNOWN.map(({ shelves, source, link, ...values }): LiveItem => {
      const from = source === null ? undefined : sources[source];
      return {
        ...values,
        title: 'An agenda',
        ...(link !== null && { url: `https://${link}.example/#part` }),
        categories: shelves.map((slug) => categories[slug] ?? ''),
        ...(from !== undefined && { source: from }),
      };
    }),
  );
  await app.sql(
    `insert into review_link_results (url, state, checked_at)
     select 'https://' || state || '.example/', state, now() from unnest($1::text[]) s (state)`,
    [ITEM_LINK_STATES.filter((state) => state !== 'unknown')],
  );
  return { ids, categories };
}

export function isBelow({ shelves }: Known, slug: string): boolean {
  return shelves.some((shelf) => ABOVE[shelf]?.includes(slug));
}

export function speaks({ language }: Known, range: string): boolean {
  return language !== null && (language === range || language.startsWith(`${range}-`));
}
