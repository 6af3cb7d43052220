import { Button, Flex, Typography } from '@strapi/design-system';
import { ArrowsCounterClockwise, Check, Cross } from '@strapi/icons';
import { useNotification } from '@strapi/strapi/admin';

import type { ReviewerSubmissionDetail } from '../../../shared/wire';
import { transition } from '../../../shared/workflow';
import { useReopenMutation } from '../api';
import type { DecisionControl } from '../hooks/use-decision';
import { useMayDecide } from '../hooks/use-permissions';
import { useText } from '../messages';
import { useRefusalText } from '../refusal';
import { Notice } from './Notice';

interface DecisionActionsProps {
  control: DecisionControl;
  detail: ReviewerSubmissionDetail;
  /** Why the caller's surroundings do not allow deciding now. */
  blocked?: string;
  onReopened: () => Promise<unknown>;
}

/** What may be done with a submission in its state, or the sentence that says why nothing may. */
export function DecisionActions({ control, detail, blocked, onReopened }: DecisionActionsProps) {
  const mayDecide = useMayDecide();
  const decidable = transition(detail.state, 'approve') !== undefined;
  const reopenable = transition(detail.state, 'reopen') !== undefined;
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      <ConflictNotice control={control} />
      {decidable && <Decide control={control} detail={detail} blocked={blocked} />}
      {!decidable && <Settled detail={detail} />}
      {reopenable && mayDecide && <Reopen detail={detail} onReopened={onReopened} />}
    </Flex>
  );
}

function ConflictNotice({ control: { notice } }: { control: DecisionControl }) {
  const text = useText();
  if (notice === null) return null;
  const stale = notice.kind === 'stale';
  return (
    <Notice tone="danger" title={text(stale ? 'decision.stale.title' : 'decision.refused.title')}>
      {stale ? text('decision.stale.body') : notice.sentence}
    </Notice>
  );
}

function Decide({ control, detail, blocked }: Omit<DecisionActionsProps, 'onReopened'>) {
  const text = useText();
  if (!detail.decidable.allowed) return <Notice tone="neutral">{detail.decidable.why}</Notice>;
  return (
    <>
      {blocked !== undefined && <Notice tone="warning">{blocked}</Notice>}
      <Button
        fullWidth
        variant="success"
        startIcon={<Check />}
        disabled={blocked !== undefined || control.settling}
        onClick={() => {
          control.begin('approve', detail);
        }}
      >
        {text('decision.approve')}
      </Button>
      <Button
        fullWidth
        variant="danger-light"
        startIcon={<Cross />}
        disabled={blocked !== undefined || control.settling}
        onClick={() => {
          control.begin('reject', detail);
        }}
      >
        {text('decision.reject')}
      </Button>
    </>
  );
}

function Settled({ detail }: { detail: ReviewerSubmissionDetail }) {
  const text = useText();
  const sentence = text(detail.state === 'approved' ? 'decision.approved' : 'decision.rejected');
  return (
    <Typography tag="p" textColor="neutral800">
      {sentence}
    </Typography>
  );
}

function Reopen({ detail, onReopened }: Pick<DecisionActionsProps, 'detail' | 'onReopened'>) {
  const text = useText();
  const refusalText = useRefusalText();
  const { toggleNotification } = useNotification();
  const [reopen, { isLoading }] = useReopenMutation();

  const submit = async () => {
    const item = { model: detail.contentType, documentId: detail.item.documentId };
    const result = await reopen({ id: detail.id, item });
    if ('error' in result) {
      toggleNotification({ type: 'danger', message: refusalText(result.error) });
    } else {
      const message = text('decision.done.reopened', { title: detail.item.title });
      toggleNotification({ type: 'success', message });
    }
    await onReopened();
  };

  return (
    <>
      <Typography tag="p" variant="pi" textColor="neutral600">
        {text('decision.reopen.hint')}
      </Typography>
      <Button
        fullWidth
        variant="secondary"
        startIcon={<ArrowsCounterClockwise />}
        loading={isLoading}
        onClick={() => {
          void submit();
        }}
      >
        {text('decision.reopen')}
      </Button>
    </>
  );
}
