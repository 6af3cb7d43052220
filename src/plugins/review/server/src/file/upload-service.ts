import type { Core } from '@strapi/strapi';

import { currentActor } from '../actor';
import { ReviewError } from '../errors';
import type { Transaction } from '../item-lock';
import { contentTypesOf } from '../schemas';
import { scanOrRefuse } from '../scanning/door';
import { keepScan } from '../scanning/scans';
import { reachFor, userAgentOf } from '../links/check';
import { checkLibraryFile, type FileLimits } from './check-file';
import { fetchFile, type FetchedFile, type Fetching } from './fetch-file';
import { fileNameWithExtension } from './file-name';
import { isLiveUse, listFileUses, lockFile, protectedTypes, type FileUse } from './file-use';
import { logFileRemoval } from './remove-file';
import { FILE_UID } from './stored-file';

/** A file as strapi::body and the upload-from-URL action hand it to the upload service. */
interface IncomingFile {
  filepath: string;
  originalFilename: string | null;
  size: number;
  mimetype: string;
  detectedMimeType?: string;
}

interface FileInfo {
  name?: string | null;
  alternativeText?: string | null;
  caption?: string | null;
  focalPoint?: unknown;
}

interface UploadData {
  fileInfo?: FileInfo | FileInfo[];
  ref?: string;
}

interface UploadService {
  upload(
    input: { data: UploadData; files: IncomingFile | IncomingFile[] },
    options?: object,
  ): Promise<unknown>;
  replace(
    id: unknown,
    input: { data: UploadData; file: IncomingFile },
    options?: object,
  ): Promise<unknown>;
  updateFileInfo(id: unknown, info: FileInfo, options?: object): Promise<unknown>;
  remove(file: { id: number; sha256?: string }): Promise<unknown>;
}

interface DeletesByIds {
  deleteByIds(ids: unknown[]): Promise<unknown>;
}

interface FileService extends DeletesByIds {
  fetchUrlToInputFile(
    url: unknown,
    folder: string,
    sizeLimit?: number,
    onProgress?: Fetching['onProgress'],
  ): Promise<{ file: FetchedFile }>;
}

/** Strapi's registry, which its types leave open; what we extend is what these uids hold. */
interface ServiceRegistry {
  extend<T>(uid: string, change: (service: T) => T): void;
}

export interface UploadRules extends FileLimits {
  reviewableUids: () => readonly string[];
}

const REPLACE_INSTEAD =
  'Upload the new file and choose it in the item instead; it then goes to review.';

class FileGuard {
  constructor(
    private readonly strapi: Core.Strapi,
    private readonly rules: UploadRules,
  ) {}

  private protectedTypes(): ReadonlySet<string> {
    return protectedTypes(this.strapi, this.rules.reviewableUids());
  }

  private belonging({ type }: FileUse): string {
    const name = contentTypesOf(this.strapi).get(type)?.info.displayName ?? type; // absent for components
    return `This file belongs to an item of "${name}"`;
  }

  /** @throws ReviewError as `checkFile` and `scanOrRefuse` do. Afterwards name and type are the true ones. */
  async check(file: IncomingFile, info: FileInfo | undefined): Promise<void> {
    const { filepath, originalFilename, size } = file;
    const checked = await checkLibraryFile(
      { path: filepath, name: originalFilename ?? '', size },
      this.rules,
    );
    const scan = await scanOrRefuse(this.strapi, { ...checked, path: filepath });
    if (scan !== null) await keepScan(this.strapi.db.connection, checked.sha256, scan);
    file.originalFilename = checked.name;
    file.mimetype = checked.mime;
    file.detectedMimeType = checked.mime;
    if (typeof info?.name === 'string') info.name = fileNameWithExtension(info.name, checked.ext);
  }

  /** An upload may name an entry to hang the file on, by row id and past every check of that entry. */
  assertNotAttaching({ ref }: UploadData): void {
    if (ref !== undefined && this.protectedTypes().has(ref)) {
      throw new ReviewError(
        'forbidden',
        'A file cannot be attached to an item by uploading it. Upload it, then choose it in the item.',
      );
    }
  }

  private async guardedUses(fileIds: readonly number[]): Promise<FileUse[]> {
    const types = this.protectedTypes();
    return (await listFileUses(this.strapi, fileIds)).filter(({ type }) => types.has(type));
  }

  async assertNotLive(fileIds: readonly number[], advice: string): Promise<void> {
    for (const use of await this.guardedUses(fileIds)) {
      if (await isLiveUse(this.strapi, use)) {
        throw new ReviewError('fileInUse', `${this.belonging(use)} that is published. ${advice}`);
      }
    }
  }

