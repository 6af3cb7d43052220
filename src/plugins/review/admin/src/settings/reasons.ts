import type { Reason, Translated } from '../../../shared/desk';

/** What editors do to the list of reasons; pure. */

export const FALLBACK = 'en';
/** Offered from the start, as the admin is there in both. */
const USUAL = [FALLBACK, 'fr'];

export type TranslatedField = 'label' | 'text';

/** The languages to show fields for: the usual ones and all that are used. */
export function languagesOf(reasons: readonly Reason[]): string[] {
  const used = reasons.flatMap(({ label, text }) => [...Object.keys(label), ...Object.keys(text)]);
  return [...new Set([...USUAL, ...used])];
}

/** One without words yet; `key` tells it from the others until it has a name of its own. */
export function newReason(key: number): Reason {
  return {
    id: `new-${String(key)}`,
    label: { [FALLBACK]: '' },
    text: { [FALLBACK]: '' },
    asksForChanges: false,
  };
}

function without(texts: Translated, language: string): Translated {
  return Object.fromEntries(Object.entries(texts).filter(([tag]) => tag !== language));
}

/** An emptied field is no translation, but the text to fall back on stays, to be asked for. */
export function translate(texts: Translated, language: string, words: string): Translated {
  if (words === '' && language !== FALLBACK) return without(texts, language);
  return { ...texts, [language]: words };
}

export function withoutLanguage(reasons: readonly Reason[], language: string): Reason[] {
  return reasons.map((reason) => ({
    ...reason,
    label: without(reason.label, language),
    text: without(reason.text, language),
  }));
}

export function moved(reasons: readonly Reason[], from: number, to: number): Reason[] {
  const next = [...reasons];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** The label for a reader of `language`, in the words there are. */
export function labelOf({ label }: Reason, language: string): string {
  return label[language] ?? label[FALLBACK] ?? '';
}

/** Lower-case letters, digits and hyphens, as ids have. */
function slugOf(label: string): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, '-').slice(0, 60);
  return slug.replace(/^-|-$/g, '') || 'reason';
}

function unused(id: string, taken: ReadonlySet<string>): string {
  let free = id;
  for (let number = 2; taken.has(free); number += 1) free = `${id}-${String(number)}`;
  return free;
}

/** Names each new reason after its label, once: statistics know a reason by its id. */
export function nameNewReasons(reasons: readonly Reason[], saved: readonly Reason[]): Reason[] {
  const kept = new Set(saved.map(({ id }) => id));
  const taken = new Set(kept);
  return reasons.map((reason) => {
    if (kept.has(reason.id)) return reason;
    const id = unused(slugOf(reason.label[FALLBACK] ?? ''), taken);
    taken.add(id);
    return { ...reason, id };
  });
}
