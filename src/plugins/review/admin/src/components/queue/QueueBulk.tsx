import { useState } from 'react';
import { Button } from '@strapi/design-system';
import { ArrowsCounterClockwise, Check, Cross } from '@strapi/icons';

import { DECISION_KINDS } from '../../decision-words';
import type { DecisionKind } from '../../decision-words';
import type { Selection } from '../../hooks/use-selection';
import { useShortcuts } from '../../hooks/use-shortcuts';
import { useText } from '../../messages';
import { BulkDialog } from './BulkDialog';
import { QueueSelectionBar } from './QueueSelectionBar';

const LOOKS = {
  approve: { variant: 'success-light', Icon: Check },
  changes: { variant: 'secondary', Icon: ArrowsCounterClockwise },
  reject: { variant: 'danger-light', Icon: Cross },
} as const;

interface QueueBulkProps {
  selection: Selection;
  /** The queue's address after the question mark, for links to what was refused. */
  query: string;
}

/** What can be done about everything that is ticked. Each asks before it decides. */
export function QueueBulk({ selection, query }: QueueBulkProps) {
  const text = useText();
  const [kind, setKind] = useState<DecisionKind | null>(null);
  const count = selection.chosen.size;
  const ask = (asked: DecisionKind) => () => {
    if (count > 0) setKind(asked);
  };
  const hidden = count === 0;
  useShortcuts([
    { keys: 'a', label: 'shortcuts.approve-chosen', run: ask('approve'), hidden },
    { keys: 'm', label: 'shortcuts.change-chosen', run: ask('changes'), hidden },
    { keys: 'r', label: 'shortcuts.reject-chosen', run: ask('reject'), hidden },
  ]);
  return (
    <>
      <QueueSelectionBar count={count} onClear={selection.clear}>
        {DECISION_KINDS.map((offered) => {
          const { variant, Icon } = LOOKS[offered];
          return (
            <Button key={offered} variant={variant} startIcon={<Icon />} onClick={ask(offered)}>
              {text(`bulk.${offered}`)}
            </Button>
          );
        })}
      </QueueSelectionBar>
      {kind !== null && (
        <BulkDialog
          kind={kind}
          selection={selection}
          query={query}
          onClose={() => {
            setKind(null);
          }}
        />
      )}
    </>
  );
}
