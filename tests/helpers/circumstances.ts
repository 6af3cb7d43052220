import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from 'pg';

import type { TestApp } from './app';
import { until } from './kept';
import { caughtUp } from './live-items';

const RIGHT = `select l.permission_id, l.role_id from up_permissions_role_lnk l
  join up_permissions p on p.id = l.permission_id join up_roles r on r.id = l.role_id
  where p.action = 'api::catalogue.catalogue.find' and r.type = 'public'`;

/** As if an administrator had closed the library to everybody. */
export async function whileClosed<T>(app: TestApp, work: () => Promise<T>): Promise<T> {
  const [right] = await app.sql<{ permission_id: number; role_id: number }>(RIGHT);
  if (right === undefined) throw new Error('The public may not read');
  const { permission_id, role_id } = right;
  await app.sql('delete from up_permissions_role_lnk where permission_id = $1', [permission_id]);
  await caughtUp(app);
  try {
    return await work();
  } finally {
    await app.sql('insert into up_permissions_role_lnk (permission_id, role_id) values ($1, $2)', [
      permission_id,
      role_id,
    ]);
    await caughtUp(app);
  }
}

/** In this database alone: those of other tests are copies of the same one, and number their tables alike. */
const WAITING = `select from pg_locks where relation = 'catalogue_entry'::regclass and not granted
  and database = (select oid from pg_database where datname = current_database())`;

/** Runs `work` while nobody can read the entries. */
async function whileLocked<T>(app: TestApp, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  await client.query('begin');
  await client.query('lock table catalogue_entry in access exclusive mode');
  try {
    return await work();
  } finally {
    await client.query('rollback');
    await client.end();
  }
}

/** Enough for a few minutes' budgets of a test. */
const MOST_EXPORTS = 1000;

/**
 * Exports until that is refused, and will be for a while: where the minute has just ended, or soon does, nothing is
 * spent of the next one.
 */
export async function spendBudget({ url }: TestApp): Promise<void> {
  for (let asked = 0; asked < MOST_EXPORTS; asked += 1) {
    const response = await fetch(`${url}/api/catalogue/export`);
    await response.text();
    const seconds = Number(response.headers.get('retry-after'));
    if (response.status === 429 && seconds > 20) return;
    if (response.status === 429) await sleep(seconds * 1000);
  }
  throw new Error('However much is asked for, nothing is refused');
}

type Answering = (app: TestApp, path: string) => Promise<Response>;

/** What comes of a question that takes longer than it may. All paths are asked at once, for each takes its time. */
export function createTooLong(paths: readonly string[], query: string): Answering {
  let all: Promise<Response[]> | undefined;
  return async (app, path) => {
    all ??= whileLocked(app, () =>
      Promise.all(paths.map((one) => fetch(`${app.url}${one}?${query}`))),
    );
    const answer = (await all)[paths.indexOf(path)];
    if (answer === undefined) throw new Error(`${path} was not asked`);
    return answer;
  };
}

/** Exports wait for a lock on what they read, so as many run as may: of two addresses, as a proxy would have seen them. */
export async function whileOthersExport<T>(app: TestApp, work: () => Promise<T>): Promise<T> {
  let others: Promise<Response>[] = [];
  try {
    return await whileLocked(app, async () => {
      others = ['192.0.2.1', '192.0.2.2'].map((address) =>
        fetch(`${app.url}/api/catalogue/export`, { headers: { 'X-Forwarded-For': address } }),
      );
      const allWait = async () => (await app.sql(WAITING)).length === others.length;
      await until('all of them wait', allWait);
      return work();
    });
  } finally {
    for (const other of others) await (await other).text();
  }
}
