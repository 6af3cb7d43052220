import { useState } from 'react';

import type { BulkDecisionRequest } from '../../../shared/desk';
import type { Decision } from '../../../shared/workflow';
import { afterChunk, nextChunk, startBulk } from '../bulk';
import type { BulkProgress, Chosens } from '../bulk';
import { useDecideManyMutation } from '../queue-api';

/** What is said about all of them. */
export type BulkWords = Pick<BulkDecisionRequest, 'reason' | 'reasonId' | 'note' | 'internalNote'>;

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
  const [words, setWords] = useState<BulkWords>({});

  const send = async (start: BulkProgress, said: BulkWords) => {
    let progress = start;
    while (progress.waiting.length > 0) {
      setStage({ at: 'sending', progress });
      const part = nextChunk(progress);
      const items = part.map(({ id, digest }) => ({ id, digest }));
      const last = part.length === progress.waiting.length;
      const result = await decideMany({ request: { decision, items, ...said }, last });
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
    begin: (chosen, said) => {
      setWords(said);
      return send(startBulk(chosen), said);
    },
    goOn: () => ('progress' in stage ? send(stage.progress, words) : Promise.resolve()),
  };
}
