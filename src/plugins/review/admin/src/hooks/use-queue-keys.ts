import type { QueueRow } from '../../../shared/wire';
import type { ActiveRow } from './use-active-row';
import { useShortcuts } from './use-shortcuts';

interface QueueKeys {
  active: ActiveRow;
  rows: readonly QueueRow[];
  onOpen: (row: QueueRow) => void;
  /** Left out, as the next, where the caller may not decide. */
  onChoose?: (row: QueueRow) => void;
  onClaim?: (row: QueueRow) => void;
}

/** The keys that work on the row one is at. None of them decides anything. */
export function useQueueKeys({ active, rows, onOpen, onChoose, onClaim }: QueueKeys): void {
  const row = rows.find(({ id }) => id === active.id);
  const withRow = (run: ((row: QueueRow) => void) | undefined) => () => {
    if (row !== undefined) run?.(row);
  };
  useShortcuts([
    { keys: 'j|ArrowDown', label: 'shortcuts.next', run: () => active.move(1), repeats: true },
    { keys: 'k|ArrowUp', label: 'shortcuts.previous', run: () => active.move(-1), repeats: true },
    { keys: 'o|Enter', label: 'shortcuts.open', run: withRow(onOpen) },
    {
      keys: 'x',
      label: 'shortcuts.choose',
      run: withRow(onChoose),
      hidden: onChoose === undefined,
    },
    { keys: 'c', label: 'shortcuts.claim', run: withRow(onClaim), hidden: onClaim === undefined },
  ]);
}
