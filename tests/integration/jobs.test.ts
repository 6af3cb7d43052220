import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from 'pg';

import type { Transaction } from '../../src/plugins/review/server/src/item-lock';
import { addJob } from '../../src/plugins/review/server/src/jobs/queue';
import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { until } from '../helpers/kept';
import { reject, submitLink } from '../helpers/library';
import { createAdmin, createMember } from '../helpers/people';
import { changeSettings } from '../helpers/review-settings';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await app.stop();
});

async function waiting(): Promise<string[]> {
  const rows = await app.sql<{ task_identifier: string }>(
    'select task_identifier from graphile_worker.jobs order by id',
  );
  return rows.map(({ task_identifier }) => task_identifier);
}

async function runDue(): Promise<void> {
  await app.strapi.plugin('review').service<{ runDue(): Promise<void> }>('jobs').runDue();
}

/** What was rejected long ago and is to go. */
async function pastItsTime(): Promise<SubmissionView> {
  const member = await createMember(app);
  const reviewer = await createAdmin(app, 'review-reviewer');
  const submission = await submitLink(app, member);
  await reject(app, reviewer, submission);
  await changeSettings(app, { keepRejectedDays: 30 });
  await app.sql(`update review_submissions set decided_at = now() - interval '31 days'`);
  return submission;
}

async function exists({ id }: SubmissionView): Promise<boolean> {
  return (await app.sql('select from review_submissions where id = $1', [id])).length > 0;
}

describe('a job', () => {
  it('goes with the transaction that wrote it', async () => {
    const attempt = app.strapi.db.transaction(async ({ trx }: Transaction) => {
      await addJob(trx, 'removeExpired', {});
      throw new Error('Something else went wrong');
    });
    await expect(attempt).rejects.toThrow('Something else went wrong');
    expect(await waiting()).toEqual([]);
  });

  it('waits once under one key', async () => {
    const runAt = new Date(Date.now() + 3_600_000);
    for (const name of ['removeExpired', 'removeExpired'] as const) {
      await addJob(app.strapi.db.connection, name, {}, { key: 'the same', runAt });
    }
    expect(await waiting()).toEqual(['removeExpired']);
    await app.sql('delete from graphile_worker._private_jobs');
  });

  it('is done when it is due, and is gone then', async () => {
    const submission = await pastItsTime();
    await addJob(app.strapi.db.connection, 'removeExpired', {});
    await runDue();
    expect(await exists(submission)).toBe(false);
    expect(await waiting()).toEqual([]);
  });
});

describe('a process that does jobs', () => {
  it('comes to a new one by itself, knows what is scheduled, and ends with the application', async () => {
    await app.stop({ leave: true });
    app = await startApp({ continues: app, settings: { ACCESSION_JOBS: 'on' } });
    const submission = await pastItsTime();
    await addJob(app.strapi.db.connection, 'removeExpired', {});
    await until('the job is done', async () => !(await exists(submission)));
    const scheduled = `select from graphile_worker._private_known_crontabs where identifier = 'removeExpired'`;
    await until('it knows what is scheduled', async () => (await app.sql(scheduled)).length === 1);
    await app.stop({ leave: true });
    app = await startApp({ continues: app });
    const workers = await app.sql(
      `select query from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
         and query ilike '%jobs:insert%'`,
    );
    expect(workers).toEqual([]);
  });
});

describe('jobs that another process had taken', () => {
  const GONE = 'pool-of-one-that-is-gone';
  const LIVING = 'pool-of-one-that-lives';

  /** As the queue has it while that process does it. */
  async function taken(
    by: string,
    values: { key?: string; attempts?: number } = {},
  ): Promise<void> {
    const { key = `taken by ${by}`, attempts = 1 } = values;
    await app.sql(
      `select graphile_worker.add_job('removeExpired', '{}', queue_name => $1, max_attempts => 5, job_key => $2)`,
      [by, key],
    );
    await app.sql(
      `update graphile_worker._private_jobs set attempts = $3, locked_by = $1, locked_at = now(),
         key = nullif(key, 'replaced') where key = $2`,
      [by, key, attempts],
    );
    await app.sql(
      `update graphile_worker._private_job_queues set locked_by = $1, locked_at = now() where queue_name = $1`,
      [by],
    );
  }

  /** Without what the schedule may bring meanwhile, which has no queue. */
  async function left(): Promise<object[]> {
    return app.sql(
      `select key, locked_by, last_error from graphile_worker.jobs
         where task_identifier = 'removeExpired' and queue_name is not null order by key`,
    );
  }

  /** The patience with the silent alone takes longer than a quarter of a minute. */
  async function leftInTheEnd(expected: number): Promise<object[]> {
    for (let tries = 0; tries < 900 && (await left()).length > expected; tries += 1) {
      await sleep(100);
    }
    return left();
  }

  it('are done when it is gone, and left to it while it lives', async () => {
    await taken(GONE);
    await taken(GONE, { key: 'replaced', attempts: 5 });
    await taken(GONE, { key: 'tried in vain', attempts: 5 });
    await taken(LIVING);
    const other = new Client({ connectionString: app.databaseUrl });
    await other.connect();
    await other.query(`select pg_advisory_lock(hashtextextended('jobs of ' || $1, 0))`, [LIVING]);
    await app.stop({ leave: true });
    app = await startApp({ continues: app, settings: { ACCESSION_JOBS: 'on' } });
    const living = { key: `taken by ${LIVING}`, locked_by: LIVING, last_error: null };
    // Nothing at first: it may have lost its connection for a moment.
    expect(await left()).toHaveLength(4);
    expect(await leftInTheEnd(2)).toEqual([
      living,
      {
        key: 'tried in vain',
        locked_by: null,
        last_error: 'The process that did it ended, at the last attempt',
      },
    ]);
    await other.end();
  });

  it('are given back by a process that lives on', async () => {
    expect(await leftInTheEnd(1)).toMatchObject([{ key: 'tried in vain' }]);
    await app.stop({ leave: true });
    app = await startApp({ continues: app });
    const signs = `select from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`;
    // Its connection is closed without waiting for the database.
    await until('no sign of life is left', async () => (await app.sql(signs)).length === 0);
  });
});
