import { formidableOptions } from '../src/plugins/review/server/src/file/temp-files';
import { readSettings } from '../src/settings';

/** Strapi's own. */
const CORS_HEADERS = ['Content-Type', 'Authorization', 'Origin', 'Accept'];
/** A page elsewhere may ask whether what it has is still so, and for a part of a file. */
const CONDITIONS = ['If-None-Match', 'If-Modified-Since', 'If-Match', 'If-Range', 'Range'];
/** And may read of a file what it needs to put parts together. */
const OF_FILES = ['Accept-Ranges', 'Content-Range', 'Content-Length', 'ETag', 'Repr-Digest'];

export default () => {
  const { maxFileSize } = readSettings(process.env);
  return [
    // Before whatever costs: what it has kept is answered without any of it.
    'api::catalogue.delivery',
    'strapi::logger',
    'strapi::errors',
    'plugin::review.errors',
    'strapi::security',
    {
      name: 'strapi::cors',
      config: {
        headers: [...CORS_HEADERS, ...CONDITIONS],
        expose: [...OF_FILES, 'Content-Disposition', 'Link'],
      },
    },
    'strapi::query',
    // Before the body parser, which writes every multipart request to disk, whoever sends it.
    'plugin::review.upload-gate',
    {
      name: 'strapi::body',
      config: {
        formLimit: '1mb',
        jsonLimit: '1mb',
        textLimit: '1mb',
        formidable: formidableOptions({ maxFileSize }),
      },
    },
    'strapi::session',
    { name: 'strapi::favicon', config: { path: 'public/favicon.png' } },
    // Before the static files, which are served to anyone.
    'plugin::review.private-files',
    'strapi::public',
  ];
};
