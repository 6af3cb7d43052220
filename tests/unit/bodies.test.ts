import { ReviewError } from '../../src/plugins/review/server/src/errors';
import {
  parseDecision,
  parseIdempotencyKey,
} from '../../src/plugins/review/server/src/parse/bodies';

const DIGEST = 'a'.repeat(64);

function refusal(read: () => unknown): ReviewError {
  try {
    read();
  } catch (error) {
    if (error instanceof ReviewError) return error;
    throw error;
  }
  throw new Error('It was accepted');
}

describe('a decision', () => {
  it('to approve needs nothing but the digest', () => {
    const sent = { decision: 'approve', digest: DIGEST };
    expect(parseDecision(sent)).toEqual(sent);
  });

  it('keeps its texts apart, spaces around them left out', () => {
    const sent = {
      decision: 'reject',
      digest: DIGEST,
      reason: ' R ',
      note: 'N',
      internalNote: 'I\n',
    };
    expect(parseDecision(sent)).toEqual({
      decision: 'reject',
      digest: DIGEST,
      reason: 'R',
      note: 'N',
      internalNote: 'I',
    });
  });

  it('has no text where only spaces were sent', () => {
    const sent = { decision: 'approve', digest: DIGEST, note: '  ', internalNote: '' };
    expect(parseDecision(sent)).toEqual({ decision: 'approve', digest: DIGEST });
  });

  // Refused where the submission is known, so that the refusal is logged.
  it.each([undefined, '', ' \n\t'])('to reject has no reason in %j', (reason) => {
    const sent = { decision: 'reject', digest: DIGEST, reason };
    expect(parseDecision(sent)).toEqual({ decision: 'reject', digest: DIGEST });
  });

  it.each([
    ['decision', { decision: 'publish', digest: DIGEST }],
    ['decision', { digest: DIGEST }],
    ['digest', { decision: 'approve' }],
    ['digest', { decision: 'approve', digest: DIGEST.toUpperCase() }],
    ['digest', { decision: 'approve', digest: `${DIGEST}\n` }],
    ['digest', { decision: 'approve', digest: DIGEST.slice(1) }],
    ['reason', { decision: 'approve', digest: DIGEST, reason: 'x'.repeat(501) }],
    ['note', { decision: 'approve', digest: DIGEST, note: 'x'.repeat(5001) }],
    ['internalNote', { decision: 'approve', digest: DIGEST, internalNote: 5 }],
  ])('with a wrong %s is refused by that name', (path, sent) => {
    const error = refusal(() => parseDecision(sent));
    expect(error.code).toBe('invalidValue');
    expect(error.details).toEqual({ path: [path] });
  });

  it.each(['actor', 'state', 'submissionId', 'idempotencyKey'])('with %s is refused', (key) => {
    const sent = { decision: 'approve', digest: DIGEST, [key]: 'x' };
    expect(refusal(() => parseDecision(sent)).message).toContain(key);
  });

  it.each([undefined, null, 'approve', []])('%j is refused', (sent) => {
    expect(refusal(() => parseDecision(sent)).code).toBe('invalidValue');
  });
});

describe('an Idempotency-Key', () => {
  it('is optional', () => {
    expect(parseIdempotencyKey('')).toBeUndefined();
  });

  it.each(['a', '8e03978e-40d5-43dd-bc93-6894a57f9324', '"quoted"', 'x'.repeat(128)])(
    '%j is taken as sent',
    (key) => {
      expect(parseIdempotencyKey(key)).toBe(key);
    },
  );

  it.each(['a b', 'ü', 'a\u0000', 'x'.repeat(129)])('%j is refused', (key) => {
    expect(refusal(() => parseIdempotencyKey(key)).code).toBe('invalidValue');
  });
});
