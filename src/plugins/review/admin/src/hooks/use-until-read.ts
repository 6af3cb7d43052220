import { useEffect } from 'react';

import { usePageVisible } from './use-page-visible';

const AGAIN_MS = 5000;

/** Asks again as long as the file waits to be read and somebody looks. */
export function useUntilRead(isWaiting: boolean, reload: () => Promise<unknown>): void {
  const visible = usePageVisible();
  useEffect(() => {
    if (!isWaiting || !visible) return undefined;
    const timer = window.setInterval(() => void reload(), AGAIN_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [isWaiting, visible, reload]);
}
