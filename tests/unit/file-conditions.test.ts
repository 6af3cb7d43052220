import fc from 'fast-check';

import { verdictOf } from '../../src/plugins/review/server/src/file/conditions';
import { requestedRange } from '../../src/plugins/review/server/src/file/requested-range';

const ETAG = `"${'a'.repeat(64)}"`;
const OTHER = `"${'b'.repeat(64)}"`;

describe('a condition', () => {
  it.each([
    [{}, 'send'],
    [{ 'if-none-match': ETAG }, 'notModified'],
    [{ 'if-none-match': `W/${ETAG}` }, 'notModified'],
    [{ 'if-none-match': `${OTHER}, ${ETAG}` }, 'notModified'],
    [{ 'if-none-match': '*' }, 'notModified'],
    [{ 'if-none-match': OTHER }, 'send'],
    [{ 'if-none-match': 'a'.repeat(64) }, 'send'],
    [{ 'if-match': ETAG }, 'send'],
    [{ 'if-match': '*' }, 'send'],
    [{ 'if-match': `${OTHER},${ETAG}` }, 'send'],
    [{ 'if-match': OTHER }, 'preconditionFailed'],
    // A weak tag tells of something that means the same, and bytes are to be the same.
    [{ 'if-match': `W/${ETAG}` }, 'preconditionFailed'],
    [{ 'if-match': ETAG, 'if-none-match': ETAG }, 'notModified'],
    [{ 'if-match': OTHER, 'if-none-match': ETAG }, 'preconditionFailed'],
    [{ 'if-modified-since': 'Thu, 01 Jan 2099 00:00:00 GMT' }, 'send'],
    [{ 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 'send'],
    [{ 'if-none-match': ETAG, 'cache-control': 'no-cache' }, 'notModified'],
  ] as const)('%j is answered with: %s', (headers, verdict) => {
    expect(verdictOf(headers, ETAG)).toBe(verdict);
  });
});

describe('a range', () => {
  it.each([
    [{}, 'whole'],
    [{ range: 'bytes=0-0' }, { start: 0, end: 0 }],
    [{ range: 'bytes=10-19' }, { start: 10, end: 19 }],
    [{ range: 'bytes=90-' }, { start: 90, end: 99 }],
    [{ range: 'bytes=90-5000' }, { start: 90, end: 99 }],
    [{ range: 'bytes=-10' }, { start: 90, end: 99 }],
    [{ range: 'bytes=-5000' }, { start: 0, end: 99 }],
    [{ range: 'bytes=100-' }, 'unsatisfiable'],
    [{ range: 'bytes=-0' }, 'unsatisfiable'],
    [{ range: 'bytes=20-10' }, 'whole'],
    [{ range: 'bytes=0-9, ,x' }, 'whole'],
    [{ range: 'bytes=-' }, 'whole'],
    [{ range: 'BYTES=0-9' }, { start: 0, end: 9 }],
    [{ range: 'bytes= 0-9 , 100-' }, { start: 0, end: 9 }],
    [{ range: 'pages=1-2' }, 'whole'],
    [{ range: 'bytes' }, 'whole'],
    // Parts that touch are one part; others are answered with the whole.
    [{ range: 'bytes=0-9,10-19' }, { start: 0, end: 19 }],
    [{ range: 'bytes=0-9,5-19' }, { start: 0, end: 19 }],
    [{ range: 'bytes=0-0,50-50' }, 'whole'],
    [
      { range: 'bytes=0-9', 'if-range': ETAG },
      { start: 0, end: 9 },
    ],
    [{ range: 'bytes=0-9', 'if-range': OTHER }, 'whole'],
    [{ range: 'bytes=0-9', 'if-range': `W/${ETAG}` }, 'whole'],
    [{ range: 'bytes=0-9', 'if-range': 'Thu, 01 Jan 2026 00:00:00 GMT' }, 'whole'],
    [{ range: 'bytes=500-', 'if-range': OTHER }, 'whole'],
  ] as const)('%j of 100 bytes is %j', (headers, part) => {
    expect(requestedRange(headers, ETAG, 100)).toEqual(part);
  });

  it('lies within the file, whatever is asked for', () => {
    const header = fc.oneof(
      fc.string(),
      fc.tuple(fc.nat(200), fc.integer({ min: -5, max: 200 })).map(([a, b]) => `bytes=${a}-${b}`),
      fc.array(fc.nat(200)).map((all) => `bytes=${all.map((n) => `${n}-${n + 3}`).join(',')}`),
    );
    fc.assert(
      fc.property(header, fc.integer({ min: 1, max: 150 }), (range, size) => {
        const part = requestedRange({ range }, ETAG, size);
        if (typeof part === 'string') return;
        expect(part.start).toBeGreaterThanOrEqual(0);
        expect(part.end).toBeGreaterThanOrEqual(part.start);
        expect(part.end).toBeLessThan(size);
      }),
      { numRuns: 500 },
    );
  });
});
