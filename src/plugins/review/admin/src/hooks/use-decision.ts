import { useState } from 'react';

import type {
  DecisionRequest,
  QueueRow,
  ReviewerSubmissionDetail,
  StaleDigestDetails,
} from '../../../shared/wire';
import type { Decision } from '../../../shared/workflow';
import { useDecideMutation } from '../api';
import { createIdempotencyKey } from '../idempotency-key';
import { isAnswered, readRefusal, useRefusalText } from '../refusal';

export interface DecisionWords {
  reason: string;
  note: string;
  internalNote: string;
}
/** A dialog the reviewer opened: what to decide, and about which reading of the submission. */
export interface OpenDecision {
  decision: Decision;
  detail: ReviewerSubmissionDetail;
  idempotencyKey: string;
}
/** Why nothing was decided although the reviewer confirmed. */
export type DecisionNotice = { kind: 'stale' } | { kind: 'refused'; sentence: string };

export interface DecisionControl {
  open: OpenDecision | null;
  begin: (decision: Decision, detail: ReviewerSubmissionDetail) => void;
  cancel: () => void;
  confirm: () => Promise<void>;
  sending: boolean;
  /** From the server's yes until what follows it has happened. */
  settling: boolean;
  words: DecisionWords;
  setWords: (words: DecisionWords) => void;
  /** What the open dialog has to say about the last attempt. */
  problem: string | null;
  /** What stands beside the reloaded content after a conflict. */
  notice: DecisionNotice | null;
}

interface DecisionHooks {
  onDecided: (row: QueueRow, decision: Decision) => Promise<unknown>;
  /** The submission is no longer what was shown: load it again. */
  onOutdated: () => Promise<unknown>;
}

const NO_WORDS: DecisionWords = { reason: '', note: '', internalNote: '' };
const STALE: StaleDigestDetails['code'] = 'staleDigest';

/**
 * Decides about the submission as it was when the dialog opened: that digest is the one sent.
 * Words typed outlive the dialog, so that a conflict costs the reviewer a second look, not their text.
 */
export function useDecision({ onDecided, onOutdated }: DecisionHooks): DecisionControl {
  const [decide, { isLoading: sending }] = useDecideMutation();
  const refusalText = useRefusalText();
  const [open, setOpen] = useState<OpenDecision | null>(null);
  const [settling, setSettling] = useState(false);
  const [words, setWords] = useState(NO_WORDS);
  const [problem, setProblem] = useState<string | null>(null);
  const [notice, setNotice] = useState<DecisionNotice | null>(null);

  const begin: DecisionControl['begin'] = (decision, detail) => {
    setProblem(null);
    setNotice(null);
    setOpen({ decision, detail, idempotencyKey: createIdempotencyKey() });
  };
  const cancel = () => {
    setOpen(null);
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
    const result = await decide(toArguments(open, words));
    if ('error' in result) return fail(open, result.error);
    setOpen(null);
    setWords(NO_WORDS);
    setSettling(true);
    await onDecided(result.data, open.decision);
    setSettling(false);
  };

  return { open, begin, cancel, confirm, sending, settling, words, setWords, problem, notice };
}

function toArguments({ decision, detail, idempotencyKey }: OpenDecision, words: DecisionWords) {
  return {
    id: detail.id,
    item: { model: detail.contentType, documentId: detail.item.documentId },
    request: toRequest(decision, detail.digest, words),
    idempotencyKey,
  };
}

function toRequest(decision: Decision, digest: string, words: DecisionWords): DecisionRequest {
  const request: DecisionRequest = { decision, digest };
  const note = words.note.trim();
  if (note !== '') request.note = note;
  if (decision === 'approve') return request;
  const internalNote = words.internalNote.trim();
  if (internalNote !== '') request.internalNote = internalNote;
  return { ...request, reason: words.reason.trim() };
}
