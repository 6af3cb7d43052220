import { z } from 'zod';

import { FINDING_LEVELS, type FindingCode } from '../../../shared/reading';
import type { ReadingLimits } from './limits';

/** What the parent asks of a reader, the one line of its standard input. */
export interface ReadingOrder extends ReadingLimits {
  /** Absolute. */
  path: string;
  mime: string;
}

const CODES = Object.keys(FINDING_LEVELS) as [FindingCode, ...FindingCode[]]; // the object's own keys

const NAME = z.string().max(1000).nullable();

/**
 * What a reader tells, a line of JSON each on its standard output. The parent believes none of it to be well formed: the
 * reader has met a stranger's file.
 */
const LINE = z.discriminatedUnion('is', [
  z.object({ is: z.literal('hash'), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.object({
    is: z.literal('facts'),
    pages: z.number().int().min(0).max(10_000_000).nullable(),
    title: NAME,
    author: NAME,
    tagged: z.boolean().nullable(),
  }),
  z.object({
    is: z.literal('part'),
    page: z.number().int().min(1).max(10_000_000).nullable(),
    // PostgreSQL keeps no NUL.
    text: z.string().regex(/^[^\0]*$/),
    words: z.number().int().min(0),
  }),
  z.object({
    is: z.literal('finding'),
    code: z.enum(CODES),
    count: z.number().int().nullable(),
  }),
  z.object({
    is: z.literal('language'),
    language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/),
  }),
  z.object({ is: z.literal('thumbnail'), base64: z.base64() }),
  // The most memory it held, in kibibytes.
  z.object({ is: z.literal('end'), memory: z.number().int().min(0) }),
]);

export type ReadingLine = z.infer<typeof LINE>;

/** @throws Error for what no reader of ours writes */
export function parseLine(text: string): ReadingLine {
  return LINE.parse(JSON.parse(text));
}
