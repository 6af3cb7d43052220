import { useCallback, useState } from 'react';

import type { ReviewerSubmissionDetail } from '../../../shared/wire';
import { useGetSubmissionQuery } from '../api';
import { usePageVisible } from './use-page-visible';

const POLL_MS = 15_000;

export interface LatestSubmission {
  latest: ReviewerSubmissionDetail | undefined;
  isFetching: boolean;
  /** Why the last request failed; with `latest` set, only the check for changes failed. */
  error: unknown;
  reload: () => Promise<unknown>;
}

/** The submission as the server has it, asked again every 15 s while someone is looking. */
export function useLatestSubmission(id: string): LatestSubmission {
  const visible = usePageVisible();
  const { currentData, isFetching, error, refetch } = useGetSubmissionQuery(id, {
    pollingInterval: visible ? POLL_MS : 0,
    refetchOnMountOrArgChange: true,
  });
  const reload = useCallback(async () => {
    await refetch();
  }, [refetch]);
  return { latest: currentData, isFetching, error, reload };
}

export interface ShownSubmission {
  /** What the reviewer is reading. Never replaced under their eyes, only after `reload`. */
  shown: ReviewerSubmissionDetail | undefined;
  /** Whether the server has something else by now. */
  outdated: boolean;
  error: unknown;
  reload: () => Promise<unknown>;
}

/** For one submission as long as the component lives: another one takes another `key`. */
export function useShownSubmission(id: string): ShownSubmission {
  const { latest, isFetching, error, reload: loadLatest } = useLatestSubmission(id);
  const [shown, setShown] = useState<ReviewerSubmissionDetail>();
  const [following, setFollowing] = useState(true);
  if (following && !isFetching && latest !== undefined) {
    setShown(latest);
    setFollowing(false);
  }

  // Not the promise's own result: a request already under way answers with what it replaces.
  const reload = useCallback(() => {
    const loaded = loadLatest();
    setFollowing(true);
    return loaded;
  }, [loadLatest]);

  const outdated = !following && isOutdated(shown, latest);
  return { shown, outdated, error, reload };
}

function isOutdated(
  shown: ReviewerSubmissionDetail | undefined,
  latest: ReviewerSubmissionDetail | undefined,
): boolean {
  if (shown === undefined || latest === undefined) return false;
  return shown.digest !== latest.digest || shown.state !== latest.state;
}
