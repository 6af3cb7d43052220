import type { Core } from '@strapi/strapi';

import type { FieldFormat, FieldView, FileView } from '../../shared/wire';
import type { Snapshot } from './digest';
import { hashStored, storedName } from './file/stored-file';
import type { ReviewableType, ReviewedAttribute } from './reviewable';

type Row = Record<string, unknown>;

function asRow(value: unknown): Row | null {
  return typeof value === 'object' && value !== null ? (value as Row) : null; // rows are plain objects
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A file's view with what its bytes are called in storage, which never leaves the server. */
export interface StoredFile extends FileView {
  id: number;
  stored: string;
}

/** The stored file of a row of Strapi's `files`, hashed now if it came in before hashes were kept. */
export async function describeFile(
  strapi: Core.Strapi,
  value: unknown,
): Promise<StoredFile | null> {
  const row = asRow(value);
  if (row === null || typeof row.id !== 'number') return null;
  const stored = storedName({ hash: asText(row.hash), ext: asText(row.ext) });
  const recorded = asText(row.sha256);
  return {
    id: row.id,
    stored,
    name: asText(row.name),
    mime: asText(row.mime),
    size: Number(row.sizeInBytes ?? Math.round(Number(row.size) * 1000)),
    sha256: recorded === '' ? await hashStored(strapi, stored) : recorded,
  };
}

function formatOf({ name, type }: ReviewedAttribute): FieldFormat {
  if (type === 'richtext') return 'markdown';
  if (type === 'date' || type === 'datetime') return 'date';
  return name === 'url' ? 'url' : 'plain';
}

function scalar(value: unknown): string | number | boolean | null {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return null;
}

function relation(
  attribute: ReviewedAttribute,
  value: unknown,
): { documentId: string; label: string }[] {
  const targets: unknown[] = Array.isArray(value) ? value : [value];
  return targets.flatMap((target) => {
    const row = asRow(target);
    if (row === null) return [];
    return [{ documentId: asText(row.documentId), label: asText(row[attribute.labelAttribute]) }];
  });
}

async function describeField(
  strapi: Core.Strapi,
  attribute: ReviewedAttribute,
  value: unknown,
): Promise<FieldView> {
  const { name, kind } = attribute;
  if (kind === 'relation') return { name, kind, value: relation(attribute, value) };
  if (kind === 'scalar')
    return { name, kind: 'value', format: formatOf(attribute), value: scalar(value) };
  const file = await describeFile(strapi, value);
  if (file === null) return { name, kind, value: null };
  return {
    name,
    kind,
    value: { name: file.name, size: file.size, mime: file.mime, sha256: file.sha256 },
  };
}

/** What of an item lies in other tables and is reviewed with it. */
export function populateOf(type: ReviewableType): Record<string, true> {
  const populated = type.attributes.filter(({ kind }) => kind !== 'scalar');
  return Object.fromEntries(populated.map(({ name }) => [name, true]));
}

/** The draft or live row of an item with what is asked for beside it; joins the caller's transaction. */
async function readRow(
  strapi: Core.Strapi,
  type: ReviewableType,
  documentId: string,
  version: 'draft' | 'live',
  populate: Record<string, true>,
): Promise<Row | null> {
  const publishedAt = version === 'draft' ? null : { $notNull: true };
  const row: unknown = await strapi.db
    .query(type.uid)
    .findOne({ where: { documentId, publishedAt }, populate });
  return asRow(row);
}

/** The reviewed content of an item's draft or live version, or `null` where it has none. */
export async function readSnapshot(
  strapi: Core.Strapi,
  type: ReviewableType,
  documentId: string,
  version: 'draft' | 'live',
): Promise<Snapshot | null> {
  const row = await readRow(strapi, type, documentId, version, populateOf(type));
  return row === null ? null : snapshotOf(strapi, type, row);
}

/** The reviewed content of a row that was read with what `populateOf` names. */
export async function snapshotOf(
  strapi: Core.Strapi,
  type: ReviewableType,
  row: Row,
): Promise<Snapshot> {
  const fields: FieldView[] = [];
  for (const attribute of type.attributes) {
    fields.push(await describeField(strapi, attribute, row[attribute.name]));
  }
  return { documentId: asText(row.documentId), title: asText(row[type.title]), fields };
}

/** The stored file of an item's draft or live version, or `null`. */
export async function readFileOf(
  strapi: Core.Strapi,
  type: ReviewableType,
  documentId: string,
  version: 'draft' | 'live',
): Promise<StoredFile | null> {
  if (type.file === null) return null;
  const row = await readRow(strapi, type, documentId, version, { [type.file]: true });
  return row === null ? null : describeFile(strapi, row[type.file]);
}

export interface LiveFile {
  file: StoredFile;
  /** What the item is called in addresses; its documentId where it has no such name. */
  slug: string;
}

/** The file of what is live, or `null`. */
export async function readLive(
  strapi: Core.Strapi,
  type: ReviewableType,
  documentId: string,
): Promise<LiveFile | null> {
  if (type.file === null) return null;
  const row = await readRow(strapi, type, documentId, 'live', { [type.file]: true });
  const file = row === null ? null : await describeFile(strapi, row[type.file]);
  if (row === null || file === null) return null;
  const named = type.attributes.find((attribute) => attribute.type === 'uid');
  const slug = named === undefined ? '' : asText(row[named.name]);
  return { file, slug: slug === '' ? documentId : slug };
}
