import { useId, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Flex, Modal, Typography } from '@strapi/design-system';

import type { ReviewerSubmissionDetail } from '../../../shared/wire';
import type { Decision } from '../../../shared/workflow';
import type { DecisionControl, OpenDecision } from '../hooks/use-decision';
import { useText } from '../messages';
import { DecisionFields } from './DecisionFields';
import { Notice } from './Notice';

interface DecisionDialogProps {
  control: DecisionControl;
  /** Shows what is decided about, where the page behind the dialog does not. */
  preview?: (detail: ReviewerSubmissionDetail) => ReactNode;
}

export function DecisionDialog({ control, preview }: DecisionDialogProps) {
  const { open, cancel, sending } = control;
  const closeUnlessSending = (next: boolean) => {
    if (!next && !sending) cancel();
  };
  return (
    <Modal.Root open={open !== null} onOpenChange={closeUnlessSending}>
      {open !== null && <DialogContent control={control} open={open} preview={preview} />}
    </Modal.Root>
  );
}

function DialogContent({ control, open, preview }: DecisionDialogProps & { open: OpenDecision }) {
  const text = useText();
  const statementId = useId();
  const [tried, setTried] = useState(false);
  const { decision, detail } = open;
  const reasonMissing = decision === 'reject' && control.words.reason.trim() === '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // React bubbles events through portals: without this the edit form behind would be saved.
    event.stopPropagation();
    setTried(true);
    if (!reasonMissing) void control.confirm();
  };

  return (
    <Modal.Content aria-describedby={statementId}>
      <form onSubmit={submit} noValidate>
        <Modal.Header closeLabel={text('dialog.close')}>
          <Modal.Title>
            {text(`dialog.${decision}.title`, { title: detail.item.title })}
          </Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={5}>
            {control.problem !== null && (
              <Notice tone="danger" title={text('decision.refused.title')}>
                {control.problem}
              </Notice>
            )}
            <Typography id={statementId} tag="p" textColor="neutral800" maxWidth="72ch">
              {text(`dialog.${decision}.${detail.live ? 'live' : 'new'}`)}
            </Typography>
            {preview?.(detail)}
            <DecisionFields
              decision={decision}
              words={control.words}
              onChange={control.setWords}
              reasonMissing={tried && reasonMissing}
              // With a preview, starting in the fields would scroll past it.
              focusFirst={preview === undefined}
            />
          </Flex>
        </Modal.Body>
        <DialogFooter decision={decision} sending={control.sending} />
      </form>
    </Modal.Content>
  );
}

function DialogFooter({ decision, sending }: { decision: Decision; sending: boolean }) {
  const text = useText();
  return (
    <Modal.Footer>
      <Modal.Close>
        <Button variant="tertiary" disabled={sending}>
          {text('dialog.cancel')}
        </Button>
      </Modal.Close>
      <Button
        type="submit"
        variant={decision === 'approve' ? 'success' : 'danger'}
        loading={sending}
      >
        {text(`decision.${decision}`)}
      </Button>
    </Modal.Footer>
  );
}
