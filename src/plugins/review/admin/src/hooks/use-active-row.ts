import { useCallback, useEffect, useMemo, useState } from 'react';

import type { QueueRow } from '../../../shared/wire';
import { findPlace, step } from '../row-memory';
import { useQueueMemory } from './use-queue-memory';

export interface ActiveRow {
  id: string | null;
  /** The keyboard is in this row. */
  enter: (id: string) => void;
  move: (by: 1 | -1) => void;
}

interface Listed {
  rows: readonly QueueRow[];
  /** Whether those are what the server has now. */
  settled: boolean;
  /** Goes to the next or previous page, if there is one. */
  turn: (by: 1 | -1) => boolean;
}

/** The row someone is at: by keys, by focus, or by coming back from its submission. */
export function useActiveRow({ rows, settled, turn }: Listed): ActiveRow {
  const { row: memory } = useQueueMemory();
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const [place, setPlace] = useState(memory.place);
  const id = findPlace(place, ids);

  const enter = useCallback(
    (entered: string) => {
      setPlace({ id: entered, order: ids });
      memory.at(entered, ids);
    },
    [ids, memory],
  );

  useEffect(() => {
    if (!settled) return;
    const wish = memory.takeWish();
    if (wish === 'return') focusRow(id, 'center');
    if (wish === 'first') focusRow(ids[0] ?? null, 'center');
    if (wish === 'last') focusRow(ids.at(-1) ?? null, 'center');
  }, [settled, memory, id, ids]);

  useEffect(() => {
    // The row with the keyboard left the list, and the browser let go of the focus.
    const lost = place !== null && !ids.includes(place.id);
    if (settled && lost && document.activeElement === document.body) focusRow(id, null);
  }, [settled, place, id, ids]);

  const move = (by: 1 | -1) => {
    const next = step(ids, id, by);
    if (next === null) return;
    if (typeof next === 'object') focusRow(next.id, 'nearest');
    else if (turn(by)) memory.wish(by === 1 ? 'first' : 'last');
  };
  return { id, enter, move };
}

/** Takes the keyboard back into the list, after a dialog whose opener is gone. */
export function focusList(): void {
  const row =
    document.querySelector('[data-row][data-active]') ?? document.querySelector('[data-row]');
  const target = row?.querySelector('a') ?? document.getElementById('main-content');
  target?.focus();
}

/** The focus is on the title, which is the link of the row and says what it is. */
function focusRow(id: string | null, scroll: ScrollLogicalPosition | null): void {
  if (id === null) return;
  const row = document.querySelector(`[data-row="${CSS.escape(id)}"]`);
  row?.querySelector('a')?.focus({ preventScroll: true });
  if (scroll !== null) row?.scrollIntoView({ block: scroll });
}
