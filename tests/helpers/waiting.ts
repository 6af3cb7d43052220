import { setTimeout as sleep } from 'node:timers/promises';

import type { TestApp } from './app';

const DAY = 86_400_000;

/** Waits where the day, in UTC, is nearly over: what is due and what waits is counted in days. */
export async function awayFromMidnight(seconds = 30): Promise<void> {
  const left = DAY - (Date.now() % DAY);
  if (left < seconds * 1000) await sleep(left + 1000);
}

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
