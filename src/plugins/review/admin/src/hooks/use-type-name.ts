import { useCallback } from 'react';

import { useGetTypesQuery } from '../api';

/** Gives a content type's plural API name the name editors know; until that is loaded, itself. */
export function useTypeName(): (type: string) => string {
  const { data: types } = useGetTypesQuery(undefined);
  return useCallback(
    (type) => types?.find((known) => known.type === type)?.displayName ?? type,
    [types],
  );
}
