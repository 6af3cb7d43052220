import { setTimeout as sleep } from 'node:timers/promises';

import type { Transaction } from '../../src/plugins/review/server/src/item-lock';
import { addJob } from '../../src/plugins/review/server/src/jobs/queue';
import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
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
    for (let tries = 0; tries < 100 && (await exists(submission)); tries += 1) await sleep(100);
    expect(await exists(submission)).toBe(false);
    expect(
      await app.sql('select identifier from graphile_worker._private_known_crontabs'),
    ).toContainEqual({
      identifier: 'removeExpired',
    });
    await app.stop({ leave: true });
    app = await startApp({ continues: app });
    const workers = await app.sql(
      `select query from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
         and query ilike '%jobs:insert%'`,
    );
    expect(workers).toEqual([]);
  }, 120_000);
});
