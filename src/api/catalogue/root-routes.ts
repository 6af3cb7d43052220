import type { Core } from '@strapi/strapi';

import { readSettings } from '../../settings';
import { ask } from './database/ask';
import { CatalogueError } from './errors';
import { answering, type Handler } from './handlers/answering';
import { sitemapFile, sitemapRoot } from './handlers/feeds';
import { oai } from './handlers/oai';

const MAY_READ = `select from up_permissions p
  join up_permissions_role_lnk l on l.permission_id = p.id join up_roles r on r.id = l.role_id
  where p.action = 'api::catalogue.catalogue.find' and r.type = 'public'`;

/** Strapi knows permissions under /api only. At the root nobody is signed in, so the Public role decides. */
function forThePublic(strapi: Core.Strapi, handler: Handler): Core.MiddlewareHandler {
  return answering(async (ctx) => {
    const [permission] = await ask(strapi, MAY_READ);
    if (permission === undefined) {
      throw new CatalogueError('forbidden', 'This library is not open to everybody.');
    }
    await handler(ctx);
  });
}

/** What standards want at the root of the host. */
export function addRootRoutes(strapi: Core.Strapi): void {
  const settings = readSettings(process.env);
  const route = (method: 'GET' | 'POST', path: string, handler: Handler) => ({
    method,
    path,
    handler: forThePublic(strapi, handler),
    config: { auth: false } as const,
  });
  const harvested = oai(strapi, settings);
  strapi.server.routes([
    route('GET', '/sitemap.xml', sitemapRoot(strapi, settings)),
    route('GET', '/sitemap-:number(\\d{1,6}).xml', sitemapFile(strapi, settings)),
    route('GET', '/oai', harvested),
    route('POST', '/oai', harvested),
  ]);
}