  /** @throws ReviewError `fileInUse` where the words a reader sees next to a live file would change. */
  async assertSameWords(fileId: number, info: FileInfo): Promise<void> {
    const row: unknown = await this.strapi.db.query(FILE_UID).findOne({ where: { id: fileId } });
    if (typeof row !== 'object' || row === null) return;
    const current = row as FileInfo; // rows of `files` carry these columns
    const keys = ['name', 'alternativeText', 'caption'] as const;
    // `null` means "leave as it is" to the upload service, and an empty text is an absent one.
    const changes = keys.some(
      (key) => typeof info[key] === 'string' && info[key] !== (current[key] ?? ''),
    );
    if (changes) await this.assertNotLive([fileId], REPLACE_INSTEAD);
  }
}

const REMOVE_ADVICE =
  'Unpublish the item, or approve a version of it with another file, and delete the file then.';

function numericId(id: unknown): number {
  const number = Number(id);
  if (!Number.isSafeInteger(number)) throw new ReviewError('notFound', 'There is no such file.');
  return number;
}

function guardUploads(
  strapi: Core.Strapi,
  guard: FileGuard,
  service: UploadService,
): UploadService {
  return {
    ...service,
    async upload(input, options) {
      guard.assertNotAttaching(input.data);
      const files = [input.files].flat();
      const infos = [input.data.fileInfo].flat();
      // All before the first is stored: half an upload helps nobody.
      for (const [index, file] of files.entries()) await guard.check(file, infos[index]);
      return service.upload(input, options);
    },
    // What an address serves never changes, be it a document's file or a picture in somebody's text.
    replace() {
      return Promise.reject(
        new ReviewError(
          'fileInUse',
          `The bytes of a stored file are never exchanged. ${REPLACE_INSTEAD}`,
        ),
      );
    },
    async updateFileInfo(id, info, options) {
      return strapi.db.transaction(async () => {
        await lockFile(strapi, numericId(id));
        await guard.assertSameWords(numericId(id), info);
        return service.updateFileInfo(id, info, options);
      });
    },
    async remove(file) {
      return strapi.db.transaction(async ({ trx }: Transaction) => {
        await lockFile(strapi, file.id);
        await guard.assertNotLive([file.id], REMOVE_ADVICE);
        await logFileRemoval(strapi, trx, file, currentActor(strapi));
        return service.remove(file);
      });
    },
  };
}

async function listFilesIn(strapi: Core.Strapi, folderIds: unknown[]): Promise<number[]> {
  const folders = (await strapi.db
    .query('plugin::upload.folder')
    .findMany({ select: ['path'], where: { id: { $in: folderIds } } })) as { path: string }[]; // as selected
  const inside = folders.flatMap(({ path }) => [
    { folderPath: path },
    { folderPath: { $startsWith: `${path}/` } },
  ]);
  if (inside.length === 0) return [];
  const files = (await strapi.db
    .query(FILE_UID)
    .findMany({ select: ['id'], where: { $or: inside } })) as { id: number }[]; // as selected
  return files.map(({ id }) => id);
}

/**
 * Puts the rules of this library before every way in which Strapi's upload plugin stores, changes or
 * deletes bytes: all of them end in these services. For the plugin's register().
 */
export function wrapUploadService(strapi: Core.Strapi, rules: UploadRules): void {
  const guard = new FileGuard(strapi, rules);
  const services = strapi.get<ServiceRegistry>('services');
  services.extend('plugin::upload.upload', (service: UploadService) =>
    guardUploads(strapi, guard, service),
  );
  // Bulk actions delete all at once and would have deleted some before one is refused.
  services.extend('plugin::upload.file', (service: FileService) => ({
    ...service,
    async deleteByIds(ids: unknown[] = []) {
      await guard.assertNotLive(ids.map(numericId), REMOVE_ADVICE);
      return service.deleteByIds(ids);
    },
    async fetchUrlToInputFile(url, folder, sizeLimit = rules.maxFileSize, onProgress) {
      const [reach, userAgent] = [reachFor(strapi), userAgentOf(strapi)];
      const fetching = { reach, userAgent, folder, maxBytes: sizeLimit, onProgress };
      return { file: await fetchFile(url, fetching) };
    },
  }));
  services.extend('plugin::upload.folder', (service: DeletesByIds) => ({
    ...service,
    async deleteByIds(ids: unknown[] = []) {
      await guard.assertNotLive(await listFilesIn(strapi, ids), REMOVE_ADVICE);
      return service.deleteByIds(ids);
    },
  }));
}
