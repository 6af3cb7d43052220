import { setTimeout as sleep } from 'node:timers/promises';

import { tellingWords, wordsByCount } from '../../src/api/catalogue/queries/telling-words';
import { normalAddress, spellingsOf } from '../../src/plugins/review/server/src/checks/addresses';
import { Deadline } from '../../src/plugins/review/server/src/checks/deadline';
import { check } from '../../src/plugins/review/server/src/checks/sentences';
import { sheetOf } from '../../src/plugins/review/server/src/checks/sheet';
import {
  bandsOf,
  likeness,
  SKETCH_SIZE,
  sketchOf,
} from '../../src/plugins/review/server/src/checks/sketch';
import { suggestTitle } from '../../src/plugins/review/server/src/checks/suggest-title';

/** Words in an order that no other seed gives. */
function words(seed: number, count: number): string[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return `w${state % 5000}`;
  });
}

function sketch(text: readonly string[]): number[] {
  const found = sketchOf([text.join(' ')]);
  if (found === null) throw new Error('Too short for a sketch');
  return found;
}

const sharesBand = (one: number[], other: number[]) => {
  const bands = new Set(bandsOf(other));
  return bandsOf(one).some((band) => bands.has(band));
};

describe('the sketch of a text', () => {
  const text = words(1, 3000);

  it('is the same for the same words, however they are written and cut', () => {
    const other = sketchOf([
      text.slice(0, 700).join('\n').toUpperCase(),
      text.slice(700).join(', '),
    ]);
    expect(other).toEqual(sketch(text));
    expect(sketch(text)).toHaveLength(SKETCH_SIZE);
  });

  it('tells how much of two texts is the same, about', () => {
    for (const share of [0.95, 0.9, 0.8, 0.5]) {
      const kept = Math.round(text.length * share);
      const other = [...text.slice(0, kept), ...words(2, text.length - kept)];
      // Of the runs in either text, those in both.
      const expected = share / (2 - share);
      expect(Math.abs(likeness(sketch(text), sketch(other)) - expected)).toBeLessThan(0.15);
    }
    expect(likeness(sketch(text), sketch(words(3, 3000)))).toBeLessThan(0.05);
  });

  it('has a band in common with what is alike, and none with anything else', () => {
    const own = sketch(text);
    const alike = Array.from({ length: 60 }, (_, at) => {
      const changed = [...text];
      changed.splice(at * 40, 40, ...words(100 + at, 40));
      return sketch(changed);
    });
    expect(alike.filter((other) => !sharesBand(own, other))).toEqual([]);
    const others = Array.from({ length: 60 }, (_, at) => sketch(words(1000 + at, 3000)));
    expect(others.filter((other) => sharesBand(own, other))).toEqual([]);
  });

  it('fits integers of the database, of a short text too, and there is none of a shorter one', () => {
    const short = sketch(words(4, 50));
    expect(short.every((value) => value >= 0 && value < 2 ** 31)).toBe(true);
    expect(bandsOf(short).every((band) => band >= -(2 ** 31) && band < 2 ** 31)).toBe(true);
    expect(sketchOf([words(4, 49).join(' ')])).toBeNull();
    const changed = words(4, 60);
    changed[30] = 'other';
    expect(likeness(sketch(words(4, 60)), sketch(changed))).toBeGreaterThan(0.6);
  });
});

describe('a suggested title', () => {
  const nothing = { title: null, beginning: '', name: 'scan_0001.pdf' };

  it.each([
    [
      { ...nothing, title: 'Annual report 2024' },
      { title: 'Annual report 2024', from: 'file' },
    ],
    [
      { ...nothing, title: 'Microsoft Word - Annual report.docx' },
      { title: 'Annual report', from: 'file' },
    ],
    [
      { ...nothing, title: 'untitled', beginning: '3\n\nOn river banks\nText' },
      { title: 'On river banks', from: 'text' },
    ],
    [
      { ...nothing, title: 'report_final_v3', beginning: 'Page\nOn river banks' },
      { title: 'On river banks', from: 'text' },
    ],
    [
      { ...nothing, title: 'Document1', name: 'River-banks_2.pdf' },
      { title: 'River banks 2', from: 'name' },
    ],
    [nothing, null],
  ])('of %j is %j', (file, expected) => {
    expect(suggestTitle(file, null)).toEqual(expected);
  });

  it('is none where what was given says the same, or only the name says something else', () => {
    const file = {
      title: 'ANNUAL REPORT – 2024',
      beginning: 'Of another thing',
      name: 'a_report.pdf',
    };
    expect(suggestTitle(file, 'Annual report 2024')).toBeNull();
    expect(suggestTitle({ ...nothing, name: 'River banks.pdf' }, 'Something')).toBeNull();
    expect(suggestTitle(file, 'Something else')?.from).toBe('file');
  });
});

