import type { Readable } from 'node:stream';

/** Places in a file, the first and the last byte, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Bytes in storage, under the name they were given: a file's hash and its extension. */
export interface StoredObject {
  name: string;
  /** Bytes. */
  size: number;
  modifiedAt: Date;
  /** Another one whenever the bytes may be others. */
  version: string;
}

export interface OpenedObject extends Pick<StoredObject, 'size' | 'version'> {
  /** Of the part that was asked for. Whoever opens it reads it to its end or destroys it. */
  stream: Readable;
}

/** Where the bytes of files are kept. Putting them there is the work of Strapi's upload provider. */
export interface Storage {
  /** Whether Strapi's own static middleware finds the bytes by itself. */
  readonly isFolder: boolean;
  stat(name: string): Promise<StoredObject | null>;
  open(name: string, range?: ByteRange): Promise<OpenedObject | null>;
  /** Runs `work` with the bytes as a file on this machine, which is not to be changed. */
  withFile<T>(name: string, work: (path: string) => Promise<T>): Promise<T>;
  /** Nothing happens where there is nothing of this name. */
  delete(name: string): Promise<void>;
  /** Everything there is, in no particular order; what comes or goes meanwhile may be missed. */
  list(): AsyncIterable<StoredObject>;
}

export class MissingBytesError extends Error {
  constructor(readonly objectName: string) {
    super(`Nothing is stored as ${objectName}`);
    this.name = 'MissingBytesError';
  }
}

/** @throws Error for a name that would lead out of the folder or bucket */
export function assertObjectName(name: string): void {
  if (!/^[\w-][\w.-]*$/u.test(name)) throw new Error(`No stored file is called "${name}"`);
}
