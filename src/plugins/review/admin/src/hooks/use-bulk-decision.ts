import { useState } from 'react';

import type { BulkDecisionRequest } from '../../../shared/desk';
import type { Decision } from '../../../shared/workflow';
import { afterChunk, nextChunk, startBulk } from '../bulk';
import type { BulkProgress, Chosens } from '../bulk';
import { createIdempotencyKey } from '../idempotency-key';
import { useDecideManyMutation } from '../queue-api';

/** What is said about all of them. */
export type BulkWords = Pick<BulkDecisionRequest, 'reason' | 'reasonId' | 'note' | 'internalNote'>;

interface Run {
  words: BulkWords;
  idempotencyKey: string;
}

export type BulkStage =
  | { at: 'asking' }
  | { at: 'sending'; progress: BulkProgress }
  /** Some could not be sent; they may be sent again. */
  | { at: 'stuck'; progress: BulkProgress; error: unknown }
  | { at: 'done'; progress: BulkProgress };

export interface BulkControl {
  stage: BulkStage;
  begin: (chosen: Chosens, words: BulkWords) => Promise<void>;
  goOn: () => Promise<void>;
}

/** One decision about many, sent in parts. Each part is all that a lost answer leaves in doubt. */
export function useBulkDecision(decision: Decision): BulkControl {
  const [decideMany] = useDecideManyMutation();
  const [stage, setStage] = useState<BulkStage>({ at: 'asking' });
  const [run, setRun] = useState<Run>({ words: {}, idempotencyKey: '' });

  const send = async (start: BulkProgress, { words, idempotencyKey }: Run) => {
    let progress = start;
    while (progress.waiting.length > 0) {
      setStage({ at: 'sending', progress });
      const part = nextChunk(progress);
      const items = part.map(({ id, digest }) => ({ id, digest }));
      const last = part.length === progress.waiting.length;
      const request = { decision, items, ...words };
      const result = await decideMany({ request, idempotencyKey, last });
      if ('error' in result) {
        setStage({ at: 'stuck', progress, error: result.error });
        return;
      }
      progress = afterChunk(progress, result.data);
    }
    setStage({ at: 'done', progress });
  };

  return {
    stage,
    begin: (chosen, words) => {
      const begun = { words, idempotencyKey: createIdempotencyKey() };
      setRun(begun);
      return send(startBulk(chosen), begun);
    },
    goOn: () => ('progress' in stage ? send(stage.progress, run) : Promise.resolve()),
  };
}
