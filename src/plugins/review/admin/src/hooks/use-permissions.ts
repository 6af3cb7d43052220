import { useRBAC } from '@strapi/strapi/admin';

import { DECIDE, READ_QUEUE } from '../constants';

/** Both are false until the permissions are known. `useRBAC` names them after the last segment. */
export function useMayRead(): boolean {
  return useRBAC(READ_QUEUE).allowedActions.canRead === true;
}

export function useMayDecide(): boolean {
  return useRBAC(DECIDE).allowedActions.canDecide === true;
}
