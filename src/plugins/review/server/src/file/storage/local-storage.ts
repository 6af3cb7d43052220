import type { BigIntStats } from 'node:fs';
import { type FileHandle, open, opendir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import {
  assertObjectName,
  type ByteRange,
  MissingBytesError,
  type OpenedObject,
  type Storage,
  type StoredObject,
} from './storage';

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** The time of the last change cannot be set back by whoever changes a file, unlike that of its content. */
function versionOf({ size, ino, mtimeNs, ctimeNs }: BigIntStats): string {
  return [size, ino, mtimeNs, ctimeNs].join('-');
}

function describe(name: string, found: BigIntStats): StoredObject {
  return {
    name,
    size: Number(found.size),
    modifiedAt: found.mtime,
    version: versionOf(found),
  };
}

async function openFile(absolute: string): Promise<FileHandle | null> {
  try {
    return await open(absolute, 'r');
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** A folder of this machine: what Strapi's local provider writes to. */
export class LocalStorage implements Storage {
  readonly isFolder = true;

  /** @param folder absolute */
  constructor(private readonly folder: string) {}

  private pathOf(name: string): string {
    assertObjectName(name);
    return path.join(this.folder, name);
  }

  async stat(name: string): Promise<StoredObject | null> {
    try {
      const found = await stat(this.pathOf(name), { bigint: true });
      return found.isFile() ? describe(name, found) : null;
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  }

  async open(name: string, range?: ByteRange): Promise<OpenedObject | null> {
    const handle = await openFile(this.pathOf(name));
    if (handle === null) return null;
    const found = await handle.stat({ bigint: true });
    if (!found.isFile()) {
      await handle.close();
      return null;
    }
    const { size, version } = describe(name, found);
    return { size, version, stream: handle.createReadStream(range) };
  }

  async withFile<T>(name: string, work: (path: string) => Promise<T>): Promise<T> {
    if ((await this.stat(name)) === null) throw new MissingBytesError(name);
    return work(this.pathOf(name));
  }

  async delete(name: string): Promise<void> {
    await rm(this.pathOf(name), { force: true });
  }

  async *list(): AsyncGenerator<StoredObject> {
    for await (const entry of await opendir(this.folder)) {
      if (!entry.isFile() || entry.name.startsWith('.')) continue;
      const found = await stat(path.join(this.folder, entry.name), { bigint: true }).catch(
        () => null, // removed since
      );
      if (found !== null) yield describe(entry.name, found);
    }
  }
}
