import { ownLinkView } from '../../src/plugins/review/server/src/links/of-submission';

const DAY = 86_400_000;
const SUBMITTED = new Date('2026-03-10T12:00:00.000Z');
const at = (days: number) => new Date(SUBMITTED.valueOf() + days * DAY);

describe('a submitter is told', () => {
  it.each([
    ['nothing before it was looked at', 'unknown', null, null, 'unknown'],
    ['nothing of a look from before', 'good', at(-1), at(-1), 'unknown'],
    ['nothing of one that found it broken', 'broken', at(-1), null, 'unknown'],
    ['that it works', 'good', at(0.1), at(0.1), 'good'],
    ['that no program may look', 'refused', at(0.1), null, 'refused'],
    ['nothing of a failure that may pass', 'failing', at(0.1), null, 'unknown'],
    ['nothing of what worked before', 'failing', at(0.1), at(-1), 'unknown'],
    ['that it works while what fails may pass', 'failing', at(7), at(1), 'good'],
    ['not at once what others knew for days', 'broken', at(0.1), null, 'unknown'],
    ['that it is broken after days', 'broken', at(3), null, 'broken'],
  ] as const)('%s', (_, state, checkedAt, lastGoodAt, told) => {
    const row = { state, checked_at: checkedAt, last_good_at: lastGoodAt };
    expect(ownLinkView(row, SUBMITTED)).toEqual({ state: told });
  });
});
