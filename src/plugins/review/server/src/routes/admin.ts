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

const { readQueue, manageSettings } = PERMISSIONS;

export const adminRoutes = {
  type: 'admin',
  routes: [
    route('GET', '/submissions', 'find', readQueue),
    route('GET', '/submissions/:id', 'findOne', readQueue),
    route('GET', '/submissions/:id/file', 'file', readQueue),
    // The right to decide is asked for where a refusal is logged.
    route('POST', '/submissions/:id/decision', 'decide'),
    route('POST', '/submissions/:id/reopen', 'reopen'),
    // Which types are under review is no secret from whoever may sign in.
    route('GET', '/types', 'types'),
    route('GET', '/settings', 'findSettings', manageSettings),
    route('PUT', '/settings', 'updateSettings', manageSettings),
  ],
};
