import { useNotification } from '@strapi/strapi/admin';
import { useNavigate } from 'react-router-dom';

import type { QueueRow } from '../../../shared/wire';
import type { Decision } from '../../../shared/workflow';
import { useLazyGetQueueQuery } from '../api';
import { QUEUE_PATH, submissionPath } from '../constants';
import { useText } from '../messages';
import { WHOLE_QUEUE } from '../queue-params';

const WAITING = { ...WHOLE_QUEUE, pageSize: 100 };

const DONE = { approve: 'decision.done.approved', reject: 'decision.done.rejected' } as const;

/** Says what was decided and opens what waits next, or the queue when nothing does. */
export function useGoOn(): (decided: QueueRow, decision: Decision) => Promise<void> {
  const text = useText();
  const navigate = useNavigate();
  const { toggleNotification } = useNotification();
  const [getQueue] = useLazyGetQueueQuery();
  return async (decided, decision) => {
    const { data } = await getQueue(WAITING);
    const next = nextAfter(decided, data?.data ?? []);
    const done = text(DONE[decision], { title: decided.item.title });
    const then =
      next === null
        ? text('decision.queue-empty')
        : text('decision.next', { title: next.item.title });
    // When the queue could not be asked, nothing is claimed about it.
    const message = data === undefined ? done : `${done} ${then}`;
    toggleNotification({ type: 'success', message });
    navigate(next === null ? QUEUE_PATH : submissionPath(next.id));
  };
}

/**
 * The next in the queue, else its oldest. Going on from the decided one, and not always to the
 * oldest, keeps a submission the reviewer may not decide (their own) from coming back each time.
 */
function nextAfter(decided: QueueRow, oldestFirst: QueueRow[]): QueueRow | null {
  const waiting = oldestFirst.filter(({ id }) => id !== decided.id);
  return (
    waiting.find(({ submittedAt }) => submittedAt >= decided.submittedAt) ?? waiting[0] ?? null
  );
}
