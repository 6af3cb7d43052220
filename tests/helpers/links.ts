import type { Reach } from '../../src/plugins/review/server/src/links/reach';
import type { LinkPage, LinkRow, LinkState } from '../../src/plugins/review/shared/links';
import { startApp, type StartOptions, type TestApp } from './app';
import { api, type Answer } from './http';
import type { Envelope } from './library';
import type { Admin } from './people';
import type { Site } from './web';

interface LinksService {
  check: (url: string, now: Date) => Promise<void>;
  queueDue: (now: Date) => Promise<number>;
  forgetUnused: (now: Date) => Promise<void>;
  within: (reach: Reach) => void;
}

export function linksOf(app: TestApp): LinksService {
  return app.strapi.plugin('review').service<LinksService>('links');
}

const DUE = `select from graphile_worker.jobs where task_identifier = 'checkLink' and run_at <= now() and attempts = 0`;

/**
 * Does what is due. A worker that finds nothing to do for a moment, because another is just done with the queue, goes
 * home; one that stays looks again.
 */
export async function runDue(app: TestApp): Promise<void> {
  const jobs = app.strapi.plugin('review').service<{ runDue: () => Promise<void> }>('jobs');
  do await jobs.runDue();
  while ((await app.sql(DUE)).length > 0);
}

/** An application that looks at links when the test says so. */
export function startLooking(options: StartOptions = {}): Promise<TestApp> {
  const settings = { ...options.settings, ACCESSION_LINK_CHECKS: 'on' };
  return startApp({ ...options, settings });
}

export interface StoredLink {
  url: string;
  state: LinkState;
  reason: string | null;
  status: number | null;
  failures: number;
  checked_at: Date | null;
  next_check_at: Date;
  suggested_url: string | null;
}

/** How a link stands in the database. @throws where it is not known */
export async function stored(app: TestApp, url: string): Promise<StoredLink> {
  const [row] = await app.sql<StoredLink>('select * from review_links where url = $1', [url]);
  if (row === undefined) throw new Error(`${url} is not known`);
  return row;
}

export function listLinks(
  app: TestApp,
  admin: Admin,
  query = '',
): Promise<Answer<LinkPage & Envelope<LinkRow[]>>> {
  return api(app.url).as(admin.token).get(`/review/links?${query}`);
}

export function checkAgain(
  app: TestApp,
  admin: Admin,
  url: string,
): Promise<Answer<Envelope<LinkRow>>> {
  return api(app.url).as(admin.token).post('/review/links/check', { url });
}

const NOTE_TURNS = `create table turn (taken timestamptz not null);
  create function note_turn() returns trigger language plpgsql as $$
    begin insert into turn values (new.asked_at); return null; end $$;
  create trigger note_turn after insert or update of asked_at on review_link_hosts
    for each row execute function note_turn()`;
const FORGET_TURNS = 'drop table turn; drop function note_turn() cascade';

/** When a host was to be asked, in milliseconds, and how long after the time before. */
interface Turn {
  at: number;
  gap: number | null;
}

/** The turns taken with hosts during `work`, by the clock they go by, the database's: the request itself may be late. */
export async function turnsDuring(app: TestApp, work: () => Promise<unknown>): Promise<Turn[]> {
  await app.sql(NOTE_TURNS);
  await work();
  const turns = await app.sql<Turn>(
    `select (extract(epoch from taken) * 1000)::float8 as at,
       (extract(epoch from taken - lag(taken) over (order by taken)) * 1000)::float8 as gap from turn order by taken`,
  );
  await app.sql(FORGET_TURNS);
  return turns;
}

/** The turns before which the site was asked all the same. Two clocks may differ a little. */
export function takenTooSoon(turns: readonly Turn[], { times }: Pick<Site, 'times'>): Turn[] {
  return turns.filter(({ at }, place) => (times[place] ?? 0) < at - 200);
}

/** Days and hours after now. */
export function later(days: number, hours = 0): Date {
  return new Date(Date.now() + (days * 24 + hours) * 3_600_000);
}
