import type { Core } from '@strapi/strapi';

import { ask } from '../database/ask';

/** A category with what stands below it. */
export interface CategoryNode {
  id: string;
  documentId: string;
  name: string;
  slug: string;
  description: string | null;
  position: number;
  /** The day it was made, `2024-03-09`. */
  dateAdded: string;
  /** Live items filed here or anywhere below. */
  count: number;
  children: CategoryNode[];
}

interface Row extends Omit<CategoryNode, 'documentId' | 'children'> {
  parent: string | null;
}

/** The outermost categories, in their order. */
export async function categoryTree(strapi: Core.Strapi): Promise<CategoryNode[]> {
  const rows = await ask<Row>(
    strapi,
    `select c.document_id as id, c.name, c.slug, c.description, coalesce(c.position, 0) as position,
       to_char(c.created_at, 'YYYY-MM-DD') as "dateAdded", coalesce(n.entries, 0)::integer as count,
       p.document_id as parent
     from categories c
     left join categories_parent_lnk l on l.category_id = c.id left join categories p on p.id = l.inv_category_id
     left join catalogue_count n on n.dimension = 'category' and n.value = c.document_id
     order by position, c.name, c.document_id`,
  );
  const nodes = new Map<string, CategoryNode>();
  for (const { id, name, slug, description, position, dateAdded, count } of rows) {
    const shown = { name, slug, description, position, dateAdded, count };
    nodes.set(id, { id, documentId: id, ...shown, children: [] });
  }
  const outermost: CategoryNode[] = [];
  for (const { id, parent } of rows) {
    const node = nodes.get(id);
    if (node === undefined) continue;
    const above = parent === null ? undefined : nodes.get(parent);
    (above?.children ?? outermost).push(node);
  }
  return outermost;
}
