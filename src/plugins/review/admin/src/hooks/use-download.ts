import { useCallback, useState } from 'react';
import { useFetchClient, useNotification } from '@strapi/strapi/admin';

import { useText } from '../messages';
import { readRefusal } from '../refusal';
import { fileUrl } from './use-file-bytes';
import type { FileVersion } from './use-file-bytes';

/**
 * Saves a submitted file. It is fetched, because a plain link would carry no session, and saved
 * under its name, never opened: it may be a page with scripts, and this is the admin's origin.
 */
export function useDownload(
  submissionId: string,
): [(version: FileVersion, name: string) => Promise<void>, boolean] {
  const { get } = useFetchClient();
  const { toggleNotification } = useNotification();
  const text = useText();
  const [loading, setLoading] = useState(false);

  const download = useCallback(
    async (version: FileVersion, name: string) => {
      setLoading(true);
      try {
        const { data } = await get<Blob>(fileUrl(submissionId, version), { responseType: 'blob' });
        save(data, name);
      } catch (error) {
        // The client does not read the body of a refused blob request, so there is no sentence.
        const reached = readRefusal(error).status !== null;
        const reason = text(reached ? 'error.server' : 'error.unreachable');
        toggleNotification({ type: 'danger', message: text('file.download.failed', { reason }) });
      } finally {
        setLoading(false);
      }
    },
    [get, submissionId, text, toggleNotification],
  );
  return [download, loading];
}

export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(new Blob([file], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: the browser still has to read it.
  window.setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}
