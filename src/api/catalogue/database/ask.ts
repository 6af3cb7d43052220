import type { Core } from '@strapi/strapi';
import type { Client, QueryResultRow } from 'pg';

/** Knex's pool, which Strapi's types do not show. */
export interface ConnectionPool {
  acquireConnection: () => Promise<Client>;
  releaseConnection: (client: Client) => Promise<void>;
}

export function poolOf(strapi: Core.Strapi): ConnectionPool {
  return strapi.db.connection.client as ConnectionPool;
}

/**
 * One statement, outside any transaction, on a connection of the pool. Past the query builder: what these
 * queries do it cannot say, and reading is what the catalogue does all day.
 * @param name of a statement whose text is always the same: it is planned once for each connection
 */
export async function ask<Row extends QueryResultRow>(
  strapi: Core.Strapi,
  text: string,
  values: readonly unknown[] = [],
  name?: string,
): Promise<Row[]> {
  const pool = poolOf(strapi);
  const client = await pool.acquireConnection();
  try {
    return (await client.query<Row>({ text, values: [...values], name })).rows;
  } finally {
    await pool.releaseConnection(client);
  }
}
