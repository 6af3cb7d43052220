import type { Context } from 'koa';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const SECONDS = 60;

/** What one address may have done anew in a minute. What is kept costs nothing of it. */
export interface Budget {
  /** @returns whether there was enough; if not, the answer is 429 and says when to come back */
  take: (ctx: Context, cost: number) => Promise<boolean>;
  giveBack: (ctx: Context, cost: number) => void;
}

/** Headers as in draft-ietf-httpapi-ratelimit-headers-03, which clients know; seconds. */
function tell(
  ctx: Context,
  limit: number,
  { remainingPoints, msBeforeNext }: RateLimiterRes,
): void {
  ctx.set('RateLimit-Limit', String(limit));
  ctx.set('RateLimit-Remaining', String(Math.max(0, remainingPoints)));
  ctx.set('RateLimit-Reset', String(Math.ceil(msBeforeNext / 1000)));
}

/**
 * In this process's memory: what it guards against is one caller who takes the whole machine, and each
 * instance has its own.
 */
export function createBudget(perMinute: number): Budget {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: SECONDS });
  return {
    take: async (ctx, cost) => {
      try {
        tell(ctx, perMinute, await limiter.consume(ctx.ip, Math.min(cost, perMinute)));
        return true;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        tell(ctx, perMinute, refusal);
        const seconds = Math.ceil(refusal.msBeforeNext / 1000);
        ctx.set('Retry-After', String(seconds));
        ctx.set('Cache-Control', 'no-store');
        ctx.set('Access-Control-Allow-Origin', '*');
        // Harvesters know this one alone (OAI-PMH 2.0, 3.1.2.2).
        const status = ctx.path === '/oai' ? 503 : 429;
        ctx.status = status;
        ctx.body = {
          data: null,
          error: {
            status,
            name: 'RateLimitError',
            message: `This address has asked for more new answers than ${perMinute} a minute. Wait ${seconds} seconds. To read everything, use /api/catalogue/export once and /api/catalogue/changes after that.`,
            details: { code: 'rate-limited', retryAfter: seconds },
          },
        };
        return false;
      }
    },
    giveBack: (ctx, cost) => {
      // Of an address that has asked for nothing in this window there is nothing to give back.
      limiter.reward(ctx.ip, cost).catch(() => undefined);
    },
  };
}
