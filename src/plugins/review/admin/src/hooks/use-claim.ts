import { useCallback } from 'react';
import { useAuth, useNotification } from '@strapi/strapi/admin';

import type { QueueRow } from '../../../shared/wire';
import { useText } from '../messages';
import { useClaimRowMutation } from '../queue-api';
import { useRefusalText } from '../refusal';

export function useOwnId(): number | null {
  const id = useAuth('ReviewQueue', ({ user }) => user?.id);
  return id === undefined ? null : Number(id);
}

/** Takes a submission on, or gives back what one had taken on. */
export function useClaim(): (row: QueueRow) => Promise<void> {
  const text = useText();
  const refusalText = useRefusalText();
  const ownId = useOwnId();
  const { toggleNotification } = useNotification();
  const [send] = useClaimRowMutation();
  return useCallback(
    async (row) => {
      const release = row.claim?.reviewer.id === ownId;
      const result = await send({ id: row.id, release });
      if ('error' in result) {
        toggleNotification({ type: 'warning', message: refusalText(result.error) });
        return;
      }
      const message = text(release ? 'queue.released' : 'queue.claimed', { title: row.item.title });
      toggleNotification({ type: 'success', message });
    },
    [ownId, refusalText, send, text, toggleNotification],
  );
}
