/**
 * Characters that take no room or turn the direction of what follows. In a text to be judged they
 * hide what it says, so a reviewer gets to see them by their number. Flags of regions are spelt with
 * some of them and are left alone.
 */
const FLAG = '\\u{1F3F4}[\\u{E0061}-\\u{E007A}]{2,6}\\u{E007F}';
const HIDDEN =
  '[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u00AD\\u061C\\u180E\\u200B' +
  '\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u2069\\uFEFF\\uFFF9-\\uFFFB\\u{E0000}-\\u{E007F}]';
const EITHER = new RegExp(`(?<flag>${FLAG})|(?<hidden>${HIDDEN})`, 'gu');

export interface ShownText {
  hidden: boolean;
  /** The text, or the name of the character, such as `U+202E`. */
  text: string;
}

/** The text in pieces, each hidden character one of its own. */
export function revealHidden(text: string): ShownText[] {
  const pieces: ShownText[] = [];
  let from = 0;
  for (const { index, groups } of text.matchAll(EITHER)) {
    const character = groups?.hidden;
    if (character === undefined) continue;
    if (index > from) pieces.push({ hidden: false, text: text.slice(from, index) });
    pieces.push({ hidden: true, text: nameOf(character) });
    from = index + character.length;
  }
  if (from < text.length) pieces.push({ hidden: false, text: text.slice(from) });
  return pieces;
}

/** The names of those in the text, each once. */
export function hiddenIn(text: string): string[] {
  const names = revealHidden(text).flatMap((piece) => (piece.hidden ? [piece.text] : []));
  return [...new Set(names)];
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
