import {
  afterChunk,
  choose,
  CHUNK,
  isOutdated,
  leave,
  nextChunk,
  settledIn,
  startBulk,
  type Chosens,
} from '../../src/plugins/review/admin/src/bulk';
import type { QueueRow } from '../../src/plugins/review/shared/wire';

const NONE: Chosens = new Map();
const row = (id: string, digest = 'old'): QueueRow => ({
  id,
  type: 'documents',
  state: 'pending',
  revision: 1,
  digest,
  submittedAt: '2026-01-01T00:00:00.000Z',
  decidedAt: null,
  live: false,
  item: { documentId: `item-${id}`, title: `Title ${id}` },
  submitter: { kind: 'user', id: 1, name: 'Ada' },
  categories: [],
  dueOn: null,
  overdue: false,
  claim: null,
  missing: [],
  checks: { scan: null },
});
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(String(index)));

describe('what is chosen', () => {
  it('keeps the digest that was on screen', () => {
    const chosen = choose(NONE, [row('a', 'seen')]);
    expect(chosen.get('a')).toEqual({ id: 'a', title: 'Title a', digest: 'seen' });
    expect(isOutdated(chosen, row('a', 'seen'))).toBe(false);
    expect(isOutdated(chosen, row('a', 'other'))).toBe(true);
  });

  it('is not outdated where nothing was chosen', () => {
    expect(isOutdated(NONE, row('a'))).toBe(false);
  });

  it('can be left, and chosen again as it is now', () => {
    const chosen = choose(NONE, [row('a', 'seen'), row('b')]);
    expect([...leave(chosen, ['a']).keys()]).toEqual(['b']);
    expect(choose(leave(chosen, ['a']), [row('a', 'new')]).get('a')?.digest).toBe('new');
  });
});

describe('a decision about many', () => {
  it('goes out in parts until nothing waits', () => {
    let progress = startBulk(choose(NONE, rows(25)));
    const sizes: number[] = [];
    while (progress.waiting.length > 0) {
      const part = nextChunk(progress);
      sizes.push(part.length);
      const done = part.map(({ id }) => row(id));
      progress = afterChunk(progress, { done, refused: [] });
    }
    expect(sizes).toEqual([CHUNK, CHUNK, 5]);
    expect(progress.done).toHaveLength(25);
    expect(progress.refused).toEqual([]);
  });

  it('names what was refused as it was on screen, where the server does not name it', () => {
    const refused = [{ id: '0', title: '', code: 'outOfScope', message: 'It is filed elsewhere.' }];
    const progress = afterChunk(startBulk(choose(NONE, rows(1))), { done: [], refused });
    expect(progress.refused).toMatchObject([{ id: '0', title: 'Title 0' }]);
  });

  it('knows what is done, what was refused and what still waits', () => {
    const start = startBulk(choose(NONE, rows(12)));
    const refused = [{ id: '0', title: 'Title 0', code: 'staleDigest', message: 'It changed.' }];
    const progress = afterChunk(start, { done: rows(10).slice(1), refused });
    expect(progress.done).toHaveLength(9);
    expect(progress.refused).toEqual(refused);
    expect(progress.waiting.map(({ id }) => id)).toEqual(['10', '11']);
    expect(settledIn(progress)).toHaveLength(10);
  });
});
