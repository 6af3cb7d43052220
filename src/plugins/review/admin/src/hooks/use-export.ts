import { useCallback, useState } from 'react';
import { useFetchClient, useNotification } from '@strapi/strapi/admin';

import { useText } from '../messages';
import { readRefusal } from '../refusal';
import { save } from './use-download';

/** Saves what the server makes of the log as a file. Fetched, because a plain link would carry no session. */
export function useExport(): [(url: string, name: string) => Promise<void>, boolean] {
  const { get } = useFetchClient();
  const { toggleNotification } = useNotification();
  const text = useText();
  const [loading, setLoading] = useState(false);

  const download = useCallback(
    async (url: string, name: string) => {
      setLoading(true);
      try {
        const { data } = await get<Blob>(url, { responseType: 'blob' });
        save(data, name);
      } catch (error) {
        // The client does not read the body of a refused blob request, so there is no sentence.
        const reached = readRefusal(error).status !== null;
        const reason = text(reached ? 'error.server' : 'error.unreachable');
        toggleNotification({ type: 'danger', message: text('log.export.failed', { reason }) });
      } finally {
        setLoading(false);
      }
    },
    [get, text, toggleNotification],
  );
  return [download, loading];
}
