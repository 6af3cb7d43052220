import { useEffect } from 'react';
import { useRBAC } from '@strapi/strapi/admin';

import { READ_QUEUE } from './constants';

let readsQueue = false;

/** Whether who is signed in may read the queue, where no hook can be asked: Strapi's hooks on lists. */
export function mayReadQueue(): boolean {
  return readsQueue;
}

/**
 * Strapi renders a plugin's initializer before any page, anew for each person who signs in, and
 * waits until it calls `setPlugin`. The permissions are in memory by then, so that takes no request.
 */
export function FirstPermissions({ setPlugin }: { setPlugin: (id: string) => void }) {
  const { allowedActions, isLoading } = useRBAC(READ_QUEUE);
  useEffect(() => {
    if (isLoading) return;
    readsQueue = allowedActions.canRead === true;
    setPlugin('review');
  }, [allowedActions.canRead, isLoading, setPlugin]);
  return null;
}
