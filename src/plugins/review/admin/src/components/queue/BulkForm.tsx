import { useId, useState } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';
import { Box, Button, Flex, IconButton, Modal, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';

import type { Reason } from '../../../../shared/desk';
import type { Chosen } from '../../bulk';
import { NO_WORDS, reasonText, toRequest } from '../../decision-words';
import type { DecisionKind, DecisionWords } from '../../decision-words';
import type { BulkWords } from '../../hooks/use-bulk-decision';
import type { Selection } from '../../hooks/use-selection';
import { useText } from '../../messages';
import { useGetReasonsQuery } from '../../submission-api';
import { DecisionFields } from '../decision/DecisionFields';
import { Letter } from '../decision/Letter';
import { Kbd } from '../Kbd';
import { DialogForm, SideBySide } from './styles';

interface BulkFormProps {
  kind: DecisionKind;
  selection: Pick<Selection, 'chosen' | 'leave'>;
  onSend: (words: BulkWords) => void;
}

const VARIANTS = { approve: 'success', changes: 'default', reject: 'danger' } as const;

/** What is chosen, and what is said to all of them. */
export function BulkForm({ kind, selection, onSend }: BulkFormProps) {
  const text = useText();
  const statementId = useId();
  const { data: reasons = [] } = useGetReasonsQuery(undefined);
  const [words, setWords] = useState(NO_WORDS);
  const [tried, setTried] = useState(false);
  const chosen = [...selection.chosen.values()];
  const reasonMissing = kind !== 'approve' && reasonText(kind, words, reasons) === '';

  const send = () => {
    setTried(true);
    if (!reasonMissing && chosen.length > 0) onSend(saidTo(kind, words, reasons));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const sendByKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
  };
  const count = chosen.length;
  return (
    <DialogForm onSubmit={submit} onKeyDown={sendByKey} noValidate>
      <Modal.Header closeLabel={text('dialog.close')}>
        <Modal.Title>{text(`bulk.title.${kind}`, { count })}</Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Typography id={statementId} tag="p" maxWidth="72ch">
            {text(`bulk.statement.${kind}`)}
          </Typography>
          <ChosenList chosen={chosen} onLeaveOut={selection.leave} />
          <SideBySide>
            <DecisionFields
              kind={kind}
              words={words}
              reasons={reasons}
              onChange={setWords}
              reasonMissing={tried && reasonMissing}
              focusFirst
            />
            <Letter
              kind={kind}
              detail={{
                submitter: { name: text('bulk.letter.name') },
                item: { title: text('bulk.letter.title') },
              }}
              words={words}
              reasons={reasons}
              onChange={setWords}
            />
          </SideBySide>
        </Flex>
      </Modal.Body>
      <Foot kind={kind} count={count} />
    </DialogForm>
  );
}

function Foot({ kind, count }: { kind: DecisionKind; count: number }) {
  const text = useText();
  return (
    <Modal.Footer>
      <Modal.Close>
        <Button variant="tertiary">{text('dialog.cancel')}</Button>
      </Modal.Close>
      <Button
        type="submit"
        variant={VARIANTS[kind]}
        disabled={count === 0}
        endIcon={<Kbd>Ctrl ↵</Kbd>}
        aria-keyshortcuts="Control+Enter"
      >
        {text(`bulk.confirm.${kind}`, { count })}
      </Button>
    </Modal.Footer>
  );
}

/** The words of a decision without what it is about. */
function saidTo(kind: DecisionKind, words: DecisionWords, reasons: Reason[]): BulkWords {
  const { reason, reasonId, note, internalNote } = toRequest(kind, '', words, reasons);
  return { reason, reasonId, note, internalNote };
}

interface ChosenListProps {
  chosen: readonly Chosen[];
  onLeaveOut: (ids: readonly string[]) => void;
}

function ChosenList({ chosen, onLeaveOut }: ChosenListProps) {
  const text = useText();
  return (
    <Box
      tag="ul"
      aria-label={text('bulk.list')}
      // Reached by keyboard, because it may have to be scrolled.
      tabIndex={0}
      maxHeight="18rem"
      overflow="auto"
      borderColor="neutral200"
      hasRadius
    >
      {chosen.map(({ id, title }) => (
        <Flex
          key={id}
          tag="li"
          justifyContent="space-between"
          gap={2}
          paddingLeft={4}
          paddingRight={2}
          minHeight="3.6rem"
        >
          <Typography style={{ overflowWrap: 'anywhere' }}>
            <span dir="auto">{title}</span>
          </Typography>
          <IconButton
            size="XS"
            variant="ghost"
            label={text('bulk.leave-out', { title })}
            onClick={() => {
              onLeaveOut([id]);
            }}
          >
            <Cross />
          </IconButton>
        </Flex>
      ))}
    </Box>
  );
}
