import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

import { changeQueueParams, readQueueParams, writeQueueParams } from '../queue-params';
import type { QueueParams } from '../queue-params';

export interface QueueAddress {
  params: QueueParams;
  change: (change: Partial<QueueParams>) => void;
  open: (params: QueueParams) => void;
}

/**
 * The queue page's state lives in its address, so that it can be shared and gone back to. Not
 * Strapi's `useQueryParams`: that writes values unencoded, and a search may hold any character.
 */
export function useQueueParams(): QueueAddress {
  const [search, setSearch] = useSearchParams();
  const params = useMemo(() => readQueueParams(search), [search]);
  const open = useCallback(
    (next: QueueParams) => {
      setSearch(writeQueueParams(next));
    },
    [setSearch],
  );
  const change = useCallback(
    (next: Partial<QueueParams>) => {
      open(changeQueueParams(params, next));
    },
    [open, params],
  );
  return { params, change, open };
}