describe('the spellings of an address', () => {
  it.each([
    ['https://a.org', ['https://a.org/', 'http://a.org/']],
    [
      'http://A.org/b/#c',
      ['https://a.org/b', 'http://a.org/b', 'https://a.org/b/', 'http://a.org/b/'],
    ],
    [
      'https://a.org/b',
      ['https://a.org/b', 'http://a.org/b', 'https://a.org/b/', 'http://a.org/b/'],
    ],
    ['https://a.org/b/?c=/', ['https://a.org/b/?c=/', 'http://a.org/b/?c=/']],
  ])('%s', (address, spellings) => {
    expect(spellingsOf(normalAddress(address) ?? '')).toEqual(spellings);
  });

  it.each(['a.org', 'ftp://a.org', 'https://u:p@a.org', `https://a.org/${'b'.repeat(2048)}`, ''])(
    'there are none of %s',
    (address) => {
      expect(normalAddress(address)).toBeNull();
    },
  );
});

describe('a sheet', () => {
  it('has the gravest first, and is complete when nothing is being found out', () => {
    const checks = [
      check('clean', 'ok', {}),
      check('unknownLanguage', 'note', {}),
      check('unread', 'warning', { why: 'failed' }),
      check('noScanner', 'note', {}),
    ];
    const sheet = sheetOf(checks);
    expect(sheet.checks.map(({ code }) => code)).toEqual([
      'unread',
      'unknownLanguage',
      'noScanner',
      'clean',
    ]);
    expect(sheet).toMatchObject({ level: 'warning', complete: true });
    expect(sheetOf([check('unread', 'note', { why: 'waiting' })]).complete).toBe(false);
    expect(sheetOf([check('linkUnchecked', 'note', { why: 'late' })]).complete).toBe(true);
    expect(sheetOf([])).toEqual({ level: 'ok', complete: true, checks: [] });
  });
});

describe('a deadline', () => {
  it('gives what comes in time, another thing what does not, and lets late failures pass', async () => {
    const deadline = new Deadline(60);
    expect(await deadline.within(Promise.resolve('done'), 'late')).toBe('done');
    await expect(deadline.within(Promise.reject(new Error('broken')), 'late')).rejects.toThrow(
      'broken',
    );
    let fail: (error: Error) => void = () => undefined;
    const never = new Promise<string>((_, reject) => (fail = reject));
    expect(await deadline.within(never, 'late')).toBe('late');
    fail(new Error('too late to matter'));
    await sleep(5); // a timer may be a millisecond early by the clock
    expect(deadline.leftMs).toBe(0);
  });
});

describe('telling words', () => {
  it('are often in the subject and rare in the library, and few enough entries in all', () => {
    const counted = wordsByCount({
      title: 'Salmon at weirs',
      description: 'Salmon, naïvely counted',
      text: 'the people and the people and the salmon',
    });
    expect(counted.get('salmon')).toBe(9);
    expect(counted.has('naively')).toBe(true);
    expect(counted.has('the')).toBe(false);
    const entries = new Map([
      ['salmon', 12],
      ['people', 4000],
      ['weirs', 3],
      ['counted', 6000],
    ]);
    expect(tellingWords(counted, entries, 10_000)).toEqual(['salmon', 'weirs', 'people']);
    const many = new Map(Array.from({ length: 30 }, (_, at) => [`word${at}`, 1] as const));
    const everywhere = new Map([...many.keys()].map((word) => [word, 4000]));
    expect(tellingWords(many, everywhere, 1_000_000)).toHaveLength(5);
    const rare = new Map([...many.keys()].map((word) => [word, 2]));
    expect(tellingWords(many, rare, 1_000_000)).toHaveLength(12);
  });
});
