import { useCallback, useState } from 'react';
import { useAuth } from '@strapi/strapi/admin';

import { readColumns, writeColumns } from '../queue-columns';
import type { Column } from '../queue-columns';
import { readStored, writeStored } from '../stored';

/** The columns a person chose; several may use one browser. */
export function useColumns(): [readonly Column[], (columns: readonly Column[]) => void] {
  const person = useAuth('ReviewQueue', ({ user }) => user?.id);
  const key = `review.queue.columns.${String(person ?? '')}`;
  const [columns, setColumns] = useState(() => readColumns(readStored(key)));
  const choose = useCallback(
    (next: readonly Column[]) => {
      setColumns(next);
      writeStored(key, writeColumns(next));
    },
    [key],
  );
  return [columns, choose];
}
