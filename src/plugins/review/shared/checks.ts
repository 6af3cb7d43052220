import type { LinkReason } from './links';
import type { FindingCode } from './reading';
import type { State } from './workflow';

/** `stop` is refused when it is submitted; `warning` never is, people decide about it. */
export const CHECK_LEVELS = ['ok', 'note', 'warning', 'stop'] as const;
export type CheckLevel = (typeof CHECK_LEVELS)[number];

/** An item that is public. */
export interface LiveTwin {
  /** Plural API name. */
  type: string;
  documentId: string;
  title: string;
  /** Where anybody finds it, from the root of this server. */
  address: string;
}

/** A submission that is not public. All is `null` but the state where the reader may not see it. */
export interface WaitingTwin {
  submissionId: string | null;
  type: string | null;
  title: string | null;
  state: State;
}

/** Something like what is checked: public or not. */
export interface Likeness {
  twin: LiveTwin | WaitingTwin;
  /** Of a hundred. */
  percent: number;
}

export interface SuggestedCategory {
  documentId: string;
  name: string;
  /** Titles of the public items like this one that are filed there: the reason for the suggestion. */
  because: string[];
}

/** No details. */
type Nothing = Record<string, never>;

/** What each check tells beside its sentence. The keys are a closed list. */
export interface CheckDetails {
  /** The gate does not take this file; the sentence says why. */
  refused: { code: string };
  missing: { fields: string[] };
  badAddress: Nothing;
  /** The kind by its content, as an extension. */
  type: { kind: string; mime: string; name: string };
  /** Bytes. */
  size: { bytes: number; limit: number };
  clean: Nothing;
  infected: Nothing;
  /** There is a scanner, and it has not said anything yet. */
  unscanned: Nothing;
  noScanner: Nothing;
  /** `waiting` for its turn, `late` where a check has no more time for it, `failed` where nothing can be read. */
  unread: { why: 'waiting' | 'late' | 'failed' };
  /** Only so much was looked at; `pages` of the file where it has pages. */
  readInPart: { pages: number | null };
  pages: { pages: number };
  words: { words: number; inPart: boolean };
  /** BCP 47. */
  language: { language: string };
  otherLanguage: { given: string; found: string };
  unknownLanguage: Nothing;
  suggestedTitle: { title: string; from: 'file' | 'text' | 'name' };
  suggestedCategory: { categories: SuggestedCategory[] };
  /** The library has no such file or address yet. */
  noTwin: { of: 'file' | 'address' };
  sameFile: { items: LiveTwin[] };
  sameAddress: { items: LiveTwin[] };
  sameFileWaiting: { submissions: WaitingTwin[] };
  sameAddressWaiting: { submissions: WaitingTwin[] };
  similarText: { items: Likeness[] };
  similarTitle: { items: Likeness[] };
  linkWorks: { status: number | null };
  linkFails: { reason: LinkReason | null; status: number | null };
  /** It is there and lets no machine look, or may not be looked at. */
  linkClosed: { reason: LinkReason | null };
  linkUnchecked: { why: 'waiting' | 'late' | 'off' };
  linkMoved: { address: string };
  accessible: Nothing;
  finding: { finding: FindingCode; count: number | null };
}

export type CheckCode = keyof CheckDetails;

/** One line of the sheet. */
export type Check = {
  [Code in CheckCode]: {
    code: Code;
    level: CheckLevel;
    /** For a layman, in English. */
    message: string;
    details: CheckDetails[Code];
  };
}[CheckCode];

/** What machines say of something to be submitted, the gravest first. Nothing is decided by it but a `stop`. */
export interface CheckSheet {
  /** The gravest there is. */
  level: CheckLevel;
  /** `false` while something has yet to be read, scanned or looked at. */
  complete: boolean;
  checks: Check[];
}

/** `POST /api/submissions/check` */
export interface Preflight extends CheckSheet {
  /** Plural API name of the type it was checked as. */
  type: string;
}
