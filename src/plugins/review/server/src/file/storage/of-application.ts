import path from 'node:path';

import type { Core } from '@strapi/strapi';

import { LocalStorage } from './local-storage';
import { isOurS3 } from './s3-options';
import { S3Storage } from './s3-storage';
import type { Storage } from './storage';

const known = new WeakMap<Core.Strapi, Storage>();

function createStorage(strapi: Core.Strapi): Storage {
  const provider: unknown = strapi.config.get('plugin::upload.provider', 'local');
  if (provider === 'local')
    return new LocalStorage(path.join(strapi.dirs.static.public, 'uploads'));
  const options: unknown = strapi.config.get('plugin::upload.providerOptions');
  if (provider === 'aws-s3' && isOurS3(options)) return new S3Storage(options.s3Options);
  throw new Error(
    `The upload provider is "${String(provider)}". Supported are "local", and "aws-s3" with the options that s3ProviderOptions makes.`,
  );
}

/**
 * Where this application keeps the bytes of its files.
 * @throws Error for an upload provider that could make them public or could not be read from
 */
export function storageOf(strapi: Core.Strapi): Storage {
  const found = known.get(strapi);
  if (found !== undefined) return found;
  const storage = createStorage(strapi);
  known.set(strapi, storage);
  return storage;
}
