import { useAuth, useNotification } from '@strapi/strapi/admin';

import type { Claim, Reviewer, ReviewerSubmissionDetail } from '../../../shared/wire';
import { useText } from '../messages';
import { useRefusalText } from '../refusal';
import { useClaimMutation, useHandMutation, useReleaseMutation } from '../submission-api';
import type { Presence } from './use-presence';

export interface ClaimControl {
  claim: Claim | null;
  mine: boolean;
  /** Id of the caller, `null` until it is known. */
  me: number | null;
  busy: boolean;
  take: () => void;
  release: () => void;
  hand: (to: Reviewer) => void;
}

/** Claims, releases and hands over, and says why that could not be done. */
export function useClaim(detail: ReviewerSubmissionDetail, presence: Presence): ClaimControl {
  const text = useText();
  const refusalText = useRefusalText();
  const { toggleNotification } = useNotification();
  const me = useAuth('useClaim', ({ user }) => (user === undefined ? null : Number(user.id)));
  const [claimIt, claiming] = useClaimMutation();
  const [releaseIt, releasing] = useReleaseMutation();
  const [handIt, handing] = useHandMutation();
  // The pulse is newer than the reading, except before its first beat.
  const claim = presence.pulse === null ? detail.claim : presence.pulse.claim;
  const key = {
    id: detail.id,
    item: { model: detail.contentType, documentId: detail.item.documentId },
  };

  const settle = async (sent: Promise<object>, said: string) => {
    const result = await sent;
    if ('error' in result) {
      toggleNotification({ type: 'danger', message: refusalText(result.error) });
    } else {
      toggleNotification({ type: 'success', message: said });
    }
    await presence.beat();
  };
  return {
    claim,
    mine: claim !== null && claim.reviewer.id === me,
    me,
    busy: claiming.isLoading || releasing.isLoading || handing.isLoading,
    take: () => void settle(claimIt(key), text('claim.done.taken')),
    release: () => void settle(releaseIt(key), text('claim.done.released')),
    hand: ({ id, name }) =>
      void settle(handIt({ ...key, reviewer: id }), text('claim.done.handed', { name })),
  };
}
