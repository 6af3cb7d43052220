import { LINK_REFUSALS, type LinkReason } from '../../../shared/links';
import { faultOf, LinkFault } from './fault';
import { REDIRECTS, refusalOf, targetOf } from './hops';
import { parseAddress } from './parse-address';
import type { Reach } from './reach';
import { ask, type Answer } from './request';

/** What one look at a link told. */
export interface Finding {
  outcome: 'good' | 'failed' | 'refused';
  reason: LinkReason | null;
  /** Of the last answer, where there was one. */
  status: number | null;
  /** Where the link moved for good. */
  suggestedUrl: string | null;
}

export interface Visitor {
  reach: Reach;
  userAgent: string;
  /** Waits until the host may be asked. */
  takeTurn: (url: URL) => Promise<void>;
  /** Whether `robots.txt` lets us ask for this. @throws LinkFault where even that cannot be asked */
  mayVisit: (url: URL) => Promise<'yes' | 'no' | 'unreadable'>;
  /** For all requests of the visit together, in milliseconds. */
  budgetMs?: number;
}

const MAX_REDIRECTS = 8;
/** For all requests of a visit together; waiting for a turn does not count. */
const BUDGET_MS = 10_000;

const REFUSALS: ReadonlySet<LinkReason> = new Set<LinkReason>(LINK_REFUSALS);
/** Faults that another method on the same address would meet as well. */
const SAME_WITH_GET: ReadonlySet<LinkReason> = new Set<LinkReason>([
  'name',
  'address',
  'port',
  'certificate',
  'chain',
]);
const PERMANENT: ReadonlySet<number> = new Set([301, 308]);
/** The server is there and does not let machines in, or asks for an account: readers may fare better. */
const FORBIDDEN: ReadonlySet<number> = new Set([401, 402, 403, 407, 451, 999]);

function reasonOf(status: number): LinkReason | null {
  if (status >= 200 && status < 300) return null;
  if (status === 404 || status === 410) return 'gone';
  if (FORBIDDEN.has(status)) return 'forbidden';
  if (status === 429) return 'busy';
  return status >= 500 ? 'server' : 'status';
}

function finding(
  reason: LinkReason | null,
  status: number | null,
  suggestedUrl: string | null = null,
): Finding {
  if (reason === null) return { outcome: 'good', reason, status, suggestedUrl };
  return {
    outcome: REFUSALS.has(reason) ? 'refused' : 'failed',
    reason,
    status,
    suggestedUrl: null,
  };
}

class Visit {
  private method: 'HEAD' | 'GET' = 'HEAD';
  private spentMs = 0;
  private sawCookie = false;

  constructor(private readonly visitor: Visitor) {}

  private async once(url: URL): Promise<Answer> {
    await this.visitor.takeTurn(url);
    const begun = performance.now();
    const timeoutMs = (this.visitor.budgetMs ?? BUDGET_MS) - this.spentMs;
    if (timeoutMs < 1) throw new LinkFault('timeout');
    try {
      const { reach, userAgent } = this.visitor;
      const { method } = this;
      const answer = await ask(reach, { url, method, userAgent, timeoutMs, maxBytes: 0 });
      this.sawCookie ||= answer.setsCookie;
      return answer;
    } finally {
      this.spentMs += Math.ceil(performance.now() - begun);
    }
  }

  /** HEAD first. Where the answer is no plain yes it may be the method that is refused, so GET has the last word. */
  private async answerOf(url: URL): Promise<Answer> {
    if (this.method === 'GET') return this.once(url);
    try {
      const answer = await this.once(url);
      if (answer.status < 400) return answer;
    } catch (error) {
      const fault = faultOf(error);
      if (SAME_WITH_GET.has(fault.reason)) throw fault;
    }
    this.method = 'GET';
    return this.once(url);
  }

  private async assertAllowed(url: URL): Promise<void> {
    const refusal = refusalOf(this.visitor.reach, url);
    if (refusal !== null) throw new LinkFault(refusal);
    const allowed = await this.visitor.mayVisit(url);
    if (allowed !== 'yes') throw new LinkFault(allowed === 'no' ? 'robots' : 'robotsError');
  }

  async of(start: URL): Promise<Finding> {
    const seen = new Set<string>();
    let url = start;
    let suggestedUrl: string | null = null;
    let isPermanent = true;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      if (seen.has(url.href)) break;
      seen.add(url.href);
      await this.assertAllowed(url);
      const { status, location } = await this.answerOf(url);
      if (!REDIRECTS.has(status)) return finding(reasonOf(status), status, suggestedUrl);
      url = targetOf(url, location);
      isPermanent &&= PERMANENT.has(status);
      if (isPermanent) suggestedUrl = url.href === start.href ? null : url.href;
    }
    // Who goes round in circles without the cookies they were given would not with them.
    return finding(this.sawCookie ? 'cookies' : 'redirects', null);
  }
}

/**
 * Looks whether a link works: by HEAD, else GET, and by hand through every redirect, each of which is held to the same
 * rules. Reads no body. What goes wrong is a finding and no error.
 */
export async function visit(visitor: Visitor, url: string): Promise<Finding> {
  const start = parseAddress(url);
  if (start === null) return finding('location', null);
  start.hash = '';
  try {
    return await new Visit(visitor).of(start);
  } catch (error) {
    if (error instanceof LinkFault) return finding(error.reason, null);
    throw error;
  }
}
