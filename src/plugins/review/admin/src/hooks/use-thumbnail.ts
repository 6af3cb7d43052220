import { useEffect, useState } from 'react';
import { useFetchClient } from '@strapi/strapi/admin';

/** An address of the picture for this page alone, `null` as long as there is none: an image element carries no session. */
export function useThumbnail(address: string | null): string | null {
  const { get } = useFetchClient();
  const [held, setHeld] = useState<{ of: string; url: string } | null>(null);
  useEffect(() => {
    if (address === null) return undefined;
    let url: string | null = null;
    let gone = false;
    get<Blob>(address, { responseType: 'blob' }).then(
      ({ data }) => {
        if (gone) return;
        url = URL.createObjectURL(data);
        setHeld({ of: address, url });
      },
      () => undefined, // the facts beside it say enough
    );
    return () => {
      gone = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [get, address]);
  return held !== null && held.of === address ? held.url : null;
}
