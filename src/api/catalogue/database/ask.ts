import type { Core } from '@strapi/strapi';
import type { Client, QueryResultRow } from 'pg';

import { CatalogueError } from '../errors';

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

/** Has the pool end a connection in place of handing it out again: Knex looks for this mark. */
export function spoil(client: Client, why: unknown): void {
  Reflect.set(client, '__knex__disposed', why);
}

const MAX_SECONDS = 10;
/** In a transaction, because behind a pooler nothing else keeps a setting to one question. */
const BEGIN = `begin read only; set local statement_timeout = '${MAX_SECONDS}s'`;

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}

/**
 * The same, of a question that looks at many entries: it is given up where it takes too long.
 * @throws CatalogueError `busy`
 */
export async function askOfMany<Row extends QueryResultRow>(
  strapi: Core.Strapi,
  text: string,
  values: readonly unknown[] = [],
  name?: string,
): Promise<Row[]> {
  const pool = poolOf(strapi);
  const client = await pool.acquireConnection();
  try {
    await client.query(BEGIN);
    const { rows } = await client.query<Row>({ text, values: [...values], name });
    await client.query('commit');
    return rows;
  } catch (error) {
    await client.query('rollback').catch((cause: unknown) => {
      spoil(client, cause);
    });
    if (!isTimeout(error)) throw error;
    throw new CatalogueError(
      'busy',
      `This took longer than ${MAX_SECONDS} seconds and was given up. Narrow it by filters, or search for rarer words.`,
    );
  } finally {
    await pool.releaseConnection(client);
  }
}
