/** The whole workflow, as one table. Pure: server, admin and tests read the same rows. */

export const STATES = ['pending', 'approved', 'rejected'] as const;
export type State = (typeof STATES)[number];

export const ACTIONS = ['revise', 'approve', 'reject', 'reopen', 'unpublish', 'discard'] as const;
export type Action = (typeof ACTIONS)[number];

export const DECISIONS = ['approve', 'reject'] as const;
export type Decision = (typeof DECISIONS)[number];

/**
 * A missing cell is a forbidden move. `discard` throws away a revision nobody approved, so what
 * remains is the live content: approved. `unpublish` takes that approval back.
 */
const TRANSITIONS: Readonly<Record<State, Readonly<Partial<Record<Action, State>>>>> = {
  pending: {
    revise: 'pending',
    approve: 'approved',
    reject: 'rejected',
    unpublish: 'pending',
    discard: 'approved',
  },
  approved: { revise: 'pending', unpublish: 'rejected' },
  rejected: {
    revise: 'pending',
    reopen: 'pending',
    unpublish: 'rejected',
    discard: 'approved',
  },
};

/** The state after `action`, or `undefined` where the table forbids it. */
export function transition(from: State, action: Action): State | undefined {
  return TRANSITIONS[from][action];
}

export const EVENT_TYPES = [
  'submitted',
  'revised',
  'approved',
  'rejected',
  'reopened',
  'unpublished',
  'discarded',
  'refiled',
  'withdrawn',
  'deleted',
  'expired',
  'infected',
  'fileRemoved',
  'claimed',
  'handed',
  'released',
  'refused',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** The event an action leaves in the log. */
export const EVENT_OF: Readonly<Record<Action, EventType>> = {
  revise: 'revised',
  approve: 'approved',
  reject: 'rejected',
  reopen: 'reopened',
  unpublish: 'unpublished',
  discard: 'discarded',
};

/** A revision counts a passage through review: changing what still waits stays the same revision. */
export function revisionAfterRevise(state: State, revision: number): number {
  return state === 'pending' ? revision : revision + 1;
}
