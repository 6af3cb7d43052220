/**
 * The grammar of shortcut keys, pure. `j|ArrowDown` is either of two keys, `g p` is one after the
 * other. Keys are named as `KeyboardEvent.key` names them, letters in lower case.
 */

/** What of a key press decides which key it was. */
export interface KeyPress {
  key: string;
  code: string;
  shiftKey: boolean;
}

/** The ways to press it, each a list of keys one after the other. */
export function readKeys(keys: string): string[][] {
  return keys.split('|').map((way) => way.split(' '));
}

/**
 * The name of a pressed key, or `null` where it is none of ours. A sign such as `?` is taken as
 * typed, because keyboards differ in whether it needs Shift. A letter is one without Shift, whatever
 * Caps Lock says, and on a keyboard of another script it is told by its place.
 */
export function nameKey({ key, code, shiftKey }: KeyPress): string | null {
  if (!/^\p{L}$/u.test(key)) return key;
  if (shiftKey) return null;
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : null;
}

/** What one more key comes to: a shortcut (its place in the list), the start of one, or nothing. */
export type KeyMatch = { at: number } | { started: string[] } | null;

export function matchKeys(
  shortcuts: readonly string[],
  started: readonly string[],
  key: string,
): KeyMatch {
  const pressed = [...started, key];
  const ways = shortcuts.flatMap((keys, at) => readKeys(keys).map((way) => ({ at, way })));
  const begun = ways.filter(({ way }) => pressed.every((name, index) => way[index] === name));
  const whole = begun.find(({ way }) => way.length === pressed.length);
  if (whole !== undefined) return { at: whole.at };
  if (begun.length > 0) return { started: pressed };
  // A wrong second key is the first of something else.
  return started.length > 0 ? matchKeys(shortcuts, [], key) : null;
}
