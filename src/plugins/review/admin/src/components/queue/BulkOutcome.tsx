import { Box, Button, Flex, Link, Modal, ProgressBar, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import type { BulkRefusal } from '../../../../shared/desk';
import { settledIn } from '../../bulk';
import type { BulkProgress } from '../../bulk';
import { submissionPath } from '../../constants';
import type { DecisionKind } from '../../decision-words';
import type { BulkStage } from '../../hooks/use-bulk-decision';
import { useText } from '../../messages';
import { useRefusalText, useSentence } from '../../refusal';
import { Notice } from '../Notice';

interface BulkOutcomeProps {
  kind: DecisionKind;
  stage: Exclude<BulkStage, { at: 'asking' }>;
  query: string;
  onGoOn: () => void;
  onClose: () => void;
}

/** How far it is, and what came of each. */
export function BulkOutcome({ kind, stage, query, onGoOn, onClose }: BulkOutcomeProps) {
  const text = useText();
  const { done, refused, waiting } = stage.progress;
  const sent = settledIn(stage.progress).length;
  const total = sent + waiting.length;
  const sending = stage.at === 'sending';
  return (
    <>
      <Modal.Header closeLabel={text('dialog.close')}>
        <Modal.Title>
          {stage.at === 'done'
            ? text('bulk.done.title')
            : text(`bulk.doing.${kind}`, { count: total })}
        </Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Box role="status">
            <Typography tag="p" fontWeight="bold">
              {sending
                ? text('bulk.sending', { sent, total })
                : text(`bulk.done.${kind}`, { count: done.length })}
            </Typography>
          </Box>
          {stage.at !== 'done' && (
            <ProgressBar
              value={total === 0 ? 100 : Math.round((sent / total) * 100)}
              aria-label={text(`bulk.doing.${kind}`, { count: total })}
              style={{ width: '100%' }}
            />
          )}
          {stage.at === 'stuck' && <Stuck {...stage} onGoOn={onGoOn} />}
          {refused.length > 0 && <Refused refused={refused} query={query} onOpened={onClose} />}
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        {/* Of each stage one of its own, so that the keyboard is on it when there is something to read. */}
        <Button
          key={stage.at}
          variant="tertiary"
          disabled={sending}
          autoFocus={!sending}
          onClick={onClose}
        >
          {text('dialog.close')}
        </Button>
      </Modal.Footer>
    </>
  );
}

interface StuckProps {
  progress: BulkProgress;
  error: unknown;
  onGoOn: () => void;
}

function Stuck({ progress, error, onGoOn }: StuckProps) {
  const text = useText();
  const refusalText = useRefusalText();
  return (
    <Notice
      tone="danger"
      action={
        <Button variant="secondary" onClick={onGoOn}>
          {text('bulk.go-on')}
        </Button>
      }
    >
      {text('bulk.stuck', { count: progress.waiting.length, reason: refusalText(error) })}
    </Notice>
  );
}

interface RefusedProps {
  refused: readonly BulkRefusal[];
  query: string;
  onOpened: () => void;
}

function Refused({ refused, query, onOpened }: RefusedProps) {
  const text = useText();
  const sentence = useSentence();
  return (
    <Box tag="section">
      <Typography tag="h3" variant="delta">
        {text('bulk.refused', { count: refused.length })}
      </Typography>
      <Box tag="ul" paddingTop={2}>
        {refused.map(({ id, title, code, message }) => (
          <Box key={id} tag="li" paddingTop={2} paddingBottom={2}>
            <Link
              tag={NavLink}
              to={{ pathname: submissionPath(id), search: query }}
              onClick={onOpened}
            >
              <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
                <span dir="auto">{title}</span>
              </Typography>
            </Link>
            <Typography tag="p" variant="pi" textColor="neutral600">
              {sentence(code, message)}
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
