import {
  changeQueueParams,
  NO_FILTERS,
  openTab,
  readQueueParams,
  shownFilters,
  tabOf,
  viewQuery,
  WHOLE_QUEUE,
  withoutFilters,
  writeQueueParams,
  type QueueParams,
} from '../../src/plugins/review/admin/src/queue-params';

const read = (search: string) => readQueueParams(new URLSearchParams(search));
const write = (change: Partial<QueueParams>) =>
  writeQueueParams({ ...WHOLE_QUEUE, ...change }).toString();

const EVERYTHING: QueueParams = {
  state: 'pending',
  type: 'documents',
  category: 'abc123',
  submitter: 'user:7',
  assignee: '12',
  waitingDays: 14,
  overdue: true,
  q: 'eau & “gaz” #1',
  sort: 'dueOn:desc',
  page: 3,
  pageSize: 50,
};

describe('an address of the queue', () => {
  it('is empty for the whole queue', () => {
    expect(write({})).toBe('');
    expect(read('')).toEqual(WHOLE_QUEUE);
  });

  it('keeps everything that can be asked for', () => {
    expect(readQueueParams(writeQueueParams(EVERYTHING))).toEqual(EVERYTHING);
  });

  it('uses the words of the request, so that it can be sent as it is', () => {
    expect([...writeQueueParams(EVERYTHING).keys()].sort()).toEqual([
      '_q',
      'filters[assignee]',
      'filters[category]',
      'filters[overdue]',
      'filters[submitter]',
      'filters[type]',
      'filters[waitingDays]',
      'pagination[pageSize]',
      'pagination[page]',
      'sort',
    ]);
  });

  it('names the order of what is decided, which is not the one the server would choose', () => {
    const approved = changeQueueParams(WHOLE_QUEUE, { state: 'approved' });
    expect(writeQueueParams(approved).get('sort')).toBe('submittedAt:desc');
  });

  it.each([
    ['a state', 'filters[state]=lost'],
    ['a submitter', 'filters[submitter]=seven'],
    ['an assignee', 'filters[assignee]=you'],
    ['an age', 'filters[waitingDays]=-1'],
    ['an age in parts', 'filters[waitingDays]=1.5'],
    ['a word for overdue', 'filters[overdue]=yes'],
    ['an order', 'sort=weight:asc'],
    ['a page', 'pagination[page]=0'],
    ['a page beyond all', 'pagination[page]=10001'],
    ['an age beyond all', 'filters[waitingDays]=10000'],
    ['a page of no number', 'pagination[page]=two'],
    ['a page size that is not offered', 'pagination[pageSize]=7'],
    ['a parameter', 'utm_source=mail'],
  ])('falls to its default where %s is not understood', (_case, search) => {
    expect(read(search)).toEqual(WHOLE_QUEUE);
  });

  it('drops what only holds for what waits when it asks for what is decided', () => {
    const params = read(
      'filters[state]=rejected&filters[assignee]=me&filters[waitingDays]=3&filters[overdue]=true&sort=dueOn:asc&filters[type]=documents',
    );
    expect(params).toEqual({
      ...WHOLE_QUEUE,
      state: 'rejected',
      type: 'documents',
      sort: 'submittedAt:desc',
    });
  });
});

describe('a change', () => {
  it('starts again at the first page', () => {
    expect(changeQueueParams(EVERYTHING, { type: '' })).toEqual({
      ...EVERYTHING,
      type: '',
      page: 1,
    });
  });

  it('of the page alone keeps everything else', () => {
    expect(changeQueueParams(EVERYTHING, { page: 4 })).toEqual({ ...EVERYTHING, page: 4 });
  });

  it('of the state takes its order and leaves what does not apply', () => {
    const { type, category, submitter, q, pageSize } = EVERYTHING;
    expect(changeQueueParams(EVERYTHING, { state: 'approved' })).toEqual({
      ...WHOLE_QUEUE,
      ...{ type, category, submitter, q, pageSize },
      state: 'approved',
      sort: 'submittedAt:desc',
    });
  });
});

describe('a tab', () => {
  it('called mine is what waits and is claimed by the caller', () => {
    const mine = openTab(WHOLE_QUEUE, 'mine');
    expect(mine).toMatchObject({ state: 'pending', assignee: 'me' });
    expect(tabOf(mine)).toBe('mine');
    expect(tabOf({ ...mine, assignee: '7' })).toBe('pending');
  });

  it('left for pending is no longer about the caller, and keeps the other filters', () => {
    const mine = openTab({ ...WHOLE_QUEUE, type: 'documents' }, 'mine');
    expect(openTab(mine, 'pending')).toEqual({ ...WHOLE_QUEUE, type: 'documents' });
  });
});

describe('filters', () => {
  it('are told in one order', () => {
    expect(shownFilters(EVERYTHING)).toEqual([
      'q',
      'type',
      'category',
      'submitter',
      'assignee',
      'waitingDays',
      'overdue',
    ]);
  });

  it('are none at first', () => {
    expect(shownFilters(WHOLE_QUEUE)).toEqual([]);
  });

  it('can all be taken away', () => {
    expect(changeQueueParams(EVERYTHING, withoutFilters(EVERYTHING))).toEqual({
      ...EVERYTHING,
      ...NO_FILTERS,
      page: 1,
    });
  });

  it('do not count the tab mine as one, nor take it away', () => {
    const mine = openTab({ ...WHOLE_QUEUE, overdue: true }, 'mine');
    expect(shownFilters(mine)).toEqual(['overdue']);
    expect(tabOf(changeQueueParams(mine, withoutFilters(mine)))).toBe('mine');
  });
});

it('a saved view keeps everything but the page', () => {
  expect(viewQuery({ ...EVERYTHING, page: 9 })).toBe(viewQuery({ ...EVERYTHING, page: 1 }));
  expect(read(viewQuery(EVERYTHING))).toEqual({ ...EVERYTHING, page: 1 });
});
