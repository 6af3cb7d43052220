import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { S3Client } from '@aws-sdk/client-s3';

import type { S3Options } from './s3-options';
import {
  assertObjectName,
  type ByteRange,
  MissingBytesError,
  type OpenedObject,
  type Storage,
  type StoredObject,
} from './storage';

type Sdk = typeof import('@aws-sdk/client-s3');

const ABSENT: readonly string[] = ['NoSuchKey', 'NotFound'];
/** The object ends before the range begins, so it is not the one that was recorded. */
const SHORTER = 'InvalidRange';

function isOneOf(error: unknown, names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

/** Of the whole object, from the answer to a request for a part. */
function wholeSize(contentRange: string | undefined, length: number | undefined): number {
  return Number(contentRange?.split('/')[1] ?? length);
}

/** A bucket of an S3 service, of which nothing is public: all bytes pass through this server. */
export class S3Storage implements Storage {
  readonly isFolder = false;
  private readonly bucket: string;
  private connection: Promise<{ sdk: Sdk; client: S3Client }> | undefined;

  constructor(private readonly options: S3Options) {
    this.bucket = options.params.Bucket;
  }

  /** Loaded at the first use: the SDK is large, and a library in a folder does without. */
  private connect(): Promise<{ sdk: Sdk; client: S3Client }> {
    this.connection ??= import('@aws-sdk/client-s3').then((sdk) => ({
      sdk,
      client: new sdk.S3Client(this.options),
    }));
    return this.connection;
  }

  private keyOf(name: string): { Bucket: string; Key: string } {
    assertObjectName(name);
    return { Bucket: this.bucket, Key: name };
  }

  async stat(name: string): Promise<StoredObject | null> {
    const { sdk, client } = await this.connect();
    try {
      const found = await client.send(new sdk.HeadObjectCommand(this.keyOf(name)));
      return {
        name,
        size: found.ContentLength ?? 0,
        modifiedAt: found.LastModified ?? new Date(),
        version: found.ETag ?? '',
      };
    } catch (error) {
      if (isOneOf(error, ABSENT)) return null;
      throw error;
    }
  }

  async open(name: string, range?: ByteRange): Promise<OpenedObject | null> {
    const { sdk, client } = await this.connect();
    const part = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` };
    try {
      const got = await client.send(new sdk.GetObjectCommand({ ...this.keyOf(name), ...part }));
      if (!(got.Body instanceof Readable)) throw new Error('S3 answered without a stream');
      return {
        size: wholeSize(got.ContentRange, got.ContentLength),
        version: got.ETag ?? '',
        stream: got.Body,
      };
    } catch (error) {
      if (isOneOf(error, [...ABSENT, SHORTER])) return null;
      throw error;
    }
  }

  async withFile<T>(name: string, work: (path: string) => Promise<T>): Promise<T> {
    const opened = await this.open(name);
    if (opened === null) throw new MissingBytesError(name);
    const folder = await mkdtemp(path.join(tmpdir(), 'accession-stored-'));
    try {
      const copy = path.join(folder, name);
      await pipeline(opened.stream, createWriteStream(copy, { mode: 0o600 }));
      return await work(copy);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async delete(name: string): Promise<void> {
    const { sdk, client } = await this.connect();
    await client.send(new sdk.DeleteObjectCommand(this.keyOf(name)));
  }

  async *list(): AsyncGenerator<StoredObject> {
    const { sdk, client } = await this.connect();
    const pages = sdk.paginateListObjectsV2({ client }, { Bucket: this.bucket });
    for await (const { Contents = [] } of pages) {
      for (const { Key, Size, LastModified, ETag } of Contents) {
        if (Key === undefined || LastModified === undefined) continue;
        yield { name: Key, size: Size ?? 0, modifiedAt: LastModified, version: ETag ?? '' };
      }
    }
  }
}
