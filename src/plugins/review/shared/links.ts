import type { Pagination } from './wire';

/** What the library knows of a web address from the outside. */

export const LINK_STATES = ['unknown', 'good', 'failing', 'broken', 'refused'] as const;
/**
 * `failing` did not work at the latest check and is not given up yet, `broken` has not worked for days, `refused` is
 * there but lets no machine look, or is none that this library looks at.
 */
export type LinkState = (typeof LINK_STATES)[number];

/** Why an address does not work. */
export const LINK_FAILURES = [
  'gone',
  'status',
  'server',
  'name',
  'address',
  'connection',
  'timeout',
  'certificate',
  'redirects',
  'location',
  'protocol',
] as const;
/** Why nothing can be said of it. */
export const LINK_REFUSALS = [
  'robots',
  'robotsError',
  'forbidden',
  'busy',
  'port',
  'credentials',
  'cookies',
  'chain',
] as const;
export type LinkFailure = (typeof LINK_FAILURES)[number];
export type LinkRefusal = (typeof LINK_REFUSALS)[number];
export type LinkReason = LinkFailure | LinkRefusal;

/** What a reviewer is told of an address. Moments are ISO 8601, UTC. */
export interface LinkView {
  url: string;
  state: LinkState;
  checkedAt: string | null;
  lastGoodAt: string | null;
  /** Since when it has not worked, `null` where it does. */
  failingSince: string | null;
  /** Checks in a row that failed. */
  failures: number;
  /** The HTTP status of the latest answer, where there was one. */
  status: number | null;
  reason: LinkReason | null;
  /** Where it moved for good, by the word of the server it leads to. */
  suggestedUrl: string | null;
  nextCheckAt: string;
}

/**
 * What a submitter is told of the address they submitted. Not when it was looked at: that moves when somebody else
 * submits the same.
 */
export interface OwnLinkView {
  state: Exclude<LinkState, 'failing'>;
}

/** An item, or another entry of the library, that holds an address. */
export interface LinkUse {
  /** uid of the content type, for links into the content manager. */
  contentType: string;
  documentId: string;
  title: string;
  /** Whether the version that holds the address is public. */
  live: boolean;
  /** Of what is under review. */
  submissionId: string | null;
}

/** A row of `GET /review/links`. */
export interface LinkRow extends LinkView {
  usedBy: LinkUse[];
}

/** What the list may be narrowed to, beside the states: `moved` has a suggested address. */
export const LINK_FILTERS = [...LINK_STATES, 'moved', 'all'] as const;
export type LinkFilter = (typeof LINK_FILTERS)[number];

/** `GET /review/links` */
export interface LinkPage {
  data: LinkRow[];
  meta: {
    pagination: Pagination;
    /** How many there are of each, whatever the list is narrowed to. */
    counts: Record<Exclude<LinkFilter, 'all'>, number>;
  };
}

/** `POST /review/links/check` */
export interface LinkCheckRequest {
  url: string;
}
