import { useCallback } from 'react';
import { useAuth, useNotification } from '@strapi/strapi/admin';

import type { QueueRow } from '../../../shared/wire';
import { useGetTypesQuery } from '../api';
import { useText } from '../messages';
import { useRefusalText } from '../refusal';
import { useClaimMutation, useReleaseMutation } from '../submission-api';

export function useOwnId(): number | null {
  return useAuth('useOwnId', ({ user }) => (user === undefined ? null : Number(user.id)));
}

/** Takes a submission on from the list, or gives back what one had taken on. */
export function useRowClaim(): (row: QueueRow) => Promise<void> {
  const text = useText();
  const refusalText = useRefusalText();
  const ownId = useOwnId();
  const { toggleNotification } = useNotification();
  const { data: types } = useGetTypesQuery(undefined);
  const [claim] = useClaimMutation();
  const [release] = useReleaseMutation();
  return useCallback(
    async ({ id, type, item: { documentId, title }, claim: held }) => {
      const mine = held?.reviewer.id === ownId;
      if (held !== null && !mine) {
        // Taking over from someone is for the page of the submission, where the two can see each other.
        const message = text('queue.claim.taken', { name: held.reviewer.name, title });
        toggleNotification({ type: 'warning', message });
        return;
      }
      const model = types?.find((known) => known.type === type)?.uid ?? type;
      const result = await (mine ? release : claim)({ id, item: { model, documentId } });
      if ('error' in result) {
        toggleNotification({ type: 'warning', message: refusalText(result.error) });
        return;
      }
      const message = text(mine ? 'queue.released' : 'queue.claimed', { title });
      toggleNotification({ type: 'success', message });
    },
    [claim, ownId, refusalText, release, text, toggleNotification, types],
  );
}
