import type { Core } from '@strapi/strapi';

import { installCatalogue } from './api/catalogue/database/install';
import { createWriter } from './api/catalogue/writer';
import { installDatabaseRules } from './content/database-rules';
import { prepareFirstStart } from './content/first-start';
import { normaliseOnWrite } from './content/normalise';

export default {
  register({ strapi }: { strapi: Core.Strapi }): void {
    strapi.documents.use(createWriter(strapi));
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    normaliseOnWrite(strapi);
    await installDatabaseRules(strapi);
    await installCatalogue(strapi);
    await prepareFirstStart(strapi);
    // Not in the plugin's bootstrap: Strapi makes its own roles after it, and only where none exist.
    await strapi.plugin('review').service<{ seed(): Promise<void> }>('roles').seed();
  },
};
