import type { CheckSheet } from './checks';
import type { LinkView, OwnLinkView } from './links';
import type { FileReading } from './reading';
import type { Decision, EventType, State } from './workflow';

/** Who did something. Two user tables exist, so an id means nothing without its kind. */
export const ACTOR_KINDS = ['admin', 'user', 'token', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];
export interface Actor {
  kind: ActorKind;
  id: number | null;
}
/** An actor with the name people know them by; never an e-mail address. */
export interface NamedActor extends Actor {
  name: string;
}

/**
 * What is known of a file's bytes: `waiting` where a scanner is configured and has not said anything yet,
 * `unscanned` where none is.
 */
export type ScanState = 'clean' | 'infected' | 'waiting' | 'unscanned';
export interface ScanView {
  state: ScanState;
  /** Program, version and date of its signatures. */
  engine: string | null;
  /** What it found. */
  signature: string | null;
  /** ISO 8601, UTC. */
  at: string | null;
}

export interface FileView {
  name: string;
  /** Bytes. */
  size: number;
  mime: string;
  /** Lower-case hexadecimal SHA-256 of the bytes. */
  sha256: string;
}

export type FieldFormat = 'plain' | 'markdown' | 'url' | 'date';
export type FieldView =
  | { name: string; kind: 'value'; format: FieldFormat; value: string | number | boolean | null }
  | { name: string; kind: 'relation'; value: { documentId: string; label: string }[] }
  | { name: string; kind: 'file'; value: FileView | null };

/** What a submission is, to everyone who may see it. */
export interface SubmissionView {
  id: string;
  /** Plural API name of the item's content type: `documents`, `external-links`. */
  type: string;
  state: State;
  revision: number;
  /** Lower-case hexadecimal SHA-256 of the item's reviewed content. */
  digest: string;
  /** ISO 8601, UTC. The latest submit or resubmit. */
  submittedAt: string;
  decidedAt: string | null;
  /** Whether a version of the item is public now. */
  live: boolean;
  item: { documentId: string; title: string };
}

export interface HistoryEntry {
  at: string;
  event: EventType;
  revision: number;
  reason: string | null;
  note: string | null;
}

/** `GET /api/submissions/:id`: the submitter's own. Says what was decided and why, not by whom. */
export interface OwnSubmissionDetail extends SubmissionView {
  content: FieldView[];
  /** How its link stands, `null` where it has none. */
  link: OwnLinkView | null;
  /** What its file holds, as far as it was read; `null` where there is none. */
  reading: FileReading | null;
  /** What machines say of it, without what is for reviewers only; `null` where there is no draft. */
  checks: CheckSheet | null;
  history: HistoryEntry[];
}

/** Someone who may decide: an administrator's account. */
export interface Reviewer {
  id: number;
  name: string;
}

/** Whose turn a submission is. It warns others and locks nothing; after `until` it is nobody's. */
export interface Claim {
  reviewer: Reviewer;
  /** ISO 8601, UTC. */
  until: string;
}

/** A row of the queue. */
export interface QueueRow extends SubmissionView {
  submitter: NamedActor;
  categories: { documentId: string; label: string }[];
  /** `YYYY-MM-DD` of the day by whose end it should be decided, while it is pending. */
  dueOn: string | null;
  overdue: boolean;
  claim: Claim | null;
  /** Names of required fields that are empty: approving would be refused. */
  missing: string[];
  /** What programs say of it. `scan` is `null` where there is no file. */
  checks: { scan: ScanState | null };
}

export interface ReviewerHistoryEntry extends HistoryEntry {
  id: number;
  actor: NamedActor;
  digest: string | null;
  internalNote: string | null;
}

/** What was decided last, for the eyes of a second look. */
export interface DecidedContent {
  /** Which version the submission is compared with. */
  against: 'live' | 'rejected';
  at: string | null;
  fields: FieldView[];
}

/** The person behind a submission, as far as a reviewer should know. */
export interface SubmitterFacts {
  /** `YYYY-MM-DD` of the account, `null` where there is none. */
  since: string | null;
  approved: number;
  rejected: number;
}

/** Why something would be refused: the code the refusal would have, and a sentence. */
export interface Hindrance {
  code: string;
  why: string;
}

/** `GET /review/submissions/:id`. `digest` is computed from the very content shown. */
export interface ReviewerSubmissionDetail extends QueueRow {
  /** uid of the content type, for links into the content manager. */
  contentType: string;
  content: { draft: FieldView[]; live: FieldView[] | null };
  /** Addresses of the file of each version, `null` where there is none. */
  file: { draft: string | null; live: string | null };
  /** How the link of the draft stands, `null` where it has none. */
  link: LinkView | null;
  /** What the draft's file holds, as far as it was read; `null` where there is none. */
  reading: FileReading | null;
  history: ReviewerHistoryEntry[];
  /** What to hold the content against from the second revision on, `null` where there is nothing. */
  compared: DecidedContent | null;
  submitterFacts: SubmitterFacts;
  /**
   * Whether the caller may decide this one, and if not, why. A hindrance keeps it from being approved for now;
   * it can be rejected.
   */
  decidable: { allowed: true; hindrance: Hindrance | null } | ({ allowed: false } & Hindrance);
  /** What the virus scanner said of the file, `null` where there is none. */
  scan: ScanView | null;
}

export interface DecisionRequest {
  decision: Decision;
  /** The digest of what the reviewer saw. */
  digest: string;
  /** Why, for the submitter. Required to reject. */
  reason?: string;
  /** Which of the reasons in the settings that is, for statistics. */
  reasonId?: string;
  note?: string;
  /** For reviewers only. */
  internalNote?: string;
}

export interface Pagination {
  page: number;
  pageSize: number;
  pageCount: number;
  total: number;
}
export interface One<T> {
  data: T;
}
export interface Many<T> {
  data: T[];
  meta: { pagination: Pagination };
}

/** `details` of a 409 on a stale digest. */
export interface StaleDigestDetails {
  code: 'staleDigest';
  digest: string;
}

export const PERMISSIONS = {
  readQueue: 'plugin::review.queue.read',
  decide: 'plugin::review.submission.decide',
  manageSettings: 'plugin::review.settings.manage',
  /** Log and statistics. */
  readLog: 'plugin::review.log.read',
} as const;
