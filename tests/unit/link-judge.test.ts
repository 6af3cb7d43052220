import {
  nextCheckAt,
  type Standing,
  standingAfter,
  toldState,
} from '../../src/plugins/review/server/src/links/judge';
import type { Finding } from '../../src/plugins/review/server/src/links/visit';

const HOUR = 3_600_000;
const START = new Date('2026-03-01T00:00:00.000Z');
const NEW: Standing = {
  state: 'unknown',
  checkedAt: null,
  lastGoodAt: null,
  failures: 0,
  firstFailedAt: null,
  status: null,
  reason: null,
  suggestedUrl: null,
};
const GOOD: Finding = { outcome: 'good', reason: null, status: 200, suggestedUrl: null };
const DOWN: Finding = { outcome: 'failed', reason: 'connection', status: null, suggestedUrl: null };
const GONE: Finding = { outcome: 'failed', reason: 'gone', status: 404, suggestedUrl: null };
const NOT_US: Finding = {
  outcome: 'refused',
  reason: 'forbidden',
  status: 403,
  suggestedUrl: null,
};

/** Looks again and again, each time when it is due. @returns states, and hours since the first look */
function follow(from: Standing, findings: readonly Finding[]): [string, number][] {
  let known = from;
  let now = START;
  return findings.map((finding) => {
    known = standingAfter(known, finding, now);
    const seen: [string, number] = [known.state, (now.valueOf() - START.valueOf()) / HOUR];
    now = nextCheckAt(known, now, 7, 0.5);
    return seen;
  });
}

describe('a link', () => {
  it('that works is good, and looked at again after the days set', () => {
    expect(follow(NEW, [GOOD, GOOD])).toEqual([
      ['good', 0],
      ['good', 7 * 24],
    ]);
  });

  it('that does not answer is broken after three days and no sooner', () => {
    expect(follow(NEW, [DOWN, DOWN, DOWN, DOWN, DOWN])).toEqual([
      ['failing', 0],
      ['failing', 6],
      ['failing', 30],
      ['failing', 54],
      ['broken', 78],
    ]);
  });

  it('of which the server says that it is gone is broken after a day', () => {
    expect(follow(NEW, [GONE, GONE, GONE])).toEqual([
      ['failing', 0],
      ['failing', 6],
      ['broken', 30],
    ]);
  });

  it('is not broken by many failures within hours', () => {
    let known = NEW;
    for (let minute = 0; minute < 500; minute += 1) {
      known = standingAfter(known, DOWN, new Date(START.valueOf() + minute * 60_000));
    }
    expect(known).toMatchObject({ state: 'failing', failures: 500 });
  });

  it('is not broken by two failures that lie months apart', () => {
    const once = standingAfter(NEW, DOWN, START);
    expect(standingAfter(once, DOWN, new Date(START.valueOf() + 2000 * HOUR)).state).toBe(
      'failing',
    );
  });

  it('that works in between begins anew', () => {
    const states = follow(NEW, [DOWN, DOWN, DOWN, DOWN, GOOD, DOWN]).map(([state]) => state);
    expect(states).toEqual(['failing', 'failing', 'failing', 'failing', 'good', 'failing']);
  });

  it('that is broken stays it while it fails, and is good at once when it works', () => {
    const broken: Standing = { ...NEW, state: 'broken', failures: 5, firstFailedAt: START };
    expect(standingAfter(broken, DOWN, START).state).toBe('broken');
    expect(standingAfter(broken, GOOD, START)).toMatchObject({
      state: 'good',
      failures: 0,
      firstFailedAt: null,
    });
  });

  it('that lets no machine look is neither good nor broken', () => {
    const after = standingAfter(standingAfter(NEW, DOWN, START), NOT_US, START);
    expect(after).toMatchObject({ state: 'refused', reason: 'forbidden', failures: 0 });
  });

  it('keeps when it was last good, and what is suggested, until it is broken', () => {
    const moved = standingAfter(NEW, { ...GOOD, suggestedUrl: 'https://b.test/' }, START);
    const later = new Date(START.valueOf() + HOUR);
    const failing = standingAfter(moved, GONE, later);
    expect(failing).toMatchObject({ lastGoodAt: START, suggestedUrl: 'https://b.test/' });
    const broken = standingAfter(failing, GONE, new Date(START.valueOf() + 48 * HOUR));
    expect(broken).toMatchObject({ state: 'broken', lastGoodAt: START, suggestedUrl: null });
  });

  it.each([0, 0.25, 0.999])(
    'spread by %d comes between 90 and 110 hundredths of the days',
    (spread) => {
      const days =
        (nextCheckAt({ ...NEW, state: 'good' }, START, 10, spread).valueOf() - START.valueOf()) /
        (24 * HOUR);
      expect(days).toBeGreaterThanOrEqual(9);
      expect(days).toBeLessThan(11);
    },
  );
});

describe('the outside', () => {
  it.each([
    ['unknown', null, 'unknown'],
    ['good', START, 'good'],
    ['failing', null, 'unknown'],
    ['failing', START, 'good'],
    ['broken', START, 'broken'],
    ['refused', null, 'refused'],
  ] as const)('is told of %s, last good %s: %s', (state, lastGoodAt, told) => {
    expect(toldState({ state, lastGoodAt })).toBe(told);
  });
});
