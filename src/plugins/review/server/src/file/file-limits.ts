import type { Core } from '@strapi/strapi';

import type { FileLimits } from './check-file';

/** What the operator set, for every door alike. */
export function fileLimits(strapi: Core.Strapi): FileLimits {
  const config = strapi.plugin('review').config;
  return {
    maxFileSize: Number(config('maxFileSize')),
    allowMacros: config('allowMacros') === true,
  };
}
