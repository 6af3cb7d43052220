import type { Knex } from 'knex';
import robotsParser from 'robots-parser';

import { keepGap } from './pace';
import { parseAddress } from './parse-address';
import type { Reach } from './reach';
import { ask } from './request';

/** The name our rules are found by (RFC 9309, section 2.2.1). */
export const PRODUCT = 'AccessionLinkCheck';

/** RFC 9309, section 2.5: at least 500 kibibytes are read. */
const MAX_BYTES = 500 * 1024;
/** Section 2.3.1.2: at least five redirects are followed, to whatever host. */
const MAX_REDIRECTS = 5;
/** Section 2.4: what was read is not gone by for longer than a day, unless the server is out of reach. */
const KEEP_MS = 86_400_000;
/** Section 2.3.1.4: after this long it may be taken for granted that there is none. */
const GIVE_UP_MS = 30 * 86_400_000;
export const ROBOTS_TIMEOUT_MS = 5_000;
/** Steps a rule with wildcards may cost, one for each of its characters and each of the path. */
const MAX_STEPS = 50_000_000;

interface RobotsRow {
  origin: string;
  fetched_at: Date;
  rules: string | null;
  failing_since: Date | null;
}

/** Who fetches the rules of an origin. */
export interface RulesReader {
  reach: Reach;
  userAgent: string;
  takeTurn: (url: URL) => Promise<void>;
  /** For each request. */
  timeoutMs: number;
}

export interface RobotsAsker extends Omit<RulesReader, 'timeoutMs'> {
  db: Knex;
  now: Date;
}

/** The rules of an origin; '' where there are none, `null` where the server failed to say. @throws LinkFault */
export async function fetchRules(
  { reach, userAgent, takeTurn, timeoutMs }: RulesReader,
  origin: string,
): Promise<string | null> {
  let url = new URL('/robots.txt', origin);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    await takeTurn(url);
    const { status, location, body } = await ask(reach, {
      url,
      method: 'GET',
      userAgent,
      timeoutMs,
      maxBytes: MAX_BYTES,
    });
    if (status >= 500 || status === 429) return null;
    if (status >= 200 && status < 300) return body.toString('utf8').replaceAll('\0', '');
    if (status < 300 || status >= 400 || location === null) return '';
    const next = parseAddress(location, url);
    if (next === null || !/^https?:$/.test(next.protocol) || next.username + next.password !== '') {
      return '';
    }
    url = next;
  }
  // Section 2.3.1.2: as if there were none.
  return '';
}

async function remember(
  { db, now }: RobotsAsker,
  origin: string,
  fetched: string | null,
  known: RobotsRow | undefined,
): Promise<RobotsRow> {
  const row: RobotsRow = {
    origin,
    fetched_at: now,
    rules: fetched ?? known?.rules ?? null,
    failing_since: fetched === null ? (known?.failing_since ?? now) : null,
  };
  await db('review_link_robots').insert(row).onConflict('origin').merge();
  return row;
}

async function rowOf(asker: RobotsAsker, url: URL): Promise<RobotsRow> {
  const { db, now } = asker;
  const { origin } = url;
  const known = await db<RobotsRow>('review_link_robots').where({ origin }).first();
  if (known !== undefined && now.valueOf() - known.fetched_at.valueOf() < KEEP_MS) return known;
  const row = await remember(
    asker,
    origin,
    await fetchRules({ ...asker, timeoutMs: ROBOTS_TIMEOUT_MS }, origin),
    known,
  );
  const delay = robotsParser(`${origin}/robots.txt`, row.rules ?? '').getCrawlDelay(PRODUCT);
  await keepGap(db, url.hostname, delay ?? 0);
  return row;
}

/** Whether reading the rules for this path costs more than a file somebody means would. */
function isTooCostly(rules: string, path: string): boolean {
  const wild = rules.split('\n').filter((line) => line.includes('*') && line.length > 20);
  return wild.reduce((sum, line) => sum + line.length, 0) * path.length > MAX_STEPS;
}

/**
 * Whether `robots.txt` lets us ask for an address (RFC 9309). Kept in the database for a day.
 * @throws LinkFault where the host cannot even be asked that: then nor can the link
 */
export async function mayVisit(asker: RobotsAsker, url: URL): Promise<'yes' | 'no' | 'unreadable'> {
  const { rules, failing_since: failingSince } = await rowOf(asker, url);
  if (rules === null) {
    const isGivenUp =
      failingSince !== null && asker.now.valueOf() - failingSince.valueOf() > GIVE_UP_MS;
    return isGivenUp ? 'yes' : 'unreadable';
  }
  return isAllowed(rules, url);
}

/** What these rules say of an address. */
export function isAllowed(rules: string, url: URL): 'yes' | 'no' | 'unreadable' {
  const path = url.pathname + url.search;
  if (isTooCostly(rules, path)) return 'unreadable';
  const robots = robotsParser(`${url.origin}/robots.txt`, rules);
  return robots.isDisallowed(url.href, PRODUCT) === true ? 'no' : 'yes';
}
