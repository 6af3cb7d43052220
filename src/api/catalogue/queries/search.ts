import { ask } from '../database/ask';
import { inOrder, sifted } from './search-in-order';
import {
  amongAll,
  amongNewest,
  MAX_LOOKED,
  MAX_MET,
  type Search,
  type SearchPage,
} from './search-ways';
import { selectionSql } from './selection';
import { Statement } from './statement';

/**
 * The cost of a search is that of what it looks at, so that is bounded, however common the words (decision 0016). There
 * are two ways. The index finds all that match, of which the newest are compared: good where few match. Walking from the
 * newest meets the first that match: good where many do.
 */

/** Up to here the index is asked whatever it costs: totals are exact, and nothing is passed over. */
const MAX_EXACT = 2000;
/** What it costs to look at a match somewhere in the table, in entries passed in order. Measured. */
const COST_OF_LOOKING = 10;

interface Plan {
  Plan: { 'Plan Rows': number };
}

/** How many entries the planner expects, from the statistics it keeps anyway. */
async function expectedHits({ strapi, filters, words }: Search): Promise<number> {
  const statement = new Statement();
  const unfiltered = selectionSql(new Statement(), filters, {}).where === 'true';
  if (unfiltered) return words.expected + words.inFiles.items.length;
  const { from, where } = selectionSql(statement, filters, { asked: words });
  const [row] = await ask<{ 'QUERY PLAN': Plan[] }>(
    strapi,
    `explain (format json) select from ${from} where ${where}`,
    statement.values,
  );
  return row?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0;
}

function isWalkShorter(expected: number, entries: number, enough: number): boolean {
  const passed = (enough * entries) / Math.max(1, expected);
  return expected > MAX_EXACT && passed < COST_OF_LOOKING * Math.min(expected, MAX_LOOKED);
}

/**
 * A page of what holds the words, by relevance or in another order. `total` is exact where the index
 * found all.
 */
export async function search(asked: Search): Promise<SearchPage> {
  const page = await searchEntries(asked);
  if (asked.words.inFiles.isWhole) return page;
  // Of files that were not looked at nobody knows.
  return { ...page, total: { ...page.total, relation: 'gte' } };
}

async function searchEntries(asked: Search): Promise<SearchPage> {
  const { query, words } = asked;
  const isRanked = query.sort === 'relevance';
  const enough = isRanked ? MAX_MET : query.pageSize;
  const walk = async (): Promise<SearchPage | null> => {
    const { page, hits } = await (isRanked ? amongNewest(asked) : inOrder(asked));
    return hits > enough ? page : null;
  };
  // What many hold is soon met walking; what few hold the index finds at once. Estimates err, so each
  // way has the other behind it.
  const expected = await expectedHits(asked);
  const isCommon = isWalkShorter(expected, words.entries, enough);
  const walked = isCommon ? await walk() : null;
  if (walked !== null) return walked;
  const { page, looked } = await amongAll(asked);
  if (looked <= MAX_LOOKED) return page;
  // Of more than were looked at nobody knows which: a last page, or one far from the others, is none of theirs.
  if (!isRanked) return sifted(asked);
  return isCommon ? page : ((await walk()) ?? page);
}
