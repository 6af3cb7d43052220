import { useRBAC } from '@strapi/strapi/admin';

import { DECIDE, READ_LOG, READ_QUEUE } from '../constants';

/** Both are false until the permissions are known. `useRBAC` names them after the last segment. */
export function useMayRead(): boolean {
  return useRBAC(READ_QUEUE).allowedActions.canRead === true;
}

export function useMayDecide(): boolean {
  return useRBAC(DECIDE).allowedActions.canDecide === true;
}

/** Log and statistics; `undefined` until it is known. */
export function useMayReadLog(): boolean | undefined {
  const { allowedActions, isLoading } = useRBAC(READ_LOG);
  return isLoading ? undefined : allowedActions.canRead === true;
}
