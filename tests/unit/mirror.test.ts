import { type MirrorStore, updateMirror } from '../../examples/mirror/mirror';

/** A copy that has been made, and stays where it is. */
const STORE: MirrorStore<{ id: string }> = {
  cursor: () => Promise.resolve('c'),
  saveCursor: () => Promise.resolve(),
  put: () => Promise.resolve(),
  remove: () => Promise.resolve(),
  ids: () => Promise.resolve([]),
};

afterEach(() => {
  jest.restoreAllMocks();
});

/** How long it waits, in milliseconds, when told so. */
async function pauseAfter(headers: Record<string, string>): Promise<unknown[]> {
  const nothing = Response.json({ data: [], meta: { cursor: 'c', hasMore: false } });
  const answers = [new Response('', { status: 503, headers }), nothing];
  jest
    .spyOn(globalThis, 'fetch')
    .mockImplementation(() => Promise.resolve(answers.shift() ?? Response.error()));
  const timer = jest.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void) => {
    work();
  }) as unknown as typeof setTimeout);
  await updateMirror('https://library.example.org', STORE);
  return timer.mock.calls.map(([, ms]) => ms);
}

describe('a mirror that is told to wait', () => {
  it.each([
    ['3', 3000],
    ['0', 1000],
    ['-5', 1000],
    ['', 1000],
    ['Fri, 31 Dec 2027 23:59:59 GMT', 10_000],
  ])('%j waits %d ms', async (given, expected) => {
    expect(await pauseAfter({ 'retry-after': given })).toEqual([expected]);
  });

  it('without being told how long waits ten seconds', async () => {
    expect(await pauseAfter({})).toEqual([10_000]);
  });
});
