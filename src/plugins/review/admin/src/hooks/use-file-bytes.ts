import { useEffect, useState } from 'react';
import { useFetchClient } from '@strapi/strapi/admin';

import { readRefusal } from '../refusal';
import { submissionUrl } from '../submission-api';

/** Which of the item's two versions a file belongs to. */
export type FileVersion = 'draft' | 'live';

/**
 * Why there are no bytes. The client does not read the body of a refused blob request, so there is
 * no sentence of the server's. `changed`: it sent others than the page speaks of.
 */
export type FileFailure = 'unreachable' | 'refused' | 'changed';

export type FileBytes =
  { state: 'loading' } | { state: 'failed'; why: FileFailure } | { state: 'loaded'; blob: Blob };

export function fileUrl(submissionId: string, version: FileVersion): string {
  return `${submissionUrl(submissionId, '/file')}?version=${version}`;
}

/**
 * The bytes of a submitted file, fetched because no link or frame would carry the session.
 * @param sha256 of the file, so that other bytes are loaded anew
 */
export function useFileBytes(
  submissionId: string,
  version: FileVersion,
  sha256: string,
): [FileBytes, () => void] {
  const { get } = useFetchClient();
  const [attempt, setAttempt] = useState(0);
  const wanted = `${submissionId} ${version} ${sha256} ${String(attempt)}`;
  const [held, setHeld] = useState<{ of: string; bytes: FileBytes } | null>(null);

  useEffect(() => {
    let gone = false;
    const hold = (bytes: FileBytes) => {
      if (!gone) setHeld({ of: wanted, bytes });
    };
    get<Blob>(fileUrl(submissionId, version), { responseType: 'blob' }).then(
      ({ data, headers }) => {
        // The server names the bytes it sends. They may have been replaced since the page asked.
        const tag = headers?.get('ETag') ?? null;
        const same = tag === null || tag.includes(sha256);
        hold(same ? { state: 'loaded', blob: data } : { state: 'failed', why: 'changed' });
      },
      (error: unknown) => {
        const reached = readRefusal(error).status !== null;
        hold({ state: 'failed', why: reached ? 'refused' : 'unreachable' });
      },
    );
    return () => {
      gone = true;
    };
  }, [get, submissionId, version, sha256, wanted]);

  const retry = () => {
    setAttempt((before) => before + 1);
  };
  return [held?.of === wanted ? held.bytes : { state: 'loading' }, retry];
}
