import type { Core } from '@strapi/strapi';

import { reviewableTypes } from '../plugin-types';

const own = (method: string, path: string, action: string) => ({
  method,
  path: `/submissions${path}`,
  handler: `submission.${action}`,
  config: { policies: [] },
});

/** Without the plugin's name in the address: these are the library's own endpoints. */
export function contentApiRoutes({ strapi }: { strapi: Core.Strapi }) {
  const types = [...reviewableTypes(strapi).values()];
  return {
    type: 'content-api',
    prefix: '',
    routes: [
      {
        // Before what is sent to a type, or it would be one. Who may submit may ask beforehand: one tick for both.
        ...own('POST', '/check', ''),
        handler: 'preflight.check',
        config: { policies: [], auth: { scope: ['plugin::review.submission.create'] } },
      },
      own('POST', '/:type', 'create'),
      own('GET', '', 'find'),
      own('GET', '/:id', 'findOne'),
      own('GET', '/:id/file', 'file'),
      {
        ...own('GET', '/:id/thumbnail', 'thumbnail'),
        // Who may fetch the file may see its first page: one tick for both.
        config: { policies: [], auth: { scope: ['plugin::review.submission.file'] } },
      },
      own('PUT', '/:id', 'update'),
      own('DELETE', '/:id', 'delete'),
      ...types
        .filter(({ file }) => file !== null)
        .flatMap(({ name }) => [
          ...['', '/:sha256/:fileName'].map((version) => ({
            method: 'GET',
            path: `/${name}/:documentId/file${version}`,
            handler: 'live-file.findOne',
            config: { policies: [] },
          })),
          {
            method: 'GET',
            path: `/${name}/:documentId/thumbnail/:picture`,
            handler: 'live-file.findThumbnail',
            config: { policies: [], auth: { scope: ['plugin::review.live-file.findOne'] } },
          },
        ]),
    ],
  };
}
