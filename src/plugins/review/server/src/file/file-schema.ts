import type { Core, Schema } from '@strapi/strapi';

import { FILE_UID, hashStored, storedName } from './stored-file';

const OURS = { configurable: false, writable: false, visible: false, searchable: false } as const;

const ATTRIBUTES: Record<string, Schema.Attribute.AnyAttribute & { columnName?: string }> = {
  // By itself Strapi would call the column `sha_256`; the database guards and people write it as here.
  sha256: { type: 'string', columnName: 'sha256', ...OURS },
  // Strapi hands this over with every upload and drops it for want of a column; `size` is rounded.
  sizeInBytes: { type: 'integer', ...OURS },
};

// `/uploads` is answered by these two columns, see private-files.
const INDEXES = [
  { name: 'upload_files_url_index', columns: ['url'], type: null },
  { name: 'upload_files_hash_index', columns: ['hash'], type: null },
];

type ExtensibleSchema = Schema.ContentType & { indexes?: unknown[] };

/** Strapi's registry, which its types leave open. */
interface ContentTypeRegistry {
  extend(uid: string, change: (schema: ExtensibleSchema) => void): void;
}

/** Gives Strapi's `files` a hash, an exact size and two indexes. For the plugin's register(): tables are made later. */
export function extendFileSchema(strapi: Core.Strapi): void {
  const extend = (file: ExtensibleSchema): void => {
    Object.assign(file.attributes, ATTRIBUTES);
    file.indexes = [...(file.indexes ?? []), ...INDEXES];
  };
  strapi.get<ContentTypeRegistry>('content-types').extend(FILE_UID, extend);
}

/** What the upload plugin writes after it stored bytes; a change of words alone has no `getStream`. */
interface StoredWrite {
  hash: string;
  ext: string;
  sha256?: string;
}

function storedBytes(written: unknown): written is StoredWrite {
  return (
    typeof written === 'object' &&
    written !== null &&
    'getStream' in written &&
    'hash' in written &&
    'ext' in written
  );
}

/**
 * Writes `sha256` with the row, in the same statement, whichever way the upload plugin came to store
 * bytes. Of what lies in storage: Strapi may have optimised an image since it was sent.
 */
export function keepFileHashes(strapi: Core.Strapi): void {
  const addHash = async ({ params }: { params: { data?: unknown } }): Promise<void> => {
    if (storedBytes(params.data))
      params.data.sha256 = await hashStored(strapi, storedName(params.data));
  };
  strapi.db.lifecycles.subscribe({
    models: [FILE_UID],
    beforeCreate: addHash,
    beforeUpdate: addHash,
  });
}
