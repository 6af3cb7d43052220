import { useCallback, useEffect, useState } from 'react';

import type { Pulse } from '../../../shared/desk';
import type { ReviewerSubmissionDetail } from '../../../shared/wire';
import { useGetSubmissionQuery } from '../api';
import { usePageVisible } from './use-page-visible';

const POLL_MS = 15_000;

export interface LatestSubmission {
  latest: ReviewerSubmissionDetail | undefined;
  /** Why the last request failed; with `latest` set, only the check for changes failed. */
  error: unknown;
  reload: () => Promise<unknown>;
}

/** The submission as the server has it, asked again every 15 s while someone is looking. */
export function useLatestSubmission(id: string): LatestSubmission {
  const visible = usePageVisible();
  const { currentData, error, refetch } = useGetSubmissionQuery(id, {
    pollingInterval: visible ? POLL_MS : 0,
    refetchOnMountOrArgChange: true,
  });
  const reload = useCallback(async () => {
    await refetch();
  }, [refetch]);
  return { latest: currentData, error, reload };
}

export interface ShownSubmission extends LatestSubmission {
  /** What the reviewer is reading. Its content is never replaced under their eyes. */
  shown: ReviewerSubmissionDetail | undefined;
  /** What the server has instead by now, `null` while that is the same. */
  newer: ReviewerSubmissionDetail | null;
  /** Goes on with what is newer. */
  takeOver: () => void;
}

interface Reading {
  detail: ReviewerSubmissionDetail | undefined;
  /** Whether it was loaded for this page, and not ahead of it. */
  settled: boolean;
}

/** For one submission as long as the component lives: another one takes another `key`. */
export function useShownSubmission(id: string, pulse: Pulse | null): ShownSubmission {
  const { currentData, error, refetch, isFetching, fulfilledTimeStamp } = useGetSubmissionQuery(
    id,
    { refetchOnMountOrArgChange: true },
  );
  const [openedAt] = useState(() => Date.now());
  const [reading, setReading] = useState<Reading>({ detail: undefined, settled: false });

  const { detail: shown, settled } = reading;
  const latest = currentData;
  const fresh = fulfilledTimeStamp !== undefined && fulfilledTimeStamp >= openedAt;
  // What was loaded ahead gives way to what is true on arrival. From then on only what stands
  // around the content follows the server.
  const follow = latest !== undefined && (!settled || !differs(shown, latest));
  if (follow && (shown !== latest || settled !== fresh)) {
    setReading({ detail: latest, settled: settled || fresh });
  }

  const missed = !isFetching && latest !== undefined && pulse !== null && differs(latest, pulse);
  useEffect(() => {
    if (missed) void refetch();
  }, [missed, pulse, refetch]);

  const reload = useCallback(async () => {
    await refetch();
  }, [refetch]);
  const takeOver = () => {
    setReading({ detail: latest, settled: true });
  };
  const newer = latest !== undefined && settled && differs(shown, latest) ? latest : null;
  return { shown, latest, newer, error, reload, takeOver };
}

type Version = Pick<ReviewerSubmissionDetail, 'digest' | 'state'>;

function differs(one: Version | undefined, other: Version): boolean {
  return one !== undefined && (one.digest !== other.digest || one.state !== other.state);
}
