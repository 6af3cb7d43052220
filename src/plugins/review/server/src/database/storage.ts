import type { Core } from '@strapi/strapi';

/** The join table of a relation: the column that names the item's row and the one that names the target's. */
export interface Join {
  table: string;
  ownColumn: string;
  targetColumn: string;
  targetTable: string;
}

/** @throws Error for a relation kept in some other way than a join table, which could not be guarded. */
export function joinOf(strapi: Core.Strapi, uid: string, relation: string): Join {
  const attribute = strapi.db.metadata.get(uid).attributes[relation];
  if (attribute !== undefined && 'joinTable' in attribute && 'target' in attribute) {
    const { joinTable, target } = attribute;
    if ('inverseJoinColumn' in joinTable && typeof target === 'string') {
      return {
        table: joinTable.name,
        ownColumn: joinTable.joinColumn.name,
        targetColumn: joinTable.inverseJoinColumn.name,
        targetTable: strapi.db.metadata.get(target).tableName,
      };
    }
  }
  throw new Error(
    `${uid} cannot be reviewed: its relation "${relation}" has no join table to guard.`,
  );
}

/** The column of a scalar attribute. @throws Error where it has none */
export function columnOf(strapi: Core.Strapi, uid: string, attribute: string): string {
  const described = strapi.db.metadata.get(uid).attributes[attribute];
  if (described !== undefined && 'columnName' in described) return String(described.columnName);
  throw new Error(`${uid} has no column for "${attribute}"`);
}
