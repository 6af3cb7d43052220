import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<true>();

/**
 * Marks document-service calls as made by the review itself, which keeps state and log on its own.
 * Not a parameter: parameters come from callers.
 */
export function asReview<T>(write: () => Promise<T>): Promise<T> {
  return storage.run(true, write);
}

export function isOwnWrite(): boolean {
  return storage.getStore() === true;
}
