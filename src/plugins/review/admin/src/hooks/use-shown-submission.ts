import { useCallback, useState } from 'react';

import type { ReviewerSubmissionDetail } from '../../../shared/wire';
import { useGetSubmissionQuery } from '../api';
import { usePageVisible } from './use-page-visible';

const POLL_MS = 15_000;

export interface LatestSubmission {
  latest: ReviewerSubmissionDetail | undefined;
  /** Why the last request failed; with `latest` set, only the check for changes failed. */
  error: unknown;
  reload: () => Promise<ReviewerSubmissionDetail | undefined>;
}

/** The submission as the server has it, asked again every 15 s while someone is looking. */
export function useLatestSubmission(id: string): LatestSubmission {
  const visible = usePageVisible();
  const { currentData, error, refetch } = useGetSubmissionQuery(id, {
    pollingInterval: visible ? POLL_MS : 0,
    refetchOnMountOrArgChange: true,
  });
  const reload = useCallback(async () => (await refetch()).data, [refetch]);
  return { latest: currentData, error, reload };
}

export interface ShownSubmission {
  /** What the reviewer is reading. Never replaced under their eyes, only by `reload`. */
  shown: ReviewerSubmissionDetail | undefined;
  /** Whether the server has something else by now. */
  outdated: boolean;
  error: unknown;
  reload: () => Promise<void>;
}

/** For one submission as long as the component lives: another one takes another `key`. */
export function useShownSubmission(id: string): ShownSubmission {
  const { latest, error, reload: loadLatest } = useLatestSubmission(id);
  const [kept, setKept] = useState<ReviewerSubmissionDetail>();
  if (kept === undefined && latest !== undefined) setKept(latest);

  const reload = useCallback(async () => {
    const loaded = await loadLatest();
    if (loaded !== undefined) setKept(loaded);
  }, [loadLatest]);

  const shown = kept ?? latest;
  return { shown, outdated: isOutdated(shown, latest), error, reload };
}

function isOutdated(
  shown: ReviewerSubmissionDetail | undefined,
  latest: ReviewerSubmissionDetail | undefined,
): boolean {
  if (shown === undefined || latest === undefined) return false;
  return shown.digest !== latest.digest || shown.state !== latest.state;
}
