import type { TestApp } from './app';
import { until } from './kept';

const WAITING = `select from pg_locks where not granted
  and pid in (select pid from pg_stat_activity where datname = current_database())`;

/** Until a session of the application waits for a lock. */
export async function untilSomeoneWaits(app: TestApp): Promise<void> {
  await until('somebody waits for a lock', async () => (await app.sql(WAITING)).length > 0);
}
