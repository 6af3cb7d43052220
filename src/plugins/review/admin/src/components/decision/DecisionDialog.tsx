import { useId, useState } from 'react';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { Button, Flex, Modal, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

import type { ReviewerSubmissionDetail } from '../../../../shared/wire';
import { reasonText } from '../../decision-words';
import type { DecisionKind } from '../../decision-words';
import type { DecisionControl, OpenDecision } from '../../hooks/use-decision';
import { useText } from '../../messages';
import { Doubts } from '../checks/Doubts';
import { Kbd } from '../Kbd';
import { Notice } from '../Notice';
import { DecisionFields } from './DecisionFields';
import { Letter } from './Letter';

interface DecisionDialogProps {
  control: DecisionControl;
  /** Shows what is decided about, where the page behind the dialog does not. */
  preview?: (detail: ReviewerSubmissionDetail) => ReactNode;
  /** Why it cannot be confirmed any more. */
  blocked?: string | undefined;
}

export function DecisionDialog(props: DecisionDialogProps) {
  const { open, cancel, sending } = props.control;
  const closeUnlessSending = (next: boolean) => {
    if (!next && !sending) cancel();
  };
  return (
    <Modal.Root open={open !== null} onOpenChange={closeUnlessSending}>
      {open !== null && <DialogContent {...props} open={open} />}
    </Modal.Root>
  );
}

const Form = styled.form`
  display: contents;
`;

type ContentProps = DecisionDialogProps & { open: OpenDecision };

function DialogContent({ control, open, preview, blocked }: ContentProps) {
  const text = useText();
  const statementId = useId();
  const [tried, setTried] = useState(false);
  const { kind, detail } = open;
  const { words, reasons } = control;
  const reasonMissing = kind !== 'approve' && reasonText(kind, words, reasons) === '';

  const confirm = () => {
    setTried(true);
    if (!reasonMissing && blocked === undefined) void control.confirm();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // React bubbles events through portals: without this the edit form behind would be saved.
    event.stopPropagation();
    confirm();
  };
  const confirmByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    confirm();
  };

  return (
    <Modal.Content aria-describedby={statementId} onKeyDown={confirmByKey}>
      <Form onSubmit={submit} noValidate>
        <Modal.Header closeLabel={text('dialog.close')}>
          <Modal.Title style={{ overflowWrap: 'anywhere' }}>
            {text(`dialog.${kind}.title`, { title: detail.item.title })}
          </Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={5}>
            <Problem problem={blocked ?? control.problem} />
            <Typography id={statementId} tag="p" textColor="neutral800" maxWidth="72ch">
              {text(`dialog.${kind}.${detail.live ? 'live' : 'new'}`)}
            </Typography>
            {kind === 'approve' && <Doubts detail={detail} />}
            {preview?.(detail)}
            <FieldsAndLetter
              control={control}
              open={open}
              reasonMissing={tried && reasonMissing}
              // With a preview, starting in the fields would scroll past it.
              focusFirst={preview === undefined}
            />
          </Flex>
        </Modal.Body>
        <DialogFooter kind={kind} sending={control.sending} disabled={blocked !== undefined} />
      </Form>
    </Modal.Content>
  );
}

function Problem({ problem }: { problem: string | null }) {
  const text = useText();
  if (problem === null) return null;
  return (
    <Notice tone="danger" title={text('decision.refused.title')}>
      {problem}
    </Notice>
  );
}

/** What is typed, and beside it what becomes of it. */
const SideBySide = styled.div`
  display: grid;
  align-items: start;
  gap: 2.4rem;

  ${({ theme }) => theme.breakpoints.medium} {
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
  }
`;

interface FieldsAndLetterProps {
  control: DecisionControl;
  open: OpenDecision;
  reasonMissing: boolean;
  focusFirst: boolean;
}

function FieldsAndLetter({ control, open, reasonMissing, focusFirst }: FieldsAndLetterProps) {
  const { words, setWords, reasons } = control;
  const { kind, detail } = open;
  return (
    <SideBySide>
      <DecisionFields
        kind={kind}
        words={words}
        reasons={reasons}
        onChange={setWords}
        reasonMissing={reasonMissing}
        focusFirst={focusFirst}
      />
      <Letter kind={kind} detail={detail} words={words} reasons={reasons} onChange={setWords} />
    </SideBySide>
  );
}

const VARIANTS = { approve: 'success', changes: 'default', reject: 'danger' } as const;

interface DialogFooterProps {
  kind: DecisionKind;
  sending: boolean;
  disabled: boolean;
}

function DialogFooter({ kind, sending, disabled }: DialogFooterProps) {
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
        variant={VARIANTS[kind]}
        loading={sending}
        disabled={disabled}
        endIcon={<Kbd>Ctrl ↵</Kbd>}
        aria-keyshortcuts="Control+Enter"
      >
        {text(`decision.${kind}`)}
      </Button>
    </Modal.Footer>
  );
}
