import { matchKeys, nameKey, readKeys } from '../../src/plugins/review/admin/src/shortcut-keys';

const press = (key: string, code = '', shiftKey = false) => ({ key, code, shiftKey });

describe('a pressed key', () => {
  it.each([
    ['a letter', press('j', 'KeyJ'), 'j'],
    ['a letter under Caps Lock', press('J', 'KeyJ'), 'j'],
    ['a letter with Shift, which is none of ours', press('J', 'KeyJ', true), null],
    ['a letter of another script, by its place', press('о', 'KeyJ'), 'j'],
    ['a letter of another script on a key of a sign', press('ж', 'Semicolon'), null],
    ['a sign that needs Shift', press('?', 'Slash', true), '?'],
    ['the same sign where it needs none', press('/', 'Digit7', true), '/'],
    ['a named key', press('ArrowDown', 'ArrowDown'), 'ArrowDown'],
  ])('is, as %s, called what shortcuts call it', (_case, pressed, name) => {
    expect(nameKey(pressed)).toBe(name);
  });
});

describe('keys', () => {
  it('are read as ways, each of one or more keys', () => {
    expect(readKeys('j|ArrowDown')).toEqual([['j'], ['ArrowDown']]);
    expect(readKeys('g p')).toEqual([['g', 'p']]);
  });

  const known = ['j|ArrowDown', 'p', 'g p', 'g m'];
  it.each([
    ['one of its ways', [], 'ArrowDown', { at: 0 }],
    ['one key', [], 'p', { at: 1 }],
    ['the first of two', [], 'g', { started: ['g'] }],
    ['the second of two, not the same key alone', ['g'], 'p', { at: 2 }],
    ['another second', ['g'], 'm', { at: 3 }],
    ['a wrong second, which counts for itself', ['g'], 'j', { at: 0 }],
    ['the first again, which begins again', ['g'], 'g', { started: ['g'] }],
    ['a second without its first', [], 'm', null],
    ['none', [], 'z', null],
  ])('are matched by %s', (_case, started, key, match) => {
    expect(matchKeys(known, started, key)).toEqual(match);
  });

  it('go to the first that has them', () => {
    expect(matchKeys(['x', 'x'], [], 'x')).toEqual({ at: 0 });
  });
});
