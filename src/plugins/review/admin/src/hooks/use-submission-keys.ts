import { useNotification } from '@strapi/strapi/admin';
import { useNavigate } from 'react-router-dom';

import type { ReviewerSubmissionDetail } from '../../../shared/wire';
import { transition } from '../../../shared/workflow';
import { editPath } from '../constants';
import { isOffered } from '../decision-words';
import type { DecisionKind } from '../decision-words';
import { useText } from '../messages';
import { useSentence } from '../refusal';
import type { ClaimControl } from './use-claim';
import type { DecisionControl } from './use-decision';
import type { Shortcut } from '../shortcuts';
import type { QueueWay } from './use-neighbours';
import { useShortcuts } from './use-shortcuts';

interface SubmissionKeys {
  detail: ReviewerSubmissionDetail;
  control: DecisionControl;
  claim: ClaimControl;
  way: QueueWay;
  blocked: string | undefined;
  /** Goes on with what changed meanwhile; `null` while nothing did. */
  takeOver: (() => void) | null;
}

/** The keys of the submission page. Those that decide open a dialog, which asks once more. */
export function useSubmissionKeys(keys: SubmissionKeys): void {
  const { detail, control, claim, way, blocked, takeOver } = keys;
  const navigate = useNavigate();
  const begin = useBegin({ detail, control, blocked });
  const changed: Shortcut[] =
    takeOver === null ? [] : [{ keys: 't', label: 'changed.take-over', run: takeOver }];
  useShortcuts([
    ...changed,
    { keys: 'j|n', label: 'neighbours.next', run: () => void way.go('next') },
    { keys: 'k|p', label: 'neighbours.previous', run: () => void way.go('previous') },
    { keys: 'a', label: 'decision.approve', run: begin('approve') },
    { keys: 'm', label: 'decision.changes', run: begin('changes') },
    { keys: 'r', label: 'decision.reject', run: begin('reject') },
    {
      keys: 'c',
      label: 'claim.key',
      run: () => {
        if (detail.state !== 'pending' || claim.busy) return;
        if (claim.mine) claim.release();
        else claim.take();
      },
    },
    {
      keys: 'e',
      label: 'submission.edit',
      run: () => {
        navigate(editPath(detail.contentType, detail.item.documentId));
      },
    },
    {
      keys: 'u',
      label: 'submission.back',
      run: () => {
        navigate(way.queueAddress);
      },
    },
  ]);
}

function useBegin({
  detail,
  control,
  blocked,
}: Pick<SubmissionKeys, 'detail' | 'control' | 'blocked'>) {
  const text = useText();
  const sentence = useSentence();
  const { toggleNotification } = useNotification();
  const refusal = (kind: DecisionKind): string | null => {
    const action = kind === 'approve' ? 'approve' : 'reject';
    if (blocked !== undefined) return blocked;
    if (transition(detail.state, action) === undefined) return text('decision.none');
    if (!detail.decidable.allowed) return sentence(detail.decidable.code, detail.decidable.why);
    const { hindrance } = detail.decidable;
    if (kind === 'approve' && hindrance !== null) return sentence(hindrance.code, hindrance.why);
    if (kind === 'approve' && detail.missing.length > 0) return text('decision.missing.short');
    return isOffered(kind, control.reasons) ? null : text('decision.none');
  };
  return (kind: DecisionKind) => () => {
    if (control.settling) return;
    const why = refusal(kind);
    if (why === null) control.begin(kind, detail);
    else toggleNotification({ type: 'info', message: why });
  };
}
