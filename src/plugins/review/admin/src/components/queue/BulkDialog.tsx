import { Modal } from '@strapi/design-system';

import { settledIn } from '../../bulk';
import { decisionOf } from '../../decision-words';
import type { DecisionKind } from '../../decision-words';
import { focusList } from '../../hooks/use-active-row';
import { useBulkDecision } from '../../hooks/use-bulk-decision';
import type { Selection } from '../../hooks/use-selection';
import { BulkForm } from './BulkForm';
import { BulkOutcome } from './BulkOutcome';

interface BulkDialogProps {
  kind: DecisionKind;
  selection: Pick<Selection, 'chosen' | 'leave'>;
  query: string;
  onClose: () => void;
}

/** Asks once about all of them, shows how far it is, and then what came of it. */
export function BulkDialog({ kind, selection, query, onClose }: BulkDialogProps) {
  const control = useBulkDecision(decisionOf(kind));
  const { stage } = control;
  const close = () => {
    if (stage.at === 'sending') return;
    if (stage.at !== 'asking') selection.leave(settledIn(stage.progress));
    onClose();
  };
  return (
    <Modal.Root
      open
      onOpenChange={(next) => {
        if (!next) close();
      }}
    >
      <Modal.Content
        onCloseAutoFocus={(event) => {
          // The button that opened this is gone with what was chosen.
          event.preventDefault();
          focusList();
        }}
      >
        {stage.at === 'asking' ? (
          <BulkForm
            kind={kind}
            selection={selection}
            onSend={(words) => {
              void control.begin(selection.chosen, words);
            }}
          />
        ) : (
          <BulkOutcome
            kind={kind}
            stage={stage}
            query={query}
            onGoOn={() => {
              void control.goOn();
            }}
            onClose={close}
          />
        )}
      </Modal.Content>
    </Modal.Root>
  );
}
