import { useNotification } from '@strapi/strapi/admin';

import type { QueueRow } from '../../../shared/wire';
import type { DecisionKind } from '../decision-words';
import { useText } from '../messages';
import type { QueueWay } from './use-neighbours';

/** Says what was decided. */
export function useSayDone(): (decided: QueueRow, kind: DecisionKind) => void {
  const text = useText();
  const { toggleNotification } = useNotification();
  return (decided, kind) => {
    const message = text(`decision.done.${kind}`, { title: decided.item.title });
    toggleNotification({ type: 'success', message });
  };
}

/** Says what was decided and opens what waits next, or the queue when nothing does. */
export function useGoOn({ goOn }: QueueWay) {
  const sayDone = useSayDone();
  return async (decided: QueueRow, kind: DecisionKind): Promise<void> => {
    sayDone(decided, kind);
    await goOn();
  };
}
