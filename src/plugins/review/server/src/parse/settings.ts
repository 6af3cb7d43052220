import { z } from 'zod';

import type { ReviewSettings } from '../../../shared/desk';

const days = (max: number) => z.int().min(1).max(max);
const documentId = z.string().min(1).max(64);
const unique = (ids: readonly unknown[]) => new Set(ids).size === ids.length;

/** A text in one or more languages, by language tag (BCP 47); English is there to fall back on. */
const translated = (max: number) =>
  z
    .record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string().trim().min(1).max(max))
    .refine((texts) => 'en' in texts, 'needs an English text ("en")');

const reason = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(64),
  label: translated(80),
  text: translated(500),
  asksForChanges: z.boolean(),
});

/** The settings as they are stored and sent. A setting added later takes its default in an older library. */
export const SETTINGS = z.strictObject({
  allowSelfApproval: z.boolean(),
  claimMinutes: z.int().min(1).max(10_080),
  dueDays: days(365).nullable(),
  dueDaysByCategory: z
    .array(z.strictObject({ category: documentId, days: days(365) }))
    .max(500)
    .refine((all) => unique(all.map(({ category }) => category)), 'names a category twice'),
  reasons: z
    .array(reason)
    .min(1, 'needs at least one reason')
    .max(50)
    .refine((all) => unique(all.map(({ id }) => id)), 'names a reason twice'),
  scopes: z
    .array(
      z.strictObject({
        reviewer: z.int().positive(),
        categories: z.array(documentId).min(1).max(200).refine(unique, 'names a category twice'),
      }),
    )
    .max(500)
    .refine((all) => unique(all.map(({ reviewer }) => reviewer)), 'names a reviewer twice'),
  keepRejectedDays: days(3650).nullable(),
}) satisfies z.ZodType<ReviewSettings>;
