import { ChartPie, SealCheck } from '@strapi/icons';
import type { ContentManagerPlugin } from '@strapi/content-manager/strapi-admin';
import type { PluginDefinition, StrapiApp, WidgetArgs } from '@strapi/strapi/admin';

import { MANAGE_SETTINGS, PLUGIN_ID, QUEUE_PATH, READ_QUEUE } from './constants';
import {
  guardBulkAction,
  guardDocumentAction,
  unpublishLast,
} from './content-manager/publish-actions';
import { ReviewPanel } from './content-manager/ReviewPanel';
import { message, textsIn } from './messages';

function addPages(app: StrapiApp): void {
  app.addMenuLink({
    to: `plugins/${PLUGIN_ID}`,
    icon: SealCheck,
    intlLabel: message('plugin.name'),
    permissions: READ_QUEUE,
    position: 2,
    Component: () => import('./pages/App').then(({ App }) => ({ default: App })),
  });
  app.addSettingsLink('global', {
    id: PLUGIN_ID,
    to: PLUGIN_ID,
    intlLabel: message('settings.title'),
    permissions: MANAGE_SETTINGS,
    Component: () =>
      import('./pages/SettingsPage').then(({ SettingsPage }) => ({ default: SettingsPage })),
  });
  const queue: WidgetArgs = {
    id: 'queue',
    pluginId: PLUGIN_ID,
    icon: SealCheck,
    title: message('widget.title'),
    link: { label: message('widget.link'), href: QUEUE_PATH },
    permissions: READ_QUEUE,
    component: () =>
      import('./components/queue/QueueWidget').then(({ QueueWidget }) => QueueWidget),
  };
  const week: WidgetArgs = {
    id: 'week',
    pluginId: PLUGIN_ID,
    icon: ChartPie,
    title: message('widget.week.title'),
    permissions: READ_QUEUE,
    component: () => import('./components/queue/WeekWidget').then(({ WeekWidget }) => WeekWidget),
  };
  // First on the page: it is what an editor comes for.
  app.widgets.register((others) => [queue, week, ...others]);
}

function extendContentManager(app: StrapiApp): void {
  // Strapi types a plugin's APIs as unknown; these are the content manager's documented ones.
  const apis = app.getPlugin('content-manager').apis as ContentManagerPlugin['config']['apis'];
  apis.addEditViewSidePanel([ReviewPanel]);
  apis.addDocumentAction((actions) => unpublishLast(actions.map(guardDocumentAction)));
  apis.addBulkAction((actions) => actions.map(guardBulkAction));
}

const plugin: PluginDefinition = {
  register(app) {
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID });
    addPages(app);
    extendContentManager(app);
  },
  registerTrads({ locales }) {
    return Promise.resolve(locales.map((locale) => ({ locale, data: textsIn(locale) })));
  },
};

export default plugin;
