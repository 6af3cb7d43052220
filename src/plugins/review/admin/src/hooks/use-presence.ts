import { useCallback, useEffect, useState } from 'react';
import { getFetchClient } from '@strapi/strapi/admin';

import type { Pulse } from '../../../shared/desk';
import { submissionUrl, useBeatMutation } from '../submission-api';
import { usePageVisible } from './use-page-visible';

/** Twice in the ten seconds within which a reviewer is to know of a change. */
const BEAT_MS = 5_000;

export interface Presence {
  /** The latest word from the server, `null` before the first. */
  pulse: Pulse | null;
  /** Why the latest beat failed. */
  error: unknown;
  /** Asks now, after something was done. */
  beat: () => Promise<void>;
}

/** Tells the server that someone has the submission in front of them, and hears what changed. */
export function usePresence(id: string): Presence {
  const visible = usePageVisible();
  const [send] = useBeatMutation();
  const [{ pulse, error }, setHeard] = useState<Omit<Presence, 'beat'>>({
    pulse: null,
    error: undefined,
  });

  const beat = useCallback(async () => {
    const answer = await send(id);
    setHeard((before) =>
      'error' in answer
        ? { pulse: before.pulse, error: answer.error }
        : { pulse: answer.data, error: undefined },
    );
  }, [id, send]);

  useEffect(() => {
    if (!visible) return undefined;
    const now = window.setTimeout(() => void beat(), 0);
    const timer = window.setInterval(() => void beat(), BEAT_MS);
    return () => {
      window.clearTimeout(now);
      window.clearInterval(timer);
      leave(id);
    };
  }, [visible, id, beat]);

  return { pulse, error, beat };
}

/** A client of its own: that of a component gives its requests up when the component goes. */
function leave(id: string): void {
  const left = getFetchClient().post(submissionUrl(id, '/presence'), { leaving: true });
  // Not heard, it ends by itself a little later.
  left.catch(() => undefined);
}
