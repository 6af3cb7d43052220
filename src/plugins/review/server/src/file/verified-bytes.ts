import type { Core } from '@strapi/strapi';
import { LRUCache } from 'lru-cache';

import { hashStored } from './stored-file';
import type { OpenedObject } from './storage/storage';

/** Hashes of objects as they were found, by name and version. A few megabytes at most. */
const MOST_KNOWN = 20_000;

const known = new WeakMap<Core.Strapi, LRUCache<string, Promise<string>>>();

function hashesOf(strapi: Core.Strapi): LRUCache<string, Promise<string>> {
  const found = known.get(strapi);
  if (found !== undefined) return found;
  const hashes = new LRUCache<string, Promise<string>>({ max: MOST_KNOWN });
  known.set(strapi, hashes);
  return hashes;
}

/**
 * Whether an object's bytes are those of this hash. They are read once for each version that storage
 * tells of, however many ask at the same time.
 */
export async function areBytesOf(
  strapi: Core.Strapi,
  name: string,
  { version }: Pick<OpenedObject, 'version'>,
  sha256: string,
): Promise<boolean> {
  const hashes = hashesOf(strapi);
  const key = `${name} ${version}`;
  let hash = hashes.get(key);
  if (hash === undefined) {
    hash = hashStored(strapi, name);
    hashes.set(key, hash);
    hash.catch(() => hashes.delete(key));
  }
  return (await hash) === sha256;
}
