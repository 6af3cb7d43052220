import { setTimeout as sleep } from 'node:timers/promises';

import type { Knex } from 'knex';

/** A host is asked by so many that this visit has to come again later. */
export class HostIsBusy extends Error {
  constructor(host: string) {
    super(`${host} is asked by others`);
    this.name = 'HostIsBusy';
  }
}

/** Longer than any gap: whoever waits this long waits behind many. */
const PATIENCE_MS = 20_000;
/** What a `Crawl-delay` may ask of us at most. */
const MAX_GAP_MS = 10_000;

interface Turn {
  isOurs: boolean;
  waitMs: number;
}

/**
 * Takes the next turn with a host, by the clock of the database: between any two requests to it lies the gap, whichever
 * instances make them. One statement, so that of two who come at once one waits.
 */
async function tryTurn(db: Knex, host: string, gapMs: number): Promise<Turn> {
  const taken = await db.raw<{ rows: object[] }>(
    `insert into review_link_hosts as known (host, asked_at) values (?, clock_timestamp())
     on conflict (host) do update set asked_at = clock_timestamp()
       where known.asked_at <= clock_timestamp() - make_interval(secs => greatest(?, known.gap_ms) / 1000.0)
     returning host`,
    [host, gapMs],
  );
  if (taken.rows.length > 0) return { isOurs: true, waitMs: 0 };
  const { rows } = await db.raw<{ rows: { wait: number | null }[] }>(
    `select (extract(epoch from asked_at - clock_timestamp()) * 1000 + greatest(?, gap_ms))::float8 as wait
     from review_link_hosts where host = ?`,
    [gapMs, host],
  );
  return { isOurs: false, waitMs: Math.max(5, rows[0]?.wait ?? 0) };
}

/** @throws HostIsBusy */
export async function takeTurn(db: Knex, host: string, gapMs: number): Promise<void> {
  const begun = performance.now();
  for (;;) {
    const { isOurs, waitMs } = await tryTurn(db, host, gapMs);
    if (isOurs) return;
    if (performance.now() - begun + waitMs > PATIENCE_MS) throw new HostIsBusy(host);
    await sleep(waitMs);
  }
}

/** What the host asked for in its `robots.txt`. @param seconds of its `Crawl-delay` */
export async function keepGap(db: Knex, host: string, seconds: number): Promise<void> {
  const gapMs = Math.min(Math.max(0, seconds) * 1000, MAX_GAP_MS);
  await db('review_link_hosts')
    .where({ host })
    .update({ gap_ms: Math.round(gapMs) });
}

export async function noteAnswered(db: Knex, host: string, at: Date): Promise<void> {
  await db('review_link_hosts').where({ host }).update({ answered_at: at });
}

/** So many hosts must have been asked before their silence means anything. */
const FEWEST_HOSTS = 5;

/**
 * Whether it may be our own connection that fails: of the hosts asked in the last day, at least five, none answered.
 */
export async function isCutOff(db: Knex, now: Date): Promise<boolean> {
  const since = new Date(now.valueOf() - 86_400_000);
  const { rows } = await db.raw<{ rows: { asked: string; answered: string }[] }>(
    `select count(*) as asked, count(*) filter (where answered_at > ?) as answered
     from review_link_hosts where asked_at > ?`,
    [since, since],
  );
  return Number(rows[0]?.asked ?? 0) >= FEWEST_HOSTS && Number(rows[0]?.answered ?? 0) === 0;
}
