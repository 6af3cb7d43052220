import {
  isOffered,
  languageFor,
  NO_WORDS,
  OTHER,
  reasonsFor,
  reasonText,
  toRequest,
} from '../../src/plugins/review/admin/src/decision-words';
import type { Reason } from '../../src/plugins/review/shared/desk';

const reason = (id: string, asksForChanges: boolean): Reason => ({
  id,
  label: { en: id },
  text: { en: `${id} in English`, fr: `${id} en français` },
  asksForChanges,
});
const REASONS = [reason('incomplete', true), reason('duplicate', false)];
const DIGEST = 'd'.repeat(64);

describe('the reasons of a decision', () => {
  it('that asks for changes are those that say so, of a rejection the others', () => {
    expect(reasonsFor('changes', REASONS).map(({ id }) => id)).toEqual(['incomplete']);
    expect(reasonsFor('reject', REASONS).map(({ id }) => id)).toEqual(['duplicate']);
    expect(reasonsFor('approve', REASONS)).toEqual([]);
  });

  it('decide whether asking for changes is offered', () => {
    expect(isOffered('changes', REASONS)).toBe(true);
    expect(isOffered('changes', [reason('duplicate', false)])).toBe(false);
    expect(isOffered('reject', [])).toBe(true);
  });
});

describe('the language of a reason', () => {
  it.each([
    ['the one wanted', { en: 'a', fr: 'b' }, 'fr', 'fr'],
    ['its plainer form', { en: 'a', fr: 'b' }, 'fr-CA', 'fr'],
    ['English', { fr: 'b', en: 'a' }, 'cy', 'en'],
    ['any', { gd: 'x' }, 'cy', 'gd'],
    ['none that is empty', { fr: '', cy: 'x' }, 'fr', 'cy'],
    ['none', {}, 'fr', ''],
  ])('is %s', (_case, texts: Record<string, string>, wanted, language) => {
    expect(languageFor(texts, wanted)).toBe(language);
  });
});

describe('what is sent', () => {
  const words = { ...NO_WORDS, language: 'fr', note: ' A note. ', internalNote: ' Between us. ' };

  it('with an approval holds the notes and no reason, even if one was chosen before', () => {
    const chosen = { ...words, reasonId: 'duplicate', ownReason: 'x' };
    expect(toRequest('approve', DIGEST, chosen, REASONS)).toEqual({
      decision: 'approve',
      digest: DIGEST,
      note: 'A note.',
      internalNote: 'Between us.',
    });
  });

  it('with a request for changes is a rejection, its reason in the language chosen', () => {
    expect(toRequest('changes', DIGEST, { ...words, reasonId: 'incomplete' }, REASONS)).toEqual({
      decision: 'reject',
      digest: DIGEST,
      reason: 'incomplete en français',
      reasonId: 'incomplete',
      note: 'A note.',
      internalNote: 'Between us.',
    });
  });

  it('with a reason of the reviewer has no id', () => {
    const own = { ...NO_WORDS, reasonId: OTHER, ownReason: ' Because. ' };
    expect(toRequest('reject', DIGEST, own, REASONS)).toEqual({
      decision: 'reject',
      digest: DIGEST,
      reason: 'Because.',
    });
  });

  it('has no reason of another kind of decision', () => {
    expect(reasonText('reject', { ...words, reasonId: 'incomplete' }, REASONS)).toBe('');
    expect(reasonText('changes', { ...words, reasonId: OTHER, ownReason: 'x' }, REASONS)).toBe('');
    expect(reasonText('reject', { ...words, reasonId: OTHER, ownReason: ' ' }, REASONS)).toBe('');
  });
});
