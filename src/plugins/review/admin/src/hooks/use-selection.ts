import { useCallback, useMemo, useRef } from 'react';

import type { QueueRow } from '../../../shared/wire';
import { choose, leave } from '../bulk';
import type { Chosens } from '../bulk';
import { useQueueMemory } from './use-queue-memory';

export interface Selection {
  chosen: Chosens;
  /** `upTo` takes along all rows since the last one ticked. */
  toggle: (row: QueueRow, upTo?: boolean) => void;
  togglePage: () => void;
  /** What is ticked of the rows listed. */
  ofPage: 'all' | 'some' | 'none';
  leave: (ids: readonly string[]) => void;
  clear: () => void;
}

/** What is ticked, on this page of the queue and others. */
export function useSelection(rows: readonly QueueRow[]): Selection {
  const { chosen, setChosen } = useQueueMemory();
  const lastTicked = useRef<string | null>(null);
  const ticked = useMemo(() => rows.filter(({ id }) => chosen.has(id)), [rows, chosen]);
  const all = rows.length > 0 && ticked.length === rows.length;

  const toggle = useCallback(
    (row: QueueRow, upTo = false) => {
      const from = rows.findIndex(({ id }) => id === lastTicked.current);
      const to = rows.indexOf(row);
      lastTicked.current = row.id;
      if (upTo && from !== -1 && to !== -1) {
        const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
        setChosen((now) => choose(now, range));
        return;
      }
      setChosen((now) => (now.has(row.id) ? leave(now, [row.id]) : choose(now, [row])));
    },
    [rows, setChosen],
  );
  const togglePage = () => {
    const ids = rows.map(({ id }) => id);
    setChosen((now) => (all ? leave(now, ids) : choose(now, rows)));
  };
  return {
    chosen,
    toggle,
    togglePage,
    ofPage: all ? 'all' : ticked.length > 0 ? 'some' : 'none',
    leave: (ids) => {
      setChosen((now) => leave(now, ids));
    },
    clear: () => {
      setChosen(new Map());
    },
  };
}
