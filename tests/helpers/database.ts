import { randomBytes } from 'node:crypto';

import { Client } from 'pg';

/** A database of one test file. */
export interface TestDatabase {
  url: string;
  drop: () => Promise<void>;
}

/** Copies the template that the test command has prepared. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const templateUrl = new URL(setting('TEST_DATABASE_TEMPLATE_URL'));
  const template = templateUrl.pathname.slice(1);
  const name = `${setting('TEST_DATABASE_PREFIX')}_${randomBytes(4).toString('hex')}`;
  await asAdmin(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  templateUrl.pathname = `/${name}`;
  return openTestDatabase(templateUrl.href);
}

/** A database that `createTestDatabase` made. */
export function openTestDatabase(url: string): TestDatabase {
  const name = new URL(url).pathname.slice(1);
  return { url, drop: () => asAdmin(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`) };
}

async function asAdmin(statement: string): Promise<void> {
  const client = new Client({ connectionString: setting('TEST_DATABASE_ADMIN_URL') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function setting(name: string): string {
  const value = process.env[name];
  if (value !== undefined) return value;
  throw new Error(
    `${name} is not set: run the tests by their npm script, such as npm run test:integration.`,
  );
}
