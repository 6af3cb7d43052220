import type { Core } from '@strapi/strapi';

interface Logo {
  url?: string;
}

/** Names in storage of the admin panel's own logos, which have bytes and no row in `files`. */
export async function listLogoNames(strapi: Core.Strapi): Promise<string[]> {
  const settings: unknown = await strapi
    .store({ type: 'core', name: 'admin', key: 'project-settings' })
    .get({});
  const logos = settings as { menuLogo?: Logo | null; authLogo?: Logo | null } | null; // as Strapi writes it
  return [logos?.menuLogo?.url, logos?.authLogo?.url].flatMap((url) =>
    url === undefined ? [] : [url.slice(url.lastIndexOf('/') + 1)],
  );
}
