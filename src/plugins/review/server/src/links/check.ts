import { createHash } from 'node:crypto';

import type { Core } from '@strapi/strapi';

import { DEFAULTS, isLinkChecks, type LinkChecks } from '../config';
import { addJob } from '../jobs/queue';
import { nextCheckAt, standingAfter } from './judge';
import { linkKey } from './linked-types';
import { HostIsBusy, isCutOff, noteAnswered, takeTurn } from './pace';
import { PUBLIC_INTERNET, type Reach } from './reach';
import { mayVisit, PRODUCT } from './robots';
import { findLink, settleLink } from './store';
import { visit, type Finding } from './visit';

/** How links are looked at in this process. */
export function linkChecks(strapi: Core.Strapi): LinkChecks {
  const configured: unknown = strapi.plugin('review').config('linkChecks');
  return isLinkChecks(configured) ? configured : DEFAULTS.linkChecks;
}

const reaches = new WeakMap<Core.Strapi, Reach>();

/** For tests, which have servers of their own; nothing from outside the process gets here (decision 0029). */
export function setReach(strapi: Core.Strapi, reach: Reach): void {
  reaches.set(strapi, reach);
}

/** Behind what people wait for: a host that is slow to answer must not hold up the reading of a file. */
const PRIORITY = 10;
const ATTEMPTS = 3;
const LATER_MS = 5 * 60_000;

function short(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Has a link looked at: soon, or not before a moment. One after the other for each host, and each link once. */
export async function queueLink(
  db: Parameters<typeof addJob>[0],
  url: string,
  runAt?: Date,
): Promise<void> {
  await addJob(
    db,
    'checkLink',
    { url },
    {
      key: `link:${short(url)}`,
      queue: `link:${short(new URL(url).hostname)}`,
      priority: PRIORITY,
      maxAttempts: ATTEMPTS,
      ...(runAt !== undefined && { runAt }),
    },
  );
}

/** What of the network this application looks at. */
export function reachFor(strapi: Core.Strapi): Reach {
  return reaches.get(strapi) ?? PUBLIC_INTERNET;
}

/** Whom the owner of a server finds behind our requests. */
export function userAgentOf(strapi: Core.Strapi): string {
  return `${PRODUCT}/1.0 (+${strapi.config.get<string>('server.url')})`;
}

async function lookAt(strapi: Core.Strapi, url: string, now: Date): Promise<Finding> {
  const db = strapi.db.connection;
  const reach = reachFor(strapi);
  const userAgent = userAgentOf(strapi);
  const turn = (target: URL) => takeTurn(db, target.hostname, reach.gapMs);
  return visit(
    {
      reach,
      userAgent,
      takeTurn: turn,
      mayVisit: (target) => mayVisit({ db, reach, userAgent, takeTurn: turn, now }, target),
    },
    url,
  );
}

/** The same for a link every time, and differently for others. */
function spreadOf(url: string): number {
  return createHash('sha256').update(url).digest().readUInt32BE() / 2 ** 32;
}

/** Looks at a link and writes down how it stands. What nobody links to any more is left alone. */
export async function checkLink(strapi: Core.Strapi, url: string, now: Date): Promise<void> {
  const { isOn, everyDays } = linkChecks(strapi);
  const db = strapi.db.connection;
  if (!isOn || (await findLink(db, url)) === undefined) return;
  let finding: Finding;
  try {
    finding = await lookAt(strapi, url, now);
  } catch (error) {
    if (!(error instanceof HostIsBusy)) throw error;
    await queueLink(db, url, new Date(Date.now() + LATER_MS));
    return;
  }
  if (finding.status !== null) await noteAnswered(db, new URL(url).hostname, now);
  const cutOff =
    finding.outcome === 'failed' && finding.status === null && (await isCutOff(db, now));
  await settleLink(db, url, (known) => {
    const after = standingAfter(known, finding, now);
    // Where nobody at all answers it is we who are cut off, and no link is broken for that.
    const isPremature = cutOff && after.state === 'broken' && known.state !== 'broken';
    const standing = isPremature ? { ...after, state: 'failing' as const } : after;
    return { standing, nextCheckAt: nextCheckAt(standing, now, everyDays, spreadOf(url)) };
  });
}

/** Has the link of what was just written looked at, in the transaction that wrote it. */
export async function queueWritten(
  strapi: Core.Strapi,
  trx: Parameters<typeof addJob>[0],
  value: unknown,
): Promise<void> {
  if (!linkChecks(strapi).isOn || typeof value !== 'string') return;
  const url = linkKey(value);
  // Also where it is known: whoever submits it is told of what is found from now on.
  if ((await findLink(trx, url)) !== undefined) await queueLink(trx, url);
}
