import type { Core } from '@strapi/strapi';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

import type { Check } from '../../../shared/checks';
import type { LinkReason, LinkState } from '../../../shared/links';
import { linkChecks, reachFor, userAgentOf } from '../links/check';
import { fetchRules, isAllowed } from '../links/robots';
import { visit } from '../links/visit';
import type { Deadline } from './deadline';
import { check } from './sentences';

/** How matters stand with a link, whoever looked and when. */
export interface LinkFacts {
  state: Exclude<LinkState, 'unknown'>;
  reason: LinkReason | null;
  status: number | null;
  suggestedUrl: string | null;
}

export function linkStateChecks({ state, reason, status, suggestedUrl }: LinkFacts): Check[] {
  const moved =
    suggestedUrl === null ? [] : [check('linkMoved', 'note', { address: suggestedUrl })];
  switch (state) {
    case 'good':
      return [...moved, check('linkWorks', 'ok', { status })];
    case 'refused':
      return [...moved, check('linkClosed', 'note', { reason })];
    case 'failing':
    case 'broken':
      return [check('linkFails', 'warning', { reason, status })];
  }
}

/** Of one host so many addresses are looked at in a minute at members' word, by each process. */
const PER_HOST = 20;
const hosts = new RateLimiterMemory({ points: PER_HOST, duration: 60 });

async function mayAsk(host: string): Promise<boolean> {
  try {
    await hosts.consume(host);
    return true;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return false;
    throw refusal;
  }
}

const LATE = check('linkUnchecked', 'note', { why: 'late' });

async function look(strapi: Core.Strapi, address: string, deadline: Deadline): Promise<Check[]> {
  const reach = reachFor(strapi);
  const userAgent = userAgentOf(strapi);
  const takeTurn = () => Promise.resolve();
  const finding = await visit(
    {
      reach,
      userAgent,
      takeTurn,
      budgetMs: deadline.leftMs,
      mayVisit: async (url) => {
        const reader = { reach, userAgent, takeTurn, timeoutMs: Math.ceil(deadline.leftMs / 2) };
        const rules = await fetchRules(reader, url.origin);
        return rules === null ? 'unreadable' : isAllowed(rules, url);
      },
    },
    address,
  );
  const { outcome, reason, status, suggestedUrl } = finding;
  // Here a second is the limit, and a server may well need more.
  if (reason === 'timeout') return [LATE];
  const state = outcome === 'failed' ? 'failing' : outcome;
  return linkStateChecks({ state, reason, status, suggestedUrl });
}

/**
 * Looks whether an address works, once and now. By rules and turns of its own, and past all that is kept of links: that
 * a host or an address is known may be known from a submission that nobody is told of.
 */
export async function lookAtAddress(
  strapi: Core.Strapi,
  address: string,
  deadline: Deadline,
): Promise<Check[]> {
  if (!linkChecks(strapi).isOn) return [check('linkUnchecked', 'note', { why: 'off' })];
  if (!(await mayAsk(new URL(address).hostname))) return [LATE];
  return deadline.within(look(strapi, address, deadline), [LATE]);
}
