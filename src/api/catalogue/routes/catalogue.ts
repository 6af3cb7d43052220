import type { Core } from '@strapi/strapi';

import { readSettings } from '../../../settings';
import { answering, type Handler } from '../handlers/answering';
import { exporting } from '../handlers/export';
import { atom, json } from '../handlers/feeds';
import { openApi } from '../handlers/openapi';
import { categories, changes, item, suggestions } from '../handlers/read';

/** Strapi's own permission, so that one tick closes the library. */
const CONFIG = { auth: { scope: ['api::catalogue.catalogue.find'] } };

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const settings = readSettings(process.env);
  const get = (path: string, handler: Handler) => ({
    method: 'GET',
    path,
    handler: answering(handler),
    config: CONFIG,
  });
  return {
    routes: [
      { method: 'GET', path: '/catalogue', handler: 'catalogue.find' },
      get('/catalogue/categories', categories(strapi)),
      get('/catalogue/suggest', suggestions(strapi)),
      get('/catalogue/changes', changes(strapi)),
      get('/catalogue/export', exporting(strapi)),
      get('/catalogue/feed.atom', atom(strapi, settings)),
      get('/catalogue/feed.json', json(strapi, settings)),
      // Last: a documentId or slug may be any other name.
      get('/catalogue/:id', item(strapi, settings)),
      {
        method: 'GET',
        path: '/openapi.json',
        handler: answering(openApi(settings)),
        // It says how to ask, not what there is.
        config: { auth: false },
      },
    ],
  };
};
