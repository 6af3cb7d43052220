import { z } from 'zod';

import type { BulkDecisionRequest, NewView } from '../../../shared/desk';
import { DECISION_TEXTS, DIGEST, parse, textsOf } from './bodies';

const MOST_AT_ONCE = 100;

const bulkSchema = z.strictObject({
  ...DECISION_TEXTS,
  items: z
    .array(z.strictObject({ id: z.string().min(1).max(64), digest: DIGEST }))
    .min(1, 'names nothing to decide on')
    .max(MOST_AT_ONCE, `names more than ${MOST_AT_ONCE}, which is the most at once`)
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, {
      error: 'names a submission twice',
    }),
});

/** @throws ReviewError `invalidKey`, `invalidValue` */
export function parseBulkDecision(body: unknown): BulkDecisionRequest {
  const { items, ...texts } = parse(bulkSchema, body);
  return { ...textsOf(texts), items };
}

const nothing = z.strictObject({}).nullish();

/** For what says everything by its address. @throws ReviewError `invalidKey`, `invalidValue` */
export function parseNothing(body: unknown): void {
  parse(nothing, body);
}

/** Whether the reviewer goes away, where otherwise they are still there. */
export function parsePresence(body: unknown): { leaving: boolean } {
  const parsed = parse(z.strictObject({ leaving: z.literal(true).optional() }).nullish(), body);
  return { leaving: parsed?.leaving === true };
}

/** @returns the number of the reviewer it is handed to */
export function parseHand(body: unknown): number {
  return parse(z.strictObject({ reviewer: z.int().positive().max(2_147_483_647) }), body).reviewer;
}

const ONE_LINE = /^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u;

const viewSchema = z.strictObject({
  name: z.string().trim().min(1).max(80).regex(ONE_LINE, 'must be one line of text'),
  query: z.string().max(2000).regex(ONE_LINE, 'must be one line of text'),
  shared: z.boolean(),
});

/** @throws ReviewError `invalidKey`, `invalidValue` */
export function parseView(body: unknown): NewView {
  const view = parse(viewSchema, body);
  return { ...view, query: view.query.replace(/^\?/, '') };
}
