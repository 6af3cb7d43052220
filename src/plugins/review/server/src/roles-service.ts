import type { Core } from '@strapi/strapi';

import { seedReviewerRole } from './permissions';

/** For the application to call once Strapi's own administrator roles exist. */
export function rolesService({ strapi }: { strapi: Core.Strapi }) {
  return { seed: () => seedReviewerRole(strapi) };
}
