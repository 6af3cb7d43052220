import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

import type { RequestActor } from '../actor';
import { ReviewError } from '../errors';

/** Of one member in a minute; more than anybody fills forms in. Each process has its own count. */
export const CHECKS_A_MINUTE = 10;
/** At a time in one process: each has a file read in a process of its own. */
const AT_ONCE = 2;
/** Beyond these whoever comes is told to come back; nobody waits longer than a few checks take. */
const MOST_WAITING = 8;
const RETRY_SECONDS = 5;

const budget = new RateLimiterMemory({ points: CHECKS_A_MINUTE, duration: 60 });
const busyMembers = new Set<string>();
let free = AT_ONCE;
const waiting: (() => void)[] = [];

async function takeFromBudget(member: string): Promise<void> {
  try {
    await budget.consume(member);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.ceil(refusal.msBeforeNext / 1000);
    throw new ReviewError(
      'tooSoon',
      `You have had ${CHECKS_A_MINUTE} checks within a minute. Wait ${seconds} seconds, or submit it as it is.`,
      { seconds },
    );
  }
}

async function takeTurn(): Promise<void> {
  if (free > 0) {
    free -= 1;
    return;
  }
  if (waiting.length >= MOST_WAITING) {
    throw new ReviewError(
      'busy',
      'Many files are being checked at this moment. Try again in some seconds, or submit it as it is.',
      { seconds: RETRY_SECONDS },
    );
  }
  await new Promise<void>((resolve) => waiting.push(resolve));
}

function endTurn(): void {
  const next = waiting.shift();
  if (next === undefined) free += 1;
  else next();
}

/**
 * Runs a check: a member's one after the other and so many a minute, all members' a few at a time. It costs as much as
 * a submission and leaves nothing that would count against a quota.
 * @throws ReviewError `tooSoon`, `busy`, with `seconds` until then
 */
export async function withCheckTurn<T>(
  { kind, id }: Pick<RequestActor, 'kind' | 'id'>,
  work: () => Promise<T>,
): Promise<T> {
  const member = `${kind} ${String(id)}`;
  if (busyMembers.has(member)) {
    throw new ReviewError(
      'tooSoon',
      'Your last check is still under way. Wait for its answer, then ask again.',
      { seconds: 2 },
    );
  }
  busyMembers.add(member);
  try {
    await takeFromBudget(member);
    await takeTurn();
    try {
      return await work();
    } finally {
      endTurn();
    }
  } finally {
    busyMembers.delete(member);
  }
}
