import { useSyncExternalStore } from 'react';

import type { Chosens } from '../bulk';
import type { DecisionKind } from '../decision-words';

/** A decision about selected rows that was asked for in the content manager's list. */
export interface BulkRequest {
  kind: DecisionKind;
  chosen: Chosens;
  /** Told what is still chosen, whenever that becomes less. */
  onChosen: (chosen: Chosens) => void;
}

let current: BulkRequest | null = null;
const listeners = new Set<() => void>();

/**
 * The buttons stand in Strapi's table, which offers a dialog of its own making and no place for
 * ours; that stands above the list and hears of it here.
 */
export function requestBulk(request: BulkRequest | null): void {
  current = request;
  for (const listener of listeners) listener();
}

export function useBulkRequest(): BulkRequest | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => current,
  );
}
