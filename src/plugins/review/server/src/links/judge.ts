import type { LinkReason, LinkState, OwnLinkView } from '../../../shared/links';
import type { Finding } from './visit';

/** How matters stand with a link. */
export interface Standing {
  state: LinkState;
  checkedAt: Date | null;
  lastGoodAt: Date | null;
  /** Checks in a row that failed, and the first of them. */
  failures: number;
  firstFailedAt: Date | null;
  status: number | null;
  reason: LinkReason | null;
  suggestedUrl: string | null;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** From when on a link that fails is broken: so many failures, the first so long ago. */
const GIVEN_UP = { failures: 3, ms: 3 * DAY };
/** Where the server itself says that there is nothing. */
const GONE = { failures: 2, ms: DAY };
const FIRST_RETRY = 6 * HOUR;
const RETRY = DAY;

function afterFailure(known: Standing, finding: Finding, now: Date): Standing {
  const failures = known.failures + 1;
  const firstFailedAt = known.firstFailedAt ?? now;
  const enough = finding.reason === 'gone' ? GONE : GIVEN_UP;
  const isGivenUp =
    failures >= enough.failures && now.valueOf() - firstFailedAt.valueOf() >= enough.ms;
  const isBroken = known.state === 'broken' || isGivenUp;
  return {
    ...known,
    state: isBroken ? 'broken' : 'failing',
    checkedAt: now,
    failures,
    firstFailedAt,
    status: finding.status,
    reason: finding.reason,
    suggestedUrl: isBroken ? null : known.suggestedUrl,
  };
}

/** How matters stand after one more look. One failure says little; several over days say that a link is broken. */
export function standingAfter(known: Standing, finding: Finding, now: Date): Standing {
  if (finding.outcome === 'failed') return afterFailure(known, finding, now);
  const isGood = finding.outcome === 'good';
  return {
    state: isGood ? 'good' : 'refused',
    checkedAt: now,
    lastGoodAt: isGood ? now : known.lastGoodAt,
    failures: 0,
    firstFailedAt: null,
    status: finding.status,
    reason: finding.reason,
    suggestedUrl: isGood ? finding.suggestedUrl : null,
  };
}

/**
 * When to look again.
 * @param everyDays for what stands as it does
 * @param spread from 0 to 1, the same for a link every time: what was submitted together is not looked at together for ever
 */
export function nextCheckAt(
  { state, failures, reason }: Standing,
  now: Date,
  everyDays: number,
  spread: number,
): Date {
  const usual = everyDays * DAY * (0.9 + 0.2 * spread);
  if (reason === 'busy') return new Date(now.valueOf() + Math.min(usual, DAY));
  if (state !== 'failing') return new Date(now.valueOf() + usual);
  return new Date(now.valueOf() + (failures === 1 ? FIRST_RETRY : RETRY));
}

/**
 * What the outside is told: nothing of failures that may pass. Of a link that was good it says so until it is broken.
 */
export function toldState({
  state,
  lastGoodAt,
}: Pick<Standing, 'state' | 'lastGoodAt'>): OwnLinkView['state'] {
  if (state !== 'failing') return state;
  return lastGoodAt === null ? 'unknown' : 'good';
}
