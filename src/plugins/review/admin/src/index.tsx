import type { ComponentType } from 'react';
import { ChartPie, SealCheck } from '@strapi/icons';
import type { ContentManagerPlugin } from '@strapi/content-manager/strapi-admin';
import type { PluginDefinition, StrapiApp, WidgetArgs } from '@strapi/strapi/admin';

import { MenuIcon } from './components/MenuIcon';
import { MANAGE_SETTINGS, PLUGIN_ID, QUEUE_PATH, READ_QUEUE } from './constants';
import { bulkDecision } from './content-manager/bulk-decisions';
import {
  guardBulkAction,
  guardDocumentAction,
  unpublishLast,
} from './content-manager/publish-actions';
import { ReviewPanel } from './content-manager/ReviewPanel';
import { injectStateColumn } from './content-manager/state-column';
import { StateFilter } from './content-manager/StateFilter';
import { DECISION_KINDS } from './decision-words';
import { FirstPermissions } from './first-permissions';
import { message, textsIn } from './messages';
import type { TextKey } from './messages';

function addPages(app: StrapiApp): void {
  app.addMenuLink({
    to: `plugins/${PLUGIN_ID}`,
    icon: MenuIcon,
    intlLabel: message('plugin.name'),
    permissions: READ_QUEUE,
    position: 2,
    Component: () => import('./pages/App').then(({ App }) => ({ default: App })),
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

type Page = () => Promise<{ default: ComponentType }>;

function addSettings(app: StrapiApp): void {
  const link = (page: string, key: TextKey, Component: Page) => ({
    id: `${PLUGIN_ID}-${page}`,
    to: `${PLUGIN_ID}/${page}`,
    intlLabel: message(key),
    permissions: MANAGE_SETTINGS,
    Component,
  });
  app.addSettingsLink({ id: PLUGIN_ID, intlLabel: message('settings.title') }, [
    link('reasons', 'settings.reasons', () =>
      import('./pages/SettingsReasonsPage').then((page) => ({ default: page.SettingsReasonsPage })),
    ),
    link('due-dates', 'settings.due', () =>
      import('./pages/SettingsDueDatesPage').then((page) => ({
        default: page.SettingsDueDatesPage,
      })),
    ),
    link('reviewers', 'settings.scopes', () =>
      import('./pages/SettingsReviewersPage').then((page) => ({
        default: page.SettingsReviewersPage,
      })),
    ),
    link('rules', 'settings.rules', () =>
      import('./pages/SettingsRulesPage').then((page) => ({ default: page.SettingsRulesPage })),
    ),
  ]);
}

function extendContentManager(app: StrapiApp): void {
  const contentManager = app.getPlugin('content-manager');
  // Strapi types a plugin's APIs as unknown; these are the content manager's documented ones.
  const apis = contentManager.apis as ContentManagerPlugin['config']['apis'];
  apis.addEditViewSidePanel([ReviewPanel]);
  apis.addDocumentAction((actions) => unpublishLast(actions.map(guardDocumentAction)));
  apis.addBulkAction((actions) => [
    ...DECISION_KINDS.map(bulkDecision),
    ...actions.map(guardBulkAction),
  ]);
  app.registerHook('Admin/CM/pages/ListView/inject-column-in-table', injectStateColumn);
  contentManager.injectComponent('listView', 'actions', {
    name: 'review-state-filter',
    Component: StateFilter,
  });
}

const plugin: PluginDefinition = {
  register(app) {
    app.registerPlugin({
      id: PLUGIN_ID,
      name: PLUGIN_ID,
      isReady: false,
      initializer: FirstPermissions,
    });
    addPages(app);
    addSettings(app);
    extendContentManager(app);
  },
  registerTrads({ locales }) {
    return Promise.all(locales.map(async (locale) => ({ locale, data: await textsIn(locale) })));
  },
};

export default plugin;
