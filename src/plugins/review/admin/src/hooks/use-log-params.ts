import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

import { changeLogParams, readLogParams, writeLogParams } from '../log-params';
import type { LogParams } from '../log-params';

/** The log page's state lives in its address, so that it can be shared and gone back to. */
export function useLogParams(): [LogParams, (change: Partial<LogParams>) => void] {
  const [search, setSearch] = useSearchParams();
  const params = useMemo(() => readLogParams(search), [search]);
  const change = useCallback(
    (next: Partial<LogParams>) => {
      setSearch(writeLogParams(changeLogParams(params, next)));
    },
    [params, setSearch],
  );
  return [params, change];
}
