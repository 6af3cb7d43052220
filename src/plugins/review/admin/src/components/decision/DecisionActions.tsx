import { Button, Flex, Typography } from '@strapi/design-system';
import { ArrowsCounterClockwise, Check, Cross, Discuss } from '@strapi/icons';
import { useNotification } from '@strapi/strapi/admin';

import type { ReviewerSubmissionDetail } from '../../../../shared/wire';
import { transition } from '../../../../shared/workflow';
import { useReopenMutation } from '../../api';
import { labelOf } from '../../comparison';
import { DECISION_KINDS, isOffered } from '../../decision-words';
import type { DecisionKind } from '../../decision-words';
import type { DecisionControl } from '../../hooks/use-decision';
import { useMayDecide } from '../../hooks/use-permissions';
import { useText } from '../../messages';
import { useRefusalText, useSentence } from '../../refusal';
import { Kbd } from '../Kbd';
import { Notice } from '../Notice';

interface DecisionActionsProps {
  control: DecisionControl;
  detail: ReviewerSubmissionDetail;
  /** Why the caller's surroundings do not allow deciding now. */
  blocked?: string | undefined;
  /** Shows the keys of the submission page. */
  keys?: boolean;
  onReopened: () => Promise<unknown>;
}

/** What may be done with a submission in its state, or the sentence that says why nothing may. */
export function DecisionActions(props: DecisionActionsProps) {
  const { detail, onReopened } = props;
  const mayDecide = useMayDecide();
  const decidable = transition(detail.state, 'approve') !== undefined;
  const reopenable = transition(detail.state, 'reopen') !== undefined;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      {decidable ? <Decide {...props} /> : <Settled detail={detail} />}
      {reopenable && mayDecide && <Reopen detail={detail} onReopened={onReopened} />}
    </Flex>
  );
}

function Decide({ control, detail, blocked, keys = false }: DecisionActionsProps) {
  const text = useText();
  const sentence = useSentence();
  if (!detail.decidable.allowed) {
    const { code, why } = detail.decidable;
    return <Notice tone="neutral">{sentence(code, why)}</Notice>;
  }
  const { hindrance } = detail.decidable;
  return (
    <>
      {blocked !== undefined && <Notice tone="warning">{blocked}</Notice>}
      {detail.missing.length > 0 && (
        <Notice tone="warning">
          {text('decision.missing', { fields: detail.missing.map(labelOf).join(', ') })}
        </Notice>
      )}
      {hindrance !== null && (
        <Notice tone="warning">{sentence(hindrance.code, hindrance.why)}</Notice>
      )}
      {DECISION_KINDS.filter((kind) => isOffered(kind, control.reasons)).map((kind) => (
        <DecisionButton
          key={kind}
          kind={kind}
          hint={keys}
          disabled={
            blocked !== undefined ||
            control.settling ||
            (kind === 'approve' && (detail.missing.length > 0 || hindrance !== null))
          }
          onClick={() => {
            control.begin(kind, detail);
          }}
        />
      ))}
    </>
  );
}

const LOOKS = {
  approve: { variant: 'success', icon: Check, key: 'A' },
  changes: { variant: 'secondary', icon: Discuss, key: 'M' },
  reject: { variant: 'danger-light', icon: Cross, key: 'R' },
} as const;

interface DecisionButtonProps {
  kind: DecisionKind;
  hint: boolean;
  disabled: boolean;
  onClick: () => void;
}

function DecisionButton({ kind, hint, disabled, onClick }: DecisionButtonProps) {
  const text = useText();
  const { variant, icon: Icon, key } = LOOKS[kind];
  return (
    <Button
      fullWidth
      size="L"
      variant={variant}
      startIcon={<Icon />}
      endIcon={hint ? <Kbd>{key}</Kbd> : undefined}
      aria-keyshortcuts={hint ? key.toLowerCase() : undefined}
      disabled={disabled}
      onClick={onClick}
    >
      {text(`decision.${kind}`)}
    </Button>
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
