import { DEFAULT_REASONS } from '../../src/plugins/review/server/src/default-reasons';
import { ReviewError } from '../../src/plugins/review/server/src/errors';
import { parseSettings } from '../../src/plugins/review/server/src/parse/bodies';
import type { Reason, ReviewSettings, SettingsProblem } from '../../src/plugins/review/shared/desk';

const SETTINGS: ReviewSettings = {
  allowSelfApproval: false,
  claimMinutes: 60,
  dueDays: 5,
  dueDaysByCategory: [{ category: 'abc', days: 3 }],
  reasons: DEFAULT_REASONS,
  scopes: [{ reviewer: 1, categories: ['abc', 'def'] }],
  keepRejectedDays: null,
  maxPendingItems: 50,
  maxPendingMegabytes: null,
  oldFiles: 'redirect',
  keepUnusedFilesDays: 30,
};
const REASON: Reason = {
  id: 'one',
  label: { en: 'One' },
  text: { en: 'One reason.' },
  asksForChanges: false,
};

function refusalOf(data: unknown): ReviewError {
  try {
    parseSettings({ data });
  } catch (error) {
    if (error instanceof ReviewError) return error;
    throw error;
  }
  throw new Error('They were accepted');
}

function problemsOf(change: object): SettingsProblem[] {
  const { code, details } = refusalOf({ ...SETTINGS, ...change });
  expect(code).toBe('invalidValue');
  return details.problems as SettingsProblem[];
}

describe('settings', () => {
  it('are read whole', () => {
    expect(parseSettings({ data: SETTINGS })).toEqual(SETTINGS);
  });

  it('are read without spaces around texts', () => {
    const reasons = [{ ...REASON, label: { en: ' One ' } }];
    expect(parseSettings({ data: { ...SETTINGS, reasons } }).reasons).toEqual([REASON]);
  });

  it.each([
    ['claimMinutes', 0, ['claimMinutes'], 'range'],
    ['claimMinutes', 1.5, ['claimMinutes'], 'range'],
    ['claimMinutes', 10_081, ['claimMinutes'], 'range'],
    ['claimMinutes', '60', ['claimMinutes'], null],
    ['dueDays', 366, ['dueDays'], 'range'],
    ['keepRejectedDays', 3651, ['keepRejectedDays'], 'range'],
    ['maxPendingItems', 0, ['maxPendingItems'], 'range'],
    ['maxPendingMegabytes', 0.5, ['maxPendingMegabytes'], 'range'],
    ['keepUnusedFilesDays', 0, ['keepUnusedFilesDays'], 'range'],
    ['oldFiles', 'keep', ['oldFiles'], null],
    ['dueDaysByCategory', [{ category: 'a', days: 0 }], ['dueDaysByCategory', 0, 'days'], 'range'],
    [
      'dueDaysByCategory',
      [
        { category: 'a', days: 1 },
        { category: 'a', days: 2 },
      ],
      ['dueDaysByCategory', 1, 'category'],
      'twice',
    ],
    ['reasons', [], ['reasons'], 'none'],
    ['reasons', [REASON, REASON], ['reasons', 1, 'id'], 'twice'],
    [
      'reasons',
      Array.from({ length: 51 }, (_, id) => ({ ...REASON, id: `r${id}` })),
      ['reasons'],
      'many',
    ],
    ['reasons', [{ ...REASON, label: { fr: 'Un' } }], ['reasons', 0, 'label', 'en'], 'english'],
    ['reasons', [{ ...REASON, label: { en: ' ' } }], ['reasons', 0, 'label', 'en'], 'empty'],
    [
      'reasons',
      [{ ...REASON, text: { en: 'x'.repeat(501) } }],
      ['reasons', 0, 'text', 'en'],
      'long',
    ],
    ['scopes', [{ reviewer: 1, categories: [] }], ['scopes', 0, 'categories'], 'none'],
    ['scopes', [{ reviewer: 1, categories: ['a', 'a'] }], ['scopes', 0, 'categories', 1], 'twice'],
    [
      'scopes',
      [
        { reviewer: 1, categories: ['a'] },
        { reviewer: 1, categories: ['b'] },
      ],
      ['scopes', 1, 'reviewer'],
      'twice',
    ],
  ])('with a wrong %s (%#) are refused at that place', (name, value, path, rule) => {
    const problems = problemsOf({ [name]: value });
    expect(problems.map((problem) => [problem.path, problem.rule])).toEqual([[path, rule]]);
  });

  it('say of every wrong value what is wrong, with the numbers of the rule', () => {
    const problems = problemsOf({ claimMinutes: 0, dueDays: 400 });
    expect(problems).toEqual([
      {
        path: ['claimMinutes'],
        message: 'Must be a whole number from 1 to 10080.',
        rule: 'range',
        numbers: { min: 1, max: 10_080 },
      },
      {
        path: ['dueDays'],
        message: 'Must be a whole number from 1 to 365.',
        rule: 'range',
        numbers: { min: 1, max: 365 },
      },
    ]);
  });

  it('refuse a language that is none', () => {
    const [problem] = problemsOf({ reasons: [{ ...REASON, label: { en: 'One', 'a b': 'x' } }] });
    expect(problem?.path.slice(0, 3)).toEqual(['reasons', 0, 'label']);
  });

  it('refuse a key nobody knows by its name', () => {
    expect(refusalOf({ ...SETTINGS, other: 1 })).toMatchObject({
      code: 'invalidKey',
      details: { key: 'other' },
    });
    const reasons = [{ ...REASON, colour: 'red' }];
    expect(refusalOf({ ...SETTINGS, reasons }).details).toEqual({ key: 'colour' });
  });

  it.each([undefined, null, 'x', [], {}])('%j are refused', (data) => {
    expect(refusalOf(data).code).toBe('invalidValue');
  });
});
