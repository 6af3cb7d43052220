import { useMemo } from 'react';

import { categoryPaths } from '../category-paths';
import { useGetCategoriesQuery } from '../submission-api';

const NONE: ReadonlyMap<string, string[]> = new Map();

/** For each category's documentId the names from the top down to it; none until they are loaded. */
export function useCategoryPaths(): ReadonlyMap<string, string[]> {
  const { data } = useGetCategoriesQuery(undefined);
  return useMemo(() => (data === undefined ? NONE : categoryPaths(data)), [data]);
}
