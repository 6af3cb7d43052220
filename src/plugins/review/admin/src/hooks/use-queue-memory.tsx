import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { Dispatch, ReactNode, SetStateAction } from 'react';

import type { Chosens } from '../bulk';
import { createRowMemory } from '../row-memory';
import type { RowMemory } from '../row-memory';

interface QueueMemory {
  row: RowMemory;
  chosen: Chosens;
  setChosen: Dispatch<SetStateAction<Chosens>>;
}

const Context = createContext<QueueMemory | null>(null);

/**
 * What the queue keeps while a submission is open: which row that was, and what is ticked. It
 * stands around both pages, and forgets when someone leaves the desk.
 */
export function QueueMemoryProvider({ children }: { children: ReactNode }) {
  const [row] = useState(createRowMemory);
  const [chosen, setChosen] = useState<Chosens>(new Map());
  const memory = useMemo(() => ({ row, chosen, setChosen }), [row, chosen]);
  return <Context.Provider value={memory}>{children}</Context.Provider>;
}

export function useQueueMemory(): QueueMemory {
  const memory = useContext(Context);
  if (memory === null) throw new Error('The queue has no memory around it.');
  return memory;
}

/** For the page of a submission: the queue comes back to its row. */
export function useReturnToRow(id: string): void {
  const { row } = useQueueMemory();
  useEffect(() => {
    row.opened(id);
  }, [row, id]);
}
