import { z } from 'zod';

import { OLD_FILES, type ReviewSettings, type SettingsRule } from '../../../shared/desk';

/** What refuses a value: the sentence for who reads English, the rule and its numbers for other languages. */
function rule(name: SettingsRule, sentence: string, numbers: Record<string, number> = {}) {
  return { error: sentence, params: { rule: name, ...numbers } };
}

const whole = (min: number, max: number) => {
  const sentence = `Must be a whole number from ${min} to ${max}.`;
  return z
    .number(sentence)
    .refine(
      (value) => Number.isInteger(value) && value >= min && value <= max,
      rule('range', sentence, { min, max }),
    );
};

const text = (max: number) =>
  z
    .string('Must be a text.')
    .trim()
    .refine((value) => value !== '', rule('empty', 'Cannot be empty.'))
    .refine(
      (value) => value.length <= max,
      rule('long', `Can have at most ${max} characters.`, { max }),
    );

/** A text in one or more languages, by language tag (BCP 47); English is there to fall back on. */
const translated = (max: number) =>
  z
    .record(
      z
        .string()
        .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'A language is named as in "en" or "pt-BR".'),
      text(max),
    )
    .refine((texts) => 'en' in texts, {
      ...rule('english', 'An English text is needed, to fall back on.'),
      path: ['en'],
    });

/** A list in which no two entries have the same key, which is a field of theirs or they themselves. */
function distinct<Entry extends z.ZodType>(
  entry: Entry,
  max: number,
  keyOf: (value: z.output<Entry>) => unknown,
  field?: string,
) {
  return z
    .array(entry)
    .refine((all) => all.length <= max, rule('many', `Can have at most ${max} entries.`, { max }))
    .superRefine((all, ctx) => {
      const keys = all.map(keyOf);
      const index = keys.findIndex((key, at) => keys.indexOf(key) !== at);
      if (index === -1) return;
      const { error: message, params } = rule('twice', 'Is in the list more than once.');
      const path = field === undefined ? [index] : [index, field];
      ctx.addIssue({ code: 'custom', message, params, path });
    });
}

const category = text(64);

const reason = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Has lower-case letters, digits and hyphens only.')
    .max(64, 'Can have at most 64 characters.'),
  label: translated(80),
  text: translated(500),
  asksForChanges: z.boolean(),
});

const scope = z.strictObject({
  reviewer: z.int().refine((id) => id > 0, rule('empty', 'Cannot be empty.')),
  categories: distinct(category, 200, (id) => id).refine(
    (all) => all.length > 0,
    rule('none', 'At least one is needed.'),
  ),
});

/** The settings as they are stored and sent. A setting added later takes its default in an older library. */
export const SETTINGS = z.strictObject({
  allowSelfApproval: z.boolean(),
  claimMinutes: whole(1, 10_080),
  dueDays: whole(1, 365).nullable(),
  dueDaysByCategory: distinct(
    z.strictObject({ category, days: whole(1, 365) }),
    500,
    (entry) => entry.category,
    'category',
  ),
  reasons: distinct(reason, 50, ({ id }) => id, 'id').refine(
    (all) => all.length > 0,
    rule('none', 'At least one is needed.'),
  ),
  scopes: distinct(scope, 500, ({ reviewer }) => reviewer, 'reviewer'),
  keepRejectedDays: whole(1, 3650).nullable(),
  maxPendingItems: whole(1, 100_000).nullable(),
  maxPendingMegabytes: whole(1, 1_000_000).nullable(),
  oldFiles: z.enum(OLD_FILES, `Must be one of ${OLD_FILES.join(', ')}.`),
  keepUnusedFilesDays: whole(1, 3650).nullable(),
}) satisfies z.ZodType<ReviewSettings>;
