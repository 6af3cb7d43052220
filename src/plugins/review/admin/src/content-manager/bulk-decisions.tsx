import { useState } from 'react';
import type { BulkActionComponent } from '@strapi/content-manager/strapi-admin';
import { ArrowsCounterClockwise, Check, Cross } from '@strapi/icons';
import { useTable } from '@strapi/strapi/admin';

import { transition } from '../../../shared/workflow';
import { choose } from '../bulk';
import type { Chosens } from '../bulk';
import type { DecisionKind } from '../decision-words';
import { useMayDecide, useMayRead } from '../hooks/use-permissions';
import { useText } from '../messages';
import { requestBulk } from './bulk-request';
import { useReviewed } from './use-reviewed';
import { useStatesOfRows } from './use-states';
import type { States } from './use-states';

const LOOKS = {
  approve: { variant: 'success-light', icon: <Check /> },
  changes: { variant: 'secondary', icon: <ArrowsCounterClockwise /> },
  reject: { variant: 'danger-light', icon: <Cross /> },
} as const;

/**
 * What is selected, each as it was when it was: also on a page left since, and whatever is loaded
 * meanwhile, because the decision is about what was seen.
 */
function usePinned(items: readonly string[], { byItem }: States): ReadonlyMap<string, Chosens> {
  const [pinned, setPinned] = useState<ReadonlyMap<string, Chosens>>(new Map());
  const fresh = items.filter((item) => !pinned.has(item) && byItem.has(item));
  const gone = [...pinned.keys()].filter((item) => !items.includes(item));
  if (fresh.length > 0 || gone.length > 0) {
    const next = new Map(pinned);
    for (const item of gone) next.delete(item);
    for (const item of fresh) {
      const row = byItem.get(item);
      // The workflow says what can be decided about; the others are selected for other actions.
      const decidable = row !== undefined && transition(row.state, 'approve') !== undefined;
      next.set(item, decidable ? choose(new Map(), [row]) : new Map());
    }
    setPinned(next);
  }
  return pinned;
}

/** One of the decisions, about the selected rows of the content manager's list of a reviewed type. */
export function bulkDecision(kind: DecisionKind): BulkActionComponent {
  const BulkDecision: BulkActionComponent = ({ documents, model }) => {
    const text = useText();
    const reviewed = useReviewed(model);
    const mayRead = useMayRead();
    const mayDecide = useMayDecide() && mayRead;
    const selectRow = useTable('BulkDecision', (table) => table.selectRow);
    const states = useStatesOfRows(reviewed && mayDecide ? model : null);
    const pinned = usePinned(
      documents.map(({ documentId }) => documentId),
      states,
    );
    if (!reviewed || !mayDecide) return null;
    const chosen = new Map([...pinned.values()].flatMap((one) => [...one]));
    const onChosen = (left: Chosens) => {
      const isLeft = (item: string) =>
        [...(pinned.get(item)?.keys() ?? [])].every((id) => left.has(id));
      selectRow(documents.filter(({ documentId }) => isLeft(documentId)));
    };
    return {
      ...LOOKS[kind],
      label: text(`bulk.${kind}`),
      disabled: chosen.size === 0,
      onClick: () => {
        requestBulk({ kind, chosen, onChosen });
      },
    };
  };
  return BulkDecision;
}
