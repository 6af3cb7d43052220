import type { Core } from '@strapi/strapi';

import type { Check } from '../../../shared/checks';
import type { Scope } from '../scopes';
import { check } from './sentences';
import { liveTwins, waitingTwins, type Common } from './twins';

/** Whether the library has it; by what is public alone. @param except documentId of the item itself */
export async function liveTwinChecks(
  strapi: Core.Strapi,
  common: Common,
  except: string | null,
): Promise<Check[]> {
  const items = (await liveTwins(strapi, common, except)).map(({ twin }) => twin);
  const isFile = common.kind === 'files';
  if (items.length === 0) return [check('noTwin', 'ok', { of: isFile ? 'file' : 'address' })];
  return [check(isFile ? 'sameFile' : 'sameAddress', 'warning', { items })];
}

/** For reviewers only. */
export async function waitingTwinChecks(
  strapi: Core.Strapi,
  common: Common,
  except: string,
  scope: Scope,
): Promise<Check[]> {
  const found = await waitingTwins(strapi, common, except, scope);
  if (found.length === 0) return [];
  const submissions = found.map(({ twin }) => twin);
  const code = common.kind === 'files' ? 'sameFileWaiting' : 'sameAddressWaiting';
  return [check(code, 'warning', { submissions })];
}
