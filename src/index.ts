import type { Core } from '@strapi/strapi';

import { installCatalogue, missingOfCatalogue } from './api/catalogue/database/install';
import { deliverFirst, stopDelivery } from './api/catalogue/delivery/of-application';
import {
  suggestCategories,
  type CategorySuggestion,
  type Subject,
} from './api/catalogue/queries/suggest-categories';
import { addRootRoutes } from './api/catalogue/root-routes';
import { createWriter } from './api/catalogue/writer';
import { installDatabaseRules } from './content/database-rules';
import { prepareFirstStart } from './content/first-start';
import { normaliseOnWrite } from './content/normalise';

interface Application {
  strapi: Core.Strapi;
}

export default {
  register({ strapi }: Application): void {
    strapi.documents.use(createWriter(strapi));
    addRootRoutes(strapi);
  },

  async bootstrap({ strapi }: Application): Promise<void> {
    normaliseOnWrite(strapi);
    await installDatabaseRules(strapi);
    await installCatalogue(strapi);
    await prepareFirstStart(strapi);
    // Not in the plugin's bootstrap: Strapi makes its own roles after it, and only where none exist.
    await strapi.plugin('review').service<{ seed(): Promise<void> }>('roles').seed();
    strapi
      .plugin('review')
      .service<{ add(check: () => Promise<string[]>): void }>('readiness')
      .add(() => missingOfCatalogue(strapi));
    strapi
      .plugin('review')
      .service<{
        from(suggest: (subject: Subject) => Promise<CategorySuggestion[]>): void;
      }>('category-suggestions')
      .from((subject) => suggestCategories(strapi, subject));
    deliverFirst(strapi);
  },

  async destroy({ strapi }: Application): Promise<void> {
    await stopDelivery(strapi);
  },
};
