import {
  columnsOf,
  readColumns,
  writeColumns,
} from '../../src/plugins/review/admin/src/queue-columns';
import { createRowMemory, findPlace, step } from '../../src/plugins/review/admin/src/row-memory';

describe('the place in the queue', () => {
  const order = ['a', 'b', 'c', 'd'];
  it.each([
    ['the row itself', ['a', 'b', 'c'], 'b'],
    ['the one that followed it, when it is gone', ['a', 'c', 'd'], 'c'],
    ['the next that is left', ['a', 'd'], 'd'],
    ['the nearest before it, when nothing follows', ['a'], 'a'],
    ['nothing, when all others are new', ['x', 'y'], null],
    ['nothing in an empty list', [], null],
  ])('is %s', (_case, rows, found) => {
    expect(findPlace({ id: 'b', order }, rows)).toBe(found);
  });

  it('is nothing before anything was opened', () => {
    expect(findPlace(null, order)).toBeNull();
  });
});

describe('a step', () => {
  const rows = ['a', 'b', 'c'];
  it.each([
    ['on', 'a', 1, { id: 'b' }],
    ['back', 'c', -1, { id: 'b' }],
    ['on from the last', 'c', 1, 'after'],
    ['back from the first', 'a', -1, 'before'],
    ['from nowhere', null, 1, { id: 'a' }],
    ['back from nowhere', null, -1, { id: 'a' }],
    ['from a row of another list', 'x', 1, { id: 'a' }],
  ] as const)('%s', (_case, from, by, to) => {
    expect(step(rows, from, by)).toEqual(to);
  });

  it('in an empty list leads nowhere', () => {
    expect(step([], null, 1)).toBeNull();
  });
});

describe('the memory of the queue', () => {
  it('has the order of the list when a submission is opened and the next one after it', () => {
    const memory = createRowMemory();
    memory.at('a', ['a', 'b', 'c']);
    memory.opened('a');
    memory.opened('b');
    expect(memory.place()).toEqual({ id: 'b', order: ['a', 'b', 'c'] });
  });

  it('comes back to a row once, and only from a submission', () => {
    const memory = createRowMemory();
    memory.at('a', ['a']);
    expect(memory.takeWish()).toBeNull();
    memory.opened('a');
    expect(memory.takeWish()).toBe('return');
    expect(memory.takeWish()).toBeNull();
  });
});

describe('columns', () => {
  it('are read as they were written', () => {
    expect(readColumns(writeColumns(['live', 'type']))).toEqual(['type', 'live']);
    expect(readColumns(writeColumns([]))).toEqual([]);
  });

  it('are those of the start where nothing is remembered', () => {
    expect(readColumns(null)).toContain('due');
    expect(readColumns(null)).not.toContain('live');
  });

  it('of another version of the page are passed over', () => {
    expect(readColumns('type,colour,due')).toEqual(['type', 'due']);
  });

  it('of what is decided have no due day, and those of what waits no decision', () => {
    expect(columnsOf('approved')).not.toContain('due');
    expect(columnsOf('approved')).toContain('decided');
    expect(columnsOf('pending')).not.toContain('decided');
    expect(columnsOf('pending')).toContain('due');
  });
});
