import type { Claim, NamedActor, QueueRow, Reviewer } from './wire';
import type { Decision, EventType, State } from './workflow';

/** What the review desk and its server say to each other, beside the submissions themselves. */

/** `POST /review/submissions/:id/presence`: what may have changed while the page was open. */
export interface Pulse {
  digest: string;
  state: State;
  revision: number;
  claim: Claim | null;
  /** The others who have it open now. */
  viewers: Reviewer[];
}

/** `GET /review/submissions/:id/neighbours`: ids in the order and under the filters of the queue asked for. */
export interface Neighbours {
  previous: string | null;
  next: string | null;
}

/** `GET /review/counts` */
export interface QueueCounts {
  pending: number;
  rejected: number;
  approved: number;
  /** Pending and claimed by the caller. */
  mine: number;
  overdue: number;
  oldest: { id: string; title: string; submittedAt: string } | null;
}

/** One line of `GET /review/categories`: the tree, depth first. */
export interface CategoryLine {
  documentId: string;
  label: string;
  /** 0 at the top. */
  depth: number;
}

export interface SavedView {
  id: number;
  name: string;
  /** The queue's address after the question mark. */
  query: string;
  /** Whether every reviewer sees it. */
  shared: boolean;
  /** Whether it is the caller's, who alone may remove it. */
  own: boolean;
}
export type NewView = Pick<SavedView, 'name' | 'query' | 'shared'>;

/** `POST /review/decisions`: one decision about many, each as it was shown. At most 100. */
export interface BulkDecisionRequest {
  decision: Decision;
  items: { id: string; digest: string }[];
  reason?: string;
  reasonId?: string;
  note?: string;
  internalNote?: string;
}
export interface BulkRefusal {
  id: string;
  title: string;
  code: string;
  message: string;
}
export interface BulkOutcome {
  done: QueueRow[];
  refused: BulkRefusal[];
}

/** A text in the languages editors wrote it in, by language tag (`en`, `fr`). */
export type Translated = Readonly<Record<string, string>>;

export interface Reason {
  /** Lower-case letters, digits and hyphens; stays when the label changes. */
  id: string;
  /** For editors. */
  label: Translated;
  /** For the submitter. */
  text: Translated;
  /** Whether it asks for changes and does not turn the submission down for good. */
  asksForChanges: boolean;
}

export interface ReviewSettings {
  /** Whether someone may approve what they submitted or changed themselves. */
  allowSelfApproval: boolean;
  /** Minutes after which a claim is nobody's. */
  claimMinutes: number;
  /** Working days (Monday to Friday) within which to decide; `null` sets no date. */
  dueDays: number | null;
  /** For a category and those under it, instead of `dueDays`; the shortest of an item's categories counts. */
  dueDaysByCategory: { category: string; days: number }[];
  reasons: Reason[];
  /** Reviewers who see and decide only what is filed in these categories or under them. */
  scopes: { reviewer: number; categories: string[] }[];
  /** Days after which a rejected submission that was never public is removed; `null` keeps all. */
  keepRejectedDays: number | null;
  /** How many submissions of one member may wait at a time; `null` sets no limit. */
  maxPendingItems: number | null;
  /** How much their files may take, in megabytes of 1024 × 1024 bytes; `null` sets no limit. */
  maxPendingMegabytes: number | null;
  /** What the addresses of a file that another one replaced answer while the item is public. */
  oldFiles: OldFiles;
  /** Days after which the bytes of a file are removed that no item uses any more; `null` keeps all. */
  keepUnusedFilesDays: number | null;
}

/** `GET /review/scanner` */
export interface ScannerHealth {
  configured: boolean;
  answers: boolean;
  engine: string | null;
  /** How many pending submissions hold a file that nobody has scanned. */
  waiting: number;
}

/** The bytes as they were, the way to those that replaced them, or that they are gone. */
export const OLD_FILES = ['serve', 'redirect', 'gone'] as const;
export type OldFiles = (typeof OLD_FILES)[number];

/** Why the server refuses a value of the settings, for those who do not read its English sentence. */
export type SettingsRule =
  'range' | 'empty' | 'long' | 'english' | 'many' | 'none' | 'twice' | 'unknown';

/** One of `details.problems` where `PUT /review/settings` answers 400 `invalidValue`. */
export interface SettingsProblem {
  /** From the settings down: `reasons`, 0, `label`, `en`. */
  path: (string | number)[];
  message: string;
  rule: SettingsRule | null;
  /** The rule's numbers, such as `min` and `max`. */
  numbers: Record<string, number>;
}

/** One line of `GET /review/log`, newest first. */
export interface LogEntry {
  id: number;
  at: string;
  event: EventType;
  submissionId: string | null;
  /** Plural API name of the content type. */
  type: string;
  itemId: string;
  title: string | null;
  from: State | null;
  to: State | null;
  revision: number | null;
  digest: string | null;
  actor: NamedActor;
  reason: string | null;
  reasonId: string | null;
  note: string | null;
  internalNote: string | null;
  requestId: string | null;
  /** Of the bytes that the event is about, such as those of a file that was removed. */
  fileSha256: string | null;
  /** Lower-case hexadecimal SHA-256 over this event and the hash of the one before. */
  hash: string;
}
export interface LogPage {
  data: LogEntry[];
  /** `before` gives the older page, `null` at the end of the log. */
  meta: { before: number | null };
}

/** `GET /review/statistics`, all from the log. */
export interface Statistics {
  /** Days, `YYYY-MM-DD`, both included. */
  from: string;
  to: string;
  waiting: {
    total: number;
    oldestSubmittedAt: string | null;
    /** How many have waited from `fromDays` up to, not including, `toDays`; `null` is no end. */
    ages: { fromDays: number; toDays: number | null; count: number }[];
  };
  /** From the submit (or resubmit) that a decision answers to the decision. */
  timeToDecision: { decisions: number; medianHours: number | null; p90Hours: number | null };
  /** By week, its Monday as `YYYY-MM-DD`; weeks without an event are there with zeros. */
  weeks: { monday: string; submitted: number; approved: number; rejected: number }[];
  reviewers: { reviewer: NamedActor; approved: number; rejected: number }[];
  reasons: { reasonId: string | null; label: string; count: number }[];
}
