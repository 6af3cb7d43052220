import { z } from 'zod';

import { DECISIONS } from '../../../shared/workflow';
import type { ReviewSettings, SettingsProblem } from '../../../shared/desk';
import type { DecisionRequest } from '../../../shared/wire';
import { ReviewError } from '../errors';
import { SETTINGS } from './settings';

/** Longer than any letter to a member need be, short enough for every mail and screen. */
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((value) => (value === '' ? undefined : value));

export const DIGEST = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be the 64 hexadecimal digits shown with the submission');

/** What a decision says beside what it is about. */
export const DECISION_TEXTS = {
  decision: z.enum(DECISIONS),
  reason: text(500).optional(),
  reasonId: text(64).optional(),
  note: text(5000).optional(),
  internalNote: text(5000).optional(),
};

const decisionSchema = z.strictObject({ ...DECISION_TEXTS, digest: DIGEST });

type Issue = z.core.$ZodIssue;

function refuseUnknownKeys(issues: readonly (Issue | undefined)[]): void {
  const unknown = issues.find((issue) => issue?.code === 'unrecognized_keys');
  if (unknown?.code !== 'unrecognized_keys') return;
  const key = unknown.keys.join(', ');
  throw new ReviewError('invalidKey', `Invalid key ${key}. Leave it out.`, { key });
}

export function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  refuseUnknownKeys([issue]);
  const where = issue?.path.join('.') ?? '';
  throw new ReviewError(
    'invalidValue',
    `The body is not valid${where === '' ? '' : ` at "${where}"`}: ${issue?.message ?? ''}`,
    {
      path: issue?.path ?? [],
    },
  );
}

type DecisionTexts = Omit<DecisionRequest, 'digest'>;

/** The texts that were sent; a missing one is left out, not undefined. */
export function textsOf(
  parsed: { [Name in keyof DecisionTexts]: DecisionTexts[Name] | undefined } & DecisionTexts,
): DecisionTexts {
  const { decision, reason, reasonId, note, internalNote } = parsed;
  return {
    decision,
    ...(reason === undefined ? {} : { reason }),
    ...(reasonId === undefined ? {} : { reasonId }),
    ...(note === undefined ? {} : { note }),
    ...(internalNote === undefined ? {} : { internalNote }),
  };
}

/** @throws ReviewError `invalidKey`, `invalidValue` */
export function parseDecision(body: unknown): DecisionRequest {
  const { digest, ...texts } = parse(decisionSchema, body);
  return { ...textsOf(texts), digest };
}

const settingsSchema = z.strictObject({ data: SETTINGS });

/**
 * Says of every wrong value what is wrong, so that a form can say it at each of its fields.
 * @throws ReviewError `invalidKey`; `invalidValue` with `details.problems`
 */
export function parseSettings(body: unknown): ReviewSettings {
  const parsed = settingsSchema.safeParse(body);
  if (parsed.success) return parsed.data.data;
  const { issues } = parsed.error;
  refuseUnknownKeys(issues);
  const problems = issues.map(settingsProblem);
  const [first] = problems;
  const where = ['settings', ...(first?.path ?? [])].join('.');
  throw new ReviewError('invalidValue', `${where}: ${first?.message ?? ''}`, { problems });
}

function settingsProblem(issue: Issue): SettingsProblem {
  const { rule = null, ...numbers } = (issue.code === 'custom' ? issue.params : null) ?? {};
  return {
    path: issue.path.slice(1).map((key) => (typeof key === 'symbol' ? key.toString() : key)),
    message: issue.message,
    // Both as `rule()` of the schema wrote them.
    rule: rule as SettingsProblem['rule'],
    numbers: numbers,
  };
}

/** A key is any 1 to 128 visible ASCII characters (draft-ietf-httpapi-idempotency-key-header). */
export function parseIdempotencyKey(header: string): string | undefined {
  if (header === '') return undefined;
  if (!/^[\x21-\x7e]{1,128}$/.test(header)) {
    throw new ReviewError(
      'invalidValue',
      'Idempotency-Key must be 1 to 128 visible ASCII characters.',
    );
  }
  return header;
}
