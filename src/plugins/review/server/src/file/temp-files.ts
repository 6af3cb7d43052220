import { randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Core } from '@strapi/strapi';

import { ReviewError } from '../errors';

const MAX_FILES = 50;
const MAX_FIELDS = 100;
const MAX_FIELDS_SIZE = 1024 ** 2;
const DAY = 24 * 60 * 60 * 1000;

interface RequestFolder {
  /** Its name within the upload folder. */
  folder: string;
  files: number;
}

// formidable knows a request by its headers only. Node hands out the same object each time.
const folders = new WeakMap<IncomingHttpHeaders, RequestFolder>();

interface Form {
  headers: IncomingHttpHeaders;
}

function nameTempFile(_name: string, _ext: string, _part: unknown, form: Form): string {
  const request = folders.get(form.headers);
  if (request === undefined)
    throw new Error('A multipart body is read for a request that the upload gate did not see');
  request.files += 1;
  // formidable limits bytes and fields but not files, and a file may be one byte long.
  if (request.files > MAX_FILES) {
    throw new ReviewError(
      'fileTooLarge',
      `A request may carry ${MAX_FILES} files at most. Upload the others afterwards.`,
    );
  }
  return path.join(request.folder, randomUUID());
}

export interface FormidableOptions {
  /** Absolute. Nothing else may be kept there. */
  uploadDir: string;
  /** Bytes, of all files of a request together. */
  maxFileSize: number;
  maxFields: number;
  maxFieldsSize: number;
  enabledPlugins: string[];
  filename: typeof nameTempFile;
}

/**
 * For `formidable` in the configuration of `strapi::body`. Only the multipart parser is enabled: the
 * octet-stream one opens a file for any content type that mentions it.
 */
export function formidableOptions(limits: {
  maxFileSize: number;
  uploadDir?: string;
}): FormidableOptions {
  return {
    uploadDir: limits.uploadDir ?? path.join(tmpdir(), 'accession-uploads'),
    maxFileSize: limits.maxFileSize,
    maxFields: MAX_FIELDS,
    maxFieldsSize: MAX_FIELDS_SIZE,
    enabledPlugins: ['multipart'],
    filename: nameTempFile,
  };
}

export function isOurFormidable(options: unknown): options is FormidableOptions {
  return (
    typeof options === 'object' &&
    options !== null &&
    'filename' in options &&
    options.filename === nameTempFile
  );
}

/**
 * Runs `work`, in which the request's body is read, and then removes every file that came with it.
 * One folder per request: formidable forgets files on errors and aborts, and may even open one after
 * it gave up; what has no folder cannot stay.
 */
export async function withTempFiles(
  strapi: Core.Strapi,
  request: IncomingMessage,
  uploadDir: string,
  work: () => Promise<void>,
): Promise<void> {
  const folder = randomUUID();
  const absolute = path.join(uploadDir, folder);
  await mkdir(absolute, { mode: 0o700 });
  folders.set(request.headers, { folder, files: 0 });
  try {
    await work();
  } finally {
    folders.delete(request.headers);
    await removeFolder(strapi, absolute);
  }
}

async function removeFolder(strapi: Core.Strapi, absolute: string): Promise<void> {
  try {
    await rm(absolute, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    strapi.log.error(`Temporary files remain in ${absolute}`, { error });
  }
}

/**
 * Creates the upload folder, readable by this process alone.
 * @throws Error where it stands in a folder everyone may write to and belongs to someone else: in
 * /tmp it could be a trap.
 */
export function prepareUploadDir(uploadDir: string): void {
  mkdirSync(uploadDir, { recursive: true, mode: 0o700 });
  const shared = (lstatSync(path.dirname(uploadDir)).mode & 0o002) !== 0;
  const found = lstatSync(uploadDir);
  const foreign =
    process.getuid !== undefined && (found.uid !== process.getuid() || (found.mode & 0o022) !== 0);
  if (!found.isDirectory() || (shared && foreign)) {
    throw new Error(
      `The upload folder ${uploadDir} is not a folder that belongs to this process alone`,
    );
  }
}

/** Clears the upload folder of what a crash left more than a day ago. Never throws. */
export async function sweepUploadDir(strapi: Core.Strapi, uploadDir: string): Promise<void> {
  for (const name of await readdir(uploadDir).catch(() => [])) {
    const absolute = path.join(uploadDir, name);
    const found = await lstat(absolute).catch(() => null); // another instance may sweep too
    if (found !== null && Date.now() - found.mtimeMs > DAY) await removeFolder(strapi, absolute);
  }
}
