import { PERMISSIONS } from '../../shared/wire';

export const PLUGIN_ID = 'review';
export const QUEUE_PATH = `/plugins/${PLUGIN_ID}`;
export const LOG_PATH = `${QUEUE_PATH}/log`;
export const LINKS_PATH = `${QUEUE_PATH}/links`;
export const STATISTICS_PATH = `${QUEUE_PATH}/statistics`;

export function submissionPath(id: string): string {
  return `${QUEUE_PATH}/submissions/${encodeURIComponent(id)}`;
}

/** Lists of their own, because `useRBAC` checks again whenever it is handed a new array. */
export const READ_QUEUE = [{ action: PERMISSIONS.readQueue, subject: null }];
export const DECIDE = [{ action: PERMISSIONS.decide, subject: null }];
export const MANAGE_SETTINGS = [{ action: PERMISSIONS.manageSettings, subject: null }];
export const READ_LOG = [{ action: PERMISSIONS.readLog, subject: null }];

export function editPath(contentType: string, documentId: string): string {
  return `/content-manager/collection-types/${contentType}/${documentId}`;
}
