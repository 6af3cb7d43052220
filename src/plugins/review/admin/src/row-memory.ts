/** Which row of the queue someone is at, and how to find the place again; pure. */

/** A row and the list it stood in. */
export interface Place {
  id: string;
  order: readonly string[];
}

/**
 * The row itself while it is listed. When it is not, because it was decided, the one that followed
 * it, or else the nearest before it. `null` when nothing of that list is left.
 */
export function findPlace(place: Place | null, rows: readonly string[]): string | null {
  if (place === null) return null;
  if (rows.includes(place.id)) return place.id;
  const at = place.order.indexOf(place.id);
  if (at === -1) return null;
  const after = place.order.slice(at + 1);
  const before = place.order.slice(0, at).reverse();
  return [...after, ...before].find((id) => rows.includes(id)) ?? null;
}

/** Where the next or previous key leads: a row, or past an end of the page. */
export type Step = { id: string } | 'before' | 'after' | null;

export function step(rows: readonly string[], from: string | null, by: 1 | -1): Step {
  const [first] = rows;
  if (first === undefined) return null;
  const at = from === null ? -1 : rows.indexOf(from);
  if (at === -1) return { id: first };
  const id = rows[at + by];
  if (id !== undefined) return { id };
  return by === 1 ? 'after' : 'before';
}

/** What the queue is to do when its rows are there. */
export type Wish = 'return' | 'first' | 'last' | null;

export interface RowMemory {
  place: () => Place | null;
  at: (id: string, order: readonly string[]) => void;
  /** A submission is open: the queue is to come back to its row. */
  opened: (id: string) => void;
  /** Keeps a wish until the rows are there. */
  wish: (wish: Wish) => void;
  /** The wish, once. */
  takeWish: () => Wish;
}

export function createRowMemory(): RowMemory {
  let place: Place | null = null;
  let wish: Wish = null;
  return {
    place: () => place,
    at: (id, order) => {
      place = { id, order };
    },
    opened: (id) => {
      place = { id, order: place?.order ?? [] };
      wish = 'return';
    },
    wish: (next) => {
      wish = next;
    },
    takeWish: () => {
      const taken = wish;
      wish = null;
      return taken;
    },
  };
}
