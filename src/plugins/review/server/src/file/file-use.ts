import type { Core, Schema, UID } from '@strapi/strapi';

// Strapi's join table of every media attribute: files.related, a morph relation.
const USES = 'files_related_mph';

/** One place where a file is used: a row of a content type or of a component. */
export interface FileUse {
  fileId: number;
  /** uid of the content type or component. */
  type: string;
  rowId: number;
}

interface UseRow {
  file_id: number;
  related_type: string;
  related_id: number;
}

/** Every use of these files, of draft and live rows alike; joins the transaction that is open. */
export async function listFileUses(
  strapi: Core.Strapi,
  fileIds: readonly number[],
): Promise<FileUse[]> {
  if (fileIds.length === 0) return [];
  const rows = await strapi.db
    .queryBuilder(USES)
    .select(['file_id', 'related_type', 'related_id'])
    .where({ file_id: { $in: fileIds } })
    .execute<UseRow[]>();
  return rows.map((row) => ({
    fileId: row.file_id,
    type: row.related_type,
    rowId: row.related_id,
  }));
}

/**
 * Holds a file's row until the transaction ends. Whoever attaches the file meanwhile waits, because
 * the join table's foreign key wants the row too, and then fails if it was deleted.
 */
export async function lockFile(strapi: Core.Strapi, fileId: number): Promise<void> {
  if (!strapi.db.inTransaction()) throw new Error('lockFile needs a transaction');
  await strapi.db
    .queryBuilder('plugin::upload.file')
    .select('id')
    .where({ id: fileId })
    .forUpdate()
    .execute();
}

function componentsOf(attribute: Schema.Attribute.AnyAttribute): string[] {
  if (attribute.type === 'component') return [attribute.component];
  return attribute.type === 'dynamiczone' ? [...attribute.components] : [];
}

/**
 * The reviewable types and every component they are made of: a file in a component of an item
 * belongs to the item, but the join table names the component only.
 */
export function protectedTypes(
  strapi: Core.Strapi,
  reviewableUids: readonly string[],
): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...reviewableUids];
  for (let uid = open.pop(); uid !== undefined; uid = open.pop()) {
    if (found.has(uid)) continue;
    found.add(uid);
    const schema = strapi.getModel(uid as UID.Schema); // uids come from the schemas themselves
    open.push(...Object.values(schema.attributes).flatMap(componentsOf));
  }
  return found;
}

/**
 * Whether a use is by a live row. For a component it cannot be told whose it is without walking
 * every join table, so it counts as live: refusing once too often harms nobody.
 */
export async function isLiveUse(strapi: Core.Strapi, { type, rowId }: FileUse): Promise<boolean> {
  if (!(type in strapi.contentTypes)) return true;
  return (
    (await strapi.db.query(type).count({ where: { id: rowId, publishedAt: { $notNull: true } } })) >
    0
  );
}
