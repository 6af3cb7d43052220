import { useEffect } from 'react';
import { useAuth } from '@strapi/strapi/admin';

import { PERMISSIONS } from '../../shared/wire';
import { PLUGIN_ID } from './constants';

let readsQueue = false;

/** Whether who is signed in may read the queue, where no hook can be asked: Strapi's hooks on lists. */
export function mayReadQueue(): boolean {
  return readsQueue;
}

/**
 * Strapi renders a plugin's initializer before any page, anew for each person who signs in, and
 * waits until it calls `setPlugin`. Not by `useRBAC`: asked before the permissions are there, it
 * says no and never asks again.
 */
export function FirstPermissions({ setPlugin }: { setPlugin: (id: string) => void }) {
  const permissions = useAuth('FirstPermissions', (state) => state.permissions);
  const isLoading = useAuth('FirstPermissions', (state) => state.isLoading);
  useEffect(() => {
    if (isLoading) return;
    readsQueue = permissions.some(({ action }) => action === PERMISSIONS.readQueue);
    setPlugin(PLUGIN_ID);
  }, [isLoading, permissions, setPlugin]);
  return null;
}
