import { useState } from 'react';

import type { Reason } from '../../../shared/desk';
import type { QueueRow, ReviewerSubmissionDetail, StaleDigestDetails } from '../../../shared/wire';
import { useDecideMutation } from '../api';
import { toRequest } from '../decision-words';
import type { DecisionKind, DecisionWords } from '../decision-words';
import { createIdempotencyKey } from '../idempotency-key';
import { isAnswered, readRefusal, useRefusalText } from '../refusal';
import { useGetReasonsQuery } from '../submission-api';
import { useWords } from './use-words';

/** A dialog the reviewer opened: what to decide, and about which reading of the submission. */
export interface OpenDecision {
  kind: DecisionKind;
  detail: ReviewerSubmissionDetail;
  idempotencyKey: string;
}
/** Why nothing was decided although the reviewer confirmed. */
export type DecisionNotice = { kind: 'stale' } | { kind: 'refused'; sentence: string };

export interface DecisionControl {
  open: OpenDecision | null;
  begin: (kind: DecisionKind, detail: ReviewerSubmissionDetail) => void;
  cancel: () => void;
  confirm: () => Promise<void>;
  sending: boolean;
  /** From the server's yes until what follows it has happened. */
  settling: boolean;
  words: DecisionWords;
  setWords: (words: DecisionWords) => void;
  /** Those of the settings; none until they are loaded. */
  reasons: Reason[];
  /** What the open dialog has to say about the last attempt. */
  problem: string | null;
  /** What stands beside the reloaded content after a conflict, until it is read. */
  notice: DecisionNotice | null;
  dismissNotice: () => void;
}

interface DecisionHooks {
  onDecided: (row: QueueRow, kind: DecisionKind) => Promise<unknown>;
  /** The submission is no longer what was shown: load it again. */
  onOutdated: () => Promise<unknown>;
}

const STALE: StaleDigestDetails['code'] = 'staleDigest';
const NO_REASONS: Reason[] = [];

/**
 * Decides about the submission as it was when the dialog opened: that digest is the one sent.
 * Words typed outlive the dialog, so that a conflict costs the reviewer a second look, not their text.
 */
export function useDecision(id: string, { onDecided, onOutdated }: DecisionHooks): DecisionControl {
  const [decide, { isLoading: sending }] = useDecideMutation();
  const { data: reasons = NO_REASONS } = useGetReasonsQuery(undefined);
  const refusalText = useRefusalText();
  const { words, setWords, forgetWords } = useWords(id);
  const [open, setOpen] = useState<OpenDecision | null>(null);
  const [settling, setSettling] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [notice, setNotice] = useState<DecisionNotice | null>(null);

  const begin: DecisionControl['begin'] = (kind, detail) => {
    setProblem(null);
    setNotice(null);
    setOpen({ kind, detail, idempotencyKey: createIdempotencyKey() });
  };
  const cancel = () => {
    setOpen(null);
  };

  const dismissNotice = () => {
    setNotice(null);
  };

  const fail = async (attempt: OpenDecision, error: unknown) => {
    const refusal = readRefusal(error);
    if (refusal.status !== 409) {
      // An answer spends the key; without one the next attempt must be known for the same.
      if (isAnswered(refusal)) setOpen({ ...attempt, idempotencyKey: createIdempotencyKey() });
      setProblem(refusalText(error));
      return;
    }
    const stale = refusal.code === STALE;
    setOpen(null);
    setNotice(stale ? { kind: 'stale' } : { kind: 'refused', sentence: refusalText(error) });
    await onOutdated();
  };

  const confirm = async () => {
    if (open === null || sending) return;
    const { kind, detail, idempotencyKey } = open;
    const result = await decide({
      id: detail.id,
      item: { model: detail.contentType, documentId: detail.item.documentId },
      request: toRequest(kind, detail.digest, words, reasons),
      idempotencyKey,
    });
    if ('error' in result) return fail(open, result.error);
    setOpen(null);
    forgetWords();
    setSettling(true);
    await onDecided(result.data, kind);
    setSettling(false);
  };

  return {
    ...{ open, begin, cancel, confirm, sending, settling },
    ...{ words, setWords, reasons, problem, notice, dismissNotice },
  };
}
