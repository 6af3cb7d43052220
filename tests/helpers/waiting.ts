import type { TestApp } from './app';

/** Until a session of the application waits for a lock. */
export async function untilSomeoneWaits(app: TestApp): Promise<void> {
  for (let waiting = 0; waiting === 0;) {
    const [row] = await app.sql<{ waiting: number }>(
      `select count(*)::int as waiting from pg_locks where not granted
         and pid in (select pid from pg_stat_activity where datname = current_database())`,
    );
    waiting = row?.waiting ?? 0;
  }
}
