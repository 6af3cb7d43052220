import { PERMISSIONS } from '../../../shared/wire';

function allow(...actions: string[]) {
  return {
    policies: [
      'admin::isAuthenticatedAdmin',
      ...actions.map((action) => ({
        name: 'admin::hasPermissions',
        config: { actions: [action] },
      })),
    ],
  };
}

function route(method: string, path: string, handler: string, ...actions: string[]) {
  return { method, path, handler: `desk.${handler}`, config: allow(...actions) };
}

const { readQueue, decide, manageSettings, readLog } = PERMISSIONS;

export const adminRoutes = {
  type: 'admin',
  routes: [
    route('GET', '/submissions', 'find', readQueue),
    route('GET', '/submissions/:id', 'findOne', readQueue),
    route('GET', '/submissions/:id/file', 'file', readQueue),
    route('GET', '/submissions/:id/thumbnail', 'thumbnail', readQueue),
    route('GET', '/submissions/:id/checks', 'checks', readQueue),
    route('GET', '/submissions/:id/neighbours', 'neighbours', readQueue),
    route('GET', '/counts', 'counts', readQueue),
    route('GET', '/categories', 'categories', readQueue),
    route('GET', '/reviewers', 'reviewers', readQueue),
    route('GET', '/reasons', 'reasons', readQueue),
    route('POST', '/submissions/:id/presence', 'presence', readQueue),
    route('POST', '/submissions/:id/claim', 'claim', readQueue, decide),
    route('POST', '/submissions/:id/release', 'release', readQueue, decide),
    route('POST', '/submissions/:id/hand', 'hand', readQueue, decide),
    route('GET', '/views', 'findViews', readQueue),
    route('POST', '/views', 'createView', readQueue),
    route('DELETE', '/views/:id', 'deleteView', readQueue),
    route('GET', '/links', 'findLinks', readQueue),
    route('POST', '/links/check', 'checkLink', readQueue, decide),
    // The right to decide is asked for where a refusal is logged.
    route('POST', '/submissions/:id/decision', 'decide'),
    route('POST', '/submissions/:id/reopen', 'reopen'),
    route('POST', '/decisions', 'decideMany'),
    // Which types are under review is no secret from whoever may sign in.
    route('GET', '/types', 'types'),
    route('GET', '/settings', 'findSettings', manageSettings),
    route('PUT', '/settings', 'updateSettings', manageSettings),
    route('GET', '/scanner', 'scanner', manageSettings),
    route('GET', '/log', 'findLog', readLog),
    route('GET', '/log/export', 'exportLog', readLog),
    route('GET', '/statistics', 'findStatistics', readLog),
    route('GET', '/statistics/export', 'exportStatistics', readLog),
  ],
};
