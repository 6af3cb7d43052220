import { LRUCache } from 'lru-cache';

import { type Answer, sizeOf } from './answer';
import type { CatalogueError } from '../errors';
import { type Key, keyOf } from './key';

/** Addresses whose key is remembered; parsing one costs more than sending what is kept. */
const MAX_ADDRESSES = 5000;
const MAX_ADDRESS_LENGTH = 2000;

/** Finished answers by their question, within a bound of bytes. */
export interface Store {
  keyOf: typeof keyOf;
  get: (key: Key) => Answer | undefined;
  /** Also for an answer that has grown by an encoding. */
  keep: (key: Key, answer: Answer) => void;
  forgetAll: () => void;
  /** Bytes. */
  size: () => number;
}

/** @param maxBytes 0 keeps nothing */
export function createStore(maxBytes: number): Store {
  const answers =
    maxBytes === 0
      ? undefined
      : new LRUCache<Key, Answer>({
          maxSize: maxBytes,
          maxEntrySize: Math.ceil(maxBytes / 8),
          sizeCalculation: sizeOf,
        });
  const keys = new LRUCache<string, { key: Key | CatalogueError | null }>({ max: MAX_ADDRESSES });
  return {
    keyOf: (url, accept) => {
      // What a client accepts matters to few addresses, and then only whether it names JSON-LD.
      const shape = accept?.includes('ld+json') === true ? accept : '';
      if (url.length + shape.length > MAX_ADDRESS_LENGTH) return keyOf(url, accept);
      const address = shape === '' ? url : `${shape} ${url}`;
      const known = keys.get(address);
      if (known !== undefined) return known.key;
      const key = keyOf(url, accept);
      keys.set(address, { key });
      return key;
    },
    get: (key) => answers?.get(key),
    keep: (key, answer) => answers?.set(key, answer),
    forgetAll: () => answers?.clear(),
    size: () => answers?.calculatedSize ?? 0,
  };
}
