import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

import { changeQueueParams, readQueueParams, writeQueueParams } from '../queue-params';
import type { QueueParams } from '../queue-params';

/**
 * The queue page's state lives in its address, so that it can be shared and gone back to. Not
 * Strapi's `useQueryParams`: that writes values unencoded, and a search may hold any character.
 */
export function useQueueParams(): [QueueParams, (change: Partial<QueueParams>) => void] {
  const [search, setSearch] = useSearchParams();
  const params = useMemo(() => readQueueParams(search), [search]);
  const change = useCallback(
    (next: Partial<QueueParams>) => {
      setSearch(writeQueueParams(changeQueueParams(params, next)));
    },
    [params, setSearch],
  );
  return [params, change];
}
