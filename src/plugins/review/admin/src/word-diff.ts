import { diffArrays } from 'diff';

/** The difference of two texts, word by word. Pure. */

export interface DiffPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** What a long unchanged passage is shortened to; `text` is all of it. */
export interface Gap {
  kind: 'gap';
  text: string;
  words: number;
}

/** Past this many edits two texts have too little in common for a difference to be read. */
const MOST_EDITS = 4_000;
/** What a reader waits for without noticing. */
const MOST_MS = 250;

/** Without a language: rules for words hold for all, and nothing says which one a text is in. */
const WORDS = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * Whole words in every script, with what stands between them: a difference in spaces or in
 * characters that cannot be seen is one as well. `removed` comes before what was `added` in its place.
 */
export function diffText(before: string, after: string): DiffPart[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  return (
    diffTokens(wordsOf(before), wordsOf(after)) ??
    diffTokens(linesOf(before), linesOf(after)) ??
    replaced(before, after)
  );
}

/** The time a segmenter takes grows with the square of the text, so it gets a piece at a time. */
const PIECES = /[^]{1,1000}(?=\s|$)|[^]{1,1000}/gu;

function segmentsOf(text: string): Intl.SegmentData[] {
  const pieces = text.match(PIECES) ?? [];
  return pieces.flatMap((piece) => Array.from(WORDS.segment(piece)));
}

function wordsOf(text: string): string[] {
  return segmentsOf(text).map(({ segment }) => segment);
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function replaced(before: string, after: string): DiffPart[] {
  return tidy([
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]);
}

function diffTokens(before: string[], after: string[]): DiffPart[] | null {
  const limits = { maxEditLength: MOST_EDITS, timeout: MOST_MS };
  // The types forget that a limited search may end without a result.
  const changes = diffArrays(before, after, limits) as ReturnType<typeof diffArrays> | undefined;
  if (changes === undefined) return null;
  const parts = changes.map(({ added, removed, value }): DiffPart => {
    const kind = added ? 'added' : removed ? 'removed' : 'same';
    return { kind, text: value.join('') };
  });
  return joinAcrossChance(tidy(parts));
}

/**
 * Between two replacements a word or two are often the same by chance. Where what is the same is
 * shorter than what was replaced on either side of it, one replaced phrase is easier to read. The
 * end of a line keeps its sides apart.
 */
function joinAcrossChance(parts: DiffPart[]): DiffPart[] {
  const joined = tidy(
    parts.flatMap((part, index) => (isChance(parts, index) ? both(part) : [part])),
  );
  return joined.length < parts.length ? joinAcrossChance(joined) : joined;
}

function isChance(parts: DiffPart[], index: number): boolean {
  const part = parts[index];
  if (part?.kind !== 'same' || part.text.includes('\n')) return false;
  const { length } = part.text;
  return length <= changeEndingAt(parts, index - 1) && length <= changeStartingAt(parts, index + 1);
}

/** The longer side of the replacement beside a part; 0 where there is none. */
function changeEndingAt(parts: DiffPart[], index: number): number {
  return Math.max(changed(parts[index]), changed(parts[index]) && changed(parts[index - 1]));
}
function changeStartingAt(parts: DiffPart[], index: number): number {
  return Math.max(changed(parts[index]), changed(parts[index]) && changed(parts[index + 1]));
}
function changed(part: DiffPart | undefined): number {
  return part === undefined || part.kind === 'same' ? 0 : part.text.length;
}

function both({ text }: DiffPart): DiffPart[] {
  return [
    { kind: 'removed', text },
    { kind: 'added', text },
  ];
}

/** Runs of changes as one removal and one addition, runs of what is the same as one part. */
function tidy(parts: DiffPart[]): DiffPart[] {
  const tidied: DiffPart[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    const { before, after } = spaceAround(removed, added);
    const inner = (text: string) => text.slice(before.length, text.length - after.length);
    keep(tidied, { kind: 'same', text: before });
    keep(tidied, { kind: 'removed', text: inner(removed) });
    keep(tidied, { kind: 'added', text: inner(added) });
    keep(tidied, { kind: 'same', text: after });
    removed = '';
    added = '';
  };
  for (const part of parts) {
    if (part.kind === 'removed') removed += part.text;
    else if (part.kind === 'added') added += part.text;
    else {
      flush();
      keep(tidied, part);
    }
  }
  flush();
  return tidied;
}

/** The space that a removal and what was added in its place begin and end with alike. */
function spaceAround(removed: string, added: string): { before: string; after: string } {
  const head = (text: string) => /^\s*/u.exec(text)?.[0] ?? '';
  const before = head(removed) === head(added) ? head(removed) : '';
  const tail = (text: string) => /\s*$/u.exec(text.slice(before.length))?.[0] ?? '';
  return { before, after: tail(removed) === tail(added) ? tail(removed) : '' };
}

function keep(parts: DiffPart[], part: DiffPart): void {
  if (part.text === '') return;
  const last = parts.at(-1);
  if (last?.kind === 'same' && part.kind === 'same') {
    parts[parts.length - 1] = { kind: 'same', text: last.text + part.text };
  } else {
    parts.push(part);
  }
}

/** Shortens what is unchanged to about `context` characters around each change. */
export function condense(parts: DiffPart[], context = 160): (DiffPart | Gap)[] {
  return parts.flatMap((part, index) => {
    if (part.kind !== 'same') return [part];
    const before = index > 0 ? headOf(part.text, context) : '';
    const after = index < parts.length - 1 ? tailOf(part.text, context) : '';
    const left = part.text.slice(before.length, part.text.length - after.length);
    // A gap that hides less than its sentence takes is not worth it.
    if (before.length + after.length + 60 >= part.text.length) return [part];
    const gap: Gap = { kind: 'gap', text: left, words: countWords(left) };
    const kept = (text: string): DiffPart[] => (text === '' ? [] : [{ kind: 'same', text }]);
    return [...kept(before), gap, ...kept(after)];
  });
}

/** The beginning, to the end of the word it would cut. */
function headOf(text: string, length: number): string {
  const rest = /\s/u.exec(text.slice(length));
  return rest === null ? text : text.slice(0, length + rest.index);
}

function tailOf(text: string, length: number): string {
  const from = Math.max(0, text.length - length);
  const space = text.slice(0, from).search(/\s\S*$/u);
  return space === -1 ? text : text.slice(space + 1);
}

function countWords(text: string): number {
  return segmentsOf(text).filter(({ isWordLike }) => isWordLike === true).length;
}
