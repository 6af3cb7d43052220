import { setTimeout as sleep } from 'node:timers/promises';

import type { TestApp } from './app';
import { until } from './kept';

const WAITING = `select from pg_locks where not granted
  and pid in (select pid from pg_stat_activity where datname = current_database())`;

const DAY = 86_400_000;

/** Waits where the day, in UTC, is nearly over: what is due and what waits is counted in days. */
export async function awayFromMidnight(seconds = 30): Promise<void> {
  const left = DAY - (Date.now() % DAY);
  if (left < seconds * 1000) await sleep(left + 1000);
}

/** Until a session of the application waits for a lock. */
export async function untilSomeoneWaits(app: TestApp): Promise<void> {
  await until('somebody waits for a lock', async () => (await app.sql(WAITING)).length > 0);
}
