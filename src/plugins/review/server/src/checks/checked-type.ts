import type { Core } from '@strapi/strapi';

import { ReviewError } from '../errors';
import { assertKnown } from '../parse/closed-query';
import { reviewableTypes } from '../plugin-types';
import type { ReviewableType } from '../reviewable';

function invalid(message: string): ReviewError {
  return new ReviewError('invalidParameter', message, { parameter: 'type' });
}

/**
 * As what something is checked: as `?type=` says, or as the only type that it can be, with a file or without.
 * @throws ReviewError `invalidParameter`
 */
export function checkedType(
  strapi: Core.Strapi,
  query: Readonly<Record<string, unknown>>,
  hasFile: boolean,
): ReviewableType {
  assertKnown(query, ['type']);
  const types = [...reviewableTypes(strapi).values()];
  const names = types.map(({ name }) => name).join(', ');
  if (query.type !== undefined) {
    const named = types.find(({ name }) => name === query.type);
    if (named === undefined) throw invalid(`"type" must be one of: ${names}.`);
    if (hasFile && named.file === null) {
      throw new ReviewError(
        'invalidKey',
        `A ${named.displayName.toLowerCase()} has no file. Send JSON.`,
        {
          key: 'file',
        },
      );
    }
    return named;
  }
  const [only, ...others] = types.filter(({ file }) => (file !== null) === hasFile);
  if (only === undefined || others.length > 0) {
    throw invalid(`Say what this is to be by "type", one of: ${names}.`);
  }
  return only;
}
