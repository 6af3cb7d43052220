import {
  ACTIONS,
  DECISIONS,
  EVENT_OF,
  EVENT_TYPES,
  revisionAfterRevise,
  STATES,
  transition,
  type Action,
  type State,
} from '../../src/plugins/review/shared/workflow';

type Cell = State | 'forbidden';

/** Written out once more, by hand: a change of the table in the code must be meant twice. */
const EXPECTED: Readonly<Record<State, Readonly<Record<Action, Cell>>>> = {
  pending: {
    revise: 'pending',
    approve: 'approved',
    reject: 'rejected',
    reopen: 'forbidden',
    unpublish: 'pending',
    discard: 'approved',
  },
  approved: {
    revise: 'pending',
    approve: 'forbidden',
    reject: 'forbidden',
    reopen: 'forbidden',
    unpublish: 'rejected',
    discard: 'forbidden',
  },
  rejected: {
    revise: 'pending',
    approve: 'forbidden',
    reject: 'forbidden',
    reopen: 'pending',
    unpublish: 'rejected',
    discard: 'approved',
  },
};

const CELLS = STATES.flatMap((state) =>
  ACTIONS.map((action) => ({ state, action, to: EXPECTED[state][action] })),
);

function reachableFrom(start: State): Set<State> {
  const reached = new Set<State>([start]);
  for (const state of reached) {
    for (const action of ACTIONS) {
      const next = transition(state, action);
      if (next !== undefined) reached.add(next);
    }
  }
  return reached;
}

describe('the workflow', () => {
  it.each(CELLS)('$state, $action: $to', ({ state, action, to }) => {
    expect(transition(state, action) ?? 'forbidden').toBe(to);
  });

  it('forbids these pairs and no others', () => {
    const forbidden = CELLS.filter(
      ({ state, action }) => transition(state, action) === undefined,
    ).map(({ state, action }) => `${state} ${action}`);
    expect(forbidden).toEqual([
      'pending reopen',
      'approved approve',
      'approved reject',
      'approved reopen',
      'approved discard',
      'rejected approve',
      'rejected reject',
    ]);
  });

  it('reaches every state from pending', () => {
    expect([...reachableFrom('pending')].sort()).toEqual([...STATES].sort());
  });

  it.each(STATES)('leads from %s back to pending', (state) => {
    expect(reachableFrom(state).has('pending')).toBe(true);
  });

  it('approves only what waits for a decision', () => {
    const approvable = STATES.filter((state) => transition(state, 'approve') !== undefined);
    expect(approvable).toEqual(['pending']);
  });
});

describe('an event type', () => {
  // No transition of a submission: its beginning, its three ends, what befell it, whose turn it is, refusals, files.
  const WITHOUT_ACTION = [
    ...['submitted', 'refiled', 'withdrawn', 'deleted', 'expired', 'infected'],
    ...['claimed', 'handed', 'released', 'refused', 'fileRemoved'],
  ];

  it.each(EVENT_TYPES)('%s stands for one action or for none, never two', (type) => {
    const actions = ACTIONS.filter((action) => EVENT_OF[action] === type);
    expect(actions).toHaveLength(WITHOUT_ACTION.includes(type) ? 0 : 1);
  });

  it('exists for every action', () => {
    expect(ACTIONS.filter((action) => !EVENT_TYPES.includes(EVENT_OF[action]))).toEqual([]);
  });
});

it('counts every decision among the actions', () => {
  expect(DECISIONS.filter((decision) => !ACTIONS.includes(decision))).toEqual([]);
});

describe('a revision number', () => {
  it.each([
    ['pending', 4, 4],
    ['approved', 4, 5],
    ['rejected', 4, 5],
  ] as const)('revised while %s goes from %d to %d', (state, before, after) => {
    expect(revisionAfterRevise(state, before)).toBe(after);
  });
});
