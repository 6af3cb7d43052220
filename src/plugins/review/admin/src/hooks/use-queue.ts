import type { QueueRow } from '../../../shared/wire';
import { useGetQueueQuery } from '../api';
import type { QueueParams } from '../queue-params';
import { usePageVisible } from './use-page-visible';

const POLL_MS = 30_000;
const NONE: QueueRow[] = [];

export interface Queue {
  rows: QueueRow[];
  total: number | null;
  pageCount: number;
  /** Nothing to show yet, not even what was shown before. */
  loading: boolean;
  /** What is shown is of another address and gives way in a moment. */
  leaving: boolean;
  /** Whether the rows are what the server has for this address. */
  settled: boolean;
  error: unknown;
  reload: () => void;
}

/** The list an address asks for, read again while someone is looking. */
export function useQueue(params: QueueParams): Queue {
  const visible = usePageVisible();
  const { data, currentData, error, isFetching, refetch } = useGetQueueQuery(params, {
    refetchOnMountOrArgChange: true,
    pollingInterval: visible ? POLL_MS : 0,
  });
  // The last list stays until the next is there, so that nothing jumps.
  const shown = currentData ?? (error === undefined ? data : undefined);
  return {
    rows: shown?.data ?? NONE,
    total: shown?.meta.pagination.total ?? null,
    pageCount: shown?.meta.pagination.pageCount ?? 0,
    loading: shown === undefined && error === undefined,
    leaving: currentData === undefined && shown !== undefined,
    settled: currentData !== undefined && !isFetching,
    error,
    reload: () => {
      void refetch();
    },
  };
}
