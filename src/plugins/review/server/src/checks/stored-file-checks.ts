import type { Core } from '@strapi/strapi';

import type { Check, Likeness, LiveTwin, WaitingTwin } from '../../../shared/checks';
import type { FileView } from '../../../shared/wire';
import { findReading, type ReadingRow } from '../reading/store';
import { READABLE } from '../reading/readable';
import { scanStates } from '../scanning/scans';
import type { Scope } from '../scopes';
import { beginningOf } from './read-received';
import { readingChecks, type Claims } from './reading-checks';
import { check } from './sentences';
import { findAlike } from './sketch-store';
import { liveTwins, waitingTwins, type Found } from './twins';

/** What a stored file says of itself. */
export interface StoredText {
  checks: Check[];
  beginning: string;
  language: string | null;
}

const UNFINISHED = ['manyPages', 'muchText', 'tookTooLong', 'tookTooMuchMemory'];

async function firstParts(strapi: Core.Strapi, sha256: string): Promise<{ text: string }[]> {
  return strapi.db
    .connection<{ sha256: string; part: number; text: string }>('review_reading_pages')
    .where({ sha256 })
    .orderBy('part')
    .select('text')
    .limit(10);
}

function unread(why: 'waiting' | 'failed'): StoredText {
  const level = why === 'failed' ? 'warning' : 'note';
  return { checks: [check('unread', level, { why })], beginning: '', language: null };
}

/**
 * What was read of a file.
 * @param isOwn tells of what was read whether the reader may know of it
 */
export async function storedTextChecks(
  strapi: Core.Strapi,
  { sha256, mime, name }: FileView,
  claims: Claims,
  isOwn: (reading: ReadingRow) => boolean,
): Promise<StoredText> {
  if (!READABLE.has(mime)) return { checks: [], beginning: '', language: null };
  const reading = await findReading(strapi.db.connection, sha256);
  if (reading === null || !isOwn(reading)) return unread('waiting');
  if (reading.state === 'failed') return unread('failed');
  const beginning = beginningOf(await firstParts(strapi, sha256));
  const { pages, words, language, title, tagged, findings } = reading;
  const inPart = findings.some(({ code }) => UNFINISHED.includes(code));
  const facts = { pages, words, language, title, tagged, findings, beginning, inPart, name };
  return { checks: readingChecks(facts, claims), beginning, language };
}

/** What the virus scanner said of it. */
export async function storedScanChecks(strapi: Core.Strapi, sha256: string): Promise<Check[]> {
  switch ((await scanStates(strapi, [sha256]))(sha256)) {
    case 'clean':
      return [check('clean', 'ok', {})];
    case 'infected':
      return [check('infected', 'stop', {})];
    case 'waiting':
      return [check('unscanned', 'warning', {})];
    case 'unscanned':
      return [check('noScanner', 'note', {})];
  }
}

/** As many as can be named in one sentence. */
const MOST_NAMED = 5;

/** Items whose text is almost that of this file. For reviewers only. */
export async function similarTextChecks(
  strapi: Core.Strapi,
  sha256: string,
  itemId: string,
  scope: Scope,
): Promise<Check[]> {
  const alike = await findAlike(strapi.db.connection, sha256);
  if (alike.length === 0) return [];
  const percents = new Map(alike.map((one) => [one.sha256, Math.round(one.likeness * 100)]));
  const common = { kind: 'files', sha256: [...percents.keys()] } as const;
  const found: Found<LiveTwin | WaitingTwin>[] = [
    ...(await liveTwins(strapi, common, itemId)),
    ...(await waitingTwins(strapi, common, itemId, scope)),
  ];
  const items: Likeness[] = found
    .map(({ twin, sha256: of }) => ({ twin, percent: percents.get(of ?? '') ?? 0 }))
    .sort((a, b) => b.percent - a.percent)
    .slice(0, MOST_NAMED);
  return items.length === 0 ? [] : [check('similarText', 'warning', { items })];
}
