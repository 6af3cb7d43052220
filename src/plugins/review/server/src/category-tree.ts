import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';

import type { CategoryLine } from '../../shared/desk';
import { columnOf, joinOf, type Join } from './database/storage';
import { reviewableTypes } from './plugin-types';
import type { ReviewableType } from './reviewable';
import { contentTypesOf } from './schemas';

/** More than any screen can list. */
const MOST_LINES = 10_000;
/** A tree made by people is no deeper; a circle, which nothing here forbids, ends there too. */
const DEEPEST = 100;

/** A content type whose entries items are filed in. */
export interface CategoryType {
  target: UID.ContentType;
  /** The attribute that names a category. */
  labelAttribute: string;
}

/** Each once, whichever types are filed in it. */
export function categoryTypes(types: Iterable<ReviewableType>): CategoryType[] {
  const found = new Map<string, CategoryType>();
  for (const { attributes, category } of types) {
    const filing = attributes.find(({ name }) => name === category);
    const target = filing?.target ?? null;
    if (filing !== undefined && target !== null) {
      found.set(target, { target, labelAttribute: filing.labelAttribute });
    }
  }
  return [...found.values()];
}

interface Tree extends CategoryType {
  table: string;
  labelColumn: string;
  /** From a category to the one it stands in; `null` where categories are a flat list. */
  parent: Join | null;
}

/** The relation by which categories stand in one another: to their own type, to one, on the owning side. */
function parentOf(strapi: Core.Strapi, target: UID.ContentType): Join | null {
  const attributes = Object.entries(contentTypesOf(strapi).get(target)?.attributes ?? {});
  const found = attributes.find(
    ([, attribute]) =>
      attribute.target === target &&
      attribute.relation?.endsWith('ToOne') === true &&
      attribute.mappedBy === undefined,
  );
  return found === undefined ? null : joinOf(strapi, target, found[0]);
}

function trees(strapi: Core.Strapi): Tree[] {
  return categoryTypes(reviewableTypes(strapi).values()).map((type) => ({
    ...type,
    table: strapi.db.metadata.get(type.target).tableName,
    labelColumn: columnOf(strapi, type.target, type.labelAttribute),
    parent: parentOf(strapi, type.target),
  }));
}

/** The categories named and every one that stands in them; what does not exist stays, and matches nothing. */
export async function withDescendants(
  strapi: Core.Strapi,
  db: Knex,
  ids: readonly string[],
): Promise<string[]> {
  const found = new Set(ids);
  for (const { table, parent } of trees(strapi)) {
    if (parent === null) continue;
    const { rows } = await db.raw<{ rows: { document_id: string }[] }>(
      `with recursive below(id, document_id) as (
         select id, document_id from ?? where document_id = any(?)
         union
         select c.id, c.document_id from below b join ?? l on l.?? = b.id join ?? c on c.id = l.??
       ) select distinct document_id from below`,
      [table, ids, parent.table, parent.targetColumn, table, parent.ownColumn],
    );
    for (const { document_id } of rows) found.add(document_id);
  }
  return [...found];
}

/** Each of the categories with those it stands in: itself first, then outwards. */
export async function withAncestors(
  strapi: Core.Strapi,
  db: Knex,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>(ids.map((id) => [id, [id]]));
  if (ids.length === 0) return found;
  for (const { table, parent } of trees(strapi)) {
    if (parent === null) continue;
    const { rows } = await db.raw<{ rows: { origin: string; document_id: string }[] }>(
      `with recursive above(origin, id, document_id, distance) as (
         select document_id, id, document_id, 0 from ?? where document_id = any(?)
         union
         select a.origin, c.id, c.document_id, a.distance + 1
           from above a join ?? l on l.?? = a.id join ?? c on c.id = l.?? where a.distance < ${DEEPEST}
       ) select origin, document_id from above where distance > 0 order by origin, distance`,
      [table, ids, parent.table, parent.ownColumn, table, parent.targetColumn],
    );
    for (const { origin, document_id } of rows) found.get(origin)?.push(document_id);
  }
  return found;
}

/** Which of the categories do not exist. */
export async function unknownCategories(
  strapi: Core.Strapi,
  ids: readonly string[],
): Promise<string[]> {
  const unknown = new Set(ids);
  for (const { table } of trees(strapi)) {
    const { rows } = await strapi.db.connection.raw<{ rows: { document_id: string }[] }>(
      'select distinct document_id from ?? where document_id = any(?)',
      [table, ids],
    );
    for (const { document_id } of rows) unknown.delete(document_id);
  }
  return [...unknown];
}

/** Where the type has drafts a category is two rows, and one of them is the draft. */
function oneRowEach(strapi: Core.Strapi, { target }: Tree): string {
  const drafts = contentTypesOf(strapi).get(target)?.options?.draftAndPublish === true;
  return drafts ? 'c.published_at is null' : 'true';
}

/** The whole tree, depth first, by label within each category. */
export async function listCategories(strapi: Core.Strapi): Promise<CategoryLine[]> {
  const lines: CategoryLine[] = [];
  for (const tree of trees(strapi)) {
    const { table, labelColumn, parent } = tree;
    const once = oneRowEach(strapi, tree);
    const { rows } =
      parent === null
        ? await strapi.db.connection.raw<{ rows: CategoryLine[] }>(
            `select c.document_id as "documentId", c.?? as label, 0 as depth from ?? c
               where ${once} order by label, "documentId" limit ${MOST_LINES}`,
            [labelColumn, table],
          )
        : await strapi.db.connection.raw<{ rows: CategoryLine[] }>(
            `with recursive tree(id, "documentId", label, depth, path) as (
               select c.id, c.document_id, c.??::text, 0, array[lower(c.??), c.document_id] from ?? c
                 where ${once} and not exists (select from ?? l where l.?? = c.id)
               union all
               select c.id, c.document_id, c.??::text, t.depth + 1, t.path || array[lower(c.??), c.document_id]
                 from tree t join ?? l on l.?? = t.id join ?? c on c.id = l.??
                 where ${once} and t.depth < ${DEEPEST}
             ) select "documentId", label, depth from tree order by path limit ${MOST_LINES}`,
            [
              ...[labelColumn, labelColumn, table, parent.table, parent.ownColumn],
              ...[labelColumn, labelColumn, parent.table, parent.targetColumn],
              ...[table, parent.ownColumn],
            ],
          );
    lines.push(...rows);
  }
  return lines;
}
