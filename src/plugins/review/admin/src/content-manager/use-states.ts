import { useMemo } from 'react';
import { useTable } from '@strapi/strapi/admin';

import type { QueueRow } from '../../../shared/wire';
import { useGetStatesQuery } from './states-api';

export interface States {
  /** By documentId; an item without a submission has none. */
  byItem: ReadonlyMap<string, QueueRow>;
  /** Whether they are still on their way. */
  loading: boolean;
}

function itemsOf(rows: readonly object[]): string[] {
  const named = rows.flatMap((row) => ('documentId' in row ? [row.documentId] : []));
  return named.filter((id) => typeof id === 'string');
}

/**
 * The submissions of the rows of the content manager's list, for anything inside its table. All who
 * ask name the same rows, so that the client sends one request for a page and not one a row.
 * @param model the uid of the content type, `null` where nothing is to be asked
 */
export function useStatesOfRows(model: string | null): States {
  const rows = useTable('ReviewStates', (table) => table.rows);
  const items = useMemo(() => itemsOf(rows), [rows]);
  const { currentData, isFetching } = useGetStatesQuery(
    { model: model ?? '', items },
    // What is written here is decided about, so an earlier visit's states will not do.
    { skip: model === null || items.length === 0, refetchOnMountOrArgChange: true },
  );
  return useMemo(() => {
    const found = (currentData ?? []).map((row) => [row.item.documentId, row] as const);
    return { byItem: new Map(found), loading: isFetching && currentData === undefined };
  }, [currentData, isFetching]);
}
