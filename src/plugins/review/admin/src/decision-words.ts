import type { Reason, Translated } from '../../shared/desk';
import type { DecisionRequest } from '../../shared/wire';
import type { Decision } from '../../shared/workflow';

/** What a reviewer says with a decision, and what of it the submitter reads. Pure. */

/** Asking for changes is a rejection whose reason says so. */
export const DECISION_KINDS = ['approve', 'changes', 'reject'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

export interface DecisionWords {
  /** Id of a reason of the list, `OTHER`, or empty while none is chosen. */
  reasonId: string;
  /** The reviewer's own reason, in place of one of the list. */
  ownReason: string;
  /** Language tag in which the reason is to be sent, where it is written in it. */
  language: string;
  note: string;
  internalNote: string;
}

export const NO_WORDS: DecisionWords = {
  reasonId: '',
  ownReason: '',
  language: '',
  note: '',
  internalNote: '',
};

/** No id of a reason has a colon. */
export const OTHER = ':other';

export function decisionOf(kind: DecisionKind): Decision {
  return kind === 'approve' ? 'approve' : 'reject';
}

export function reasonsFor(kind: DecisionKind, reasons: Reason[]): Reason[] {
  if (kind === 'approve') return [];
  return reasons.filter(({ asksForChanges }) => asksForChanges === (kind === 'changes'));
}

/** Asking for changes takes a reason that says so; the reviewer's own words cannot. */
export function isOffered(kind: DecisionKind, reasons: Reason[]): boolean {
  return kind !== 'changes' || reasonsFor(kind, reasons).length > 0;
}

/** The languages a text is written in. */
export function languagesOf(texts: Translated): string[] {
  return Object.entries(texts).flatMap(([language, words]) => (words === '' ? [] : [language]));
}

/** The wanted language, its plainer form (`fr` for `fr-CA`), English, or any; empty for none. */
export function languageFor(texts: Translated, wanted: string): string {
  const languages = languagesOf(texts);
  const order = [wanted, wanted.split('-')[0], 'en'];
  return order.find((one) => one !== undefined && languages.includes(one)) ?? languages[0] ?? '';
}

export function inLanguage(texts: Translated, wanted: string): string {
  return texts[languageFor(texts, wanted)] ?? '';
}

/** The reason as the submitter will read it; empty while there is none. */
export function reasonText(kind: DecisionKind, words: DecisionWords, reasons: Reason[]): string {
  if (kind === 'approve') return '';
  if (kind === 'reject' && words.reasonId === OTHER) return words.ownReason.trim();
  const chosen = reasonsFor(kind, reasons).find(({ id }) => id === words.reasonId);
  return chosen === undefined ? '' : inLanguage(chosen.text, words.language);
}

export function toRequest(
  kind: DecisionKind,
  digest: string,
  words: DecisionWords,
  reasons: Reason[],
): DecisionRequest {
  const request: DecisionRequest = { decision: decisionOf(kind), digest };
  const note = words.note.trim();
  if (note !== '') request.note = note;
  const internalNote = words.internalNote.trim();
  if (internalNote !== '') request.internalNote = internalNote;
  const reason = reasonText(kind, words, reasons);
  if (reason === '') return request;
  request.reason = reason;
  if (words.reasonId !== OTHER) request.reasonId = words.reasonId;
  return request;
}
