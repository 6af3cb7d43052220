import { access } from 'node:fs/promises';
import { join } from 'node:path';

import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { eventsOf, press, storyOf } from '../helpers/doors';
import { api } from '../helpers/http';
import { ledger } from '../helpers/ledger';
import { approve, LINK, reject, submitDocument, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { verifyLog } from '../helpers/review-command';
import { changeSettings } from '../helpers/review-settings';
import { untilSomeoneWaits } from '../helpers/waiting';

let app: TestApp;
let member: Member;
let reviewer: Admin;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
});
afterAll(async () => {
  await app.stop();
});
beforeEach(async () => {
  await changeSettings(app, { keepRejectedDays: 30 });
});

/** Runs the job as it will be run in so many days. */
function runIn(days: number): Promise<void> {
  const now = new Date(Date.now() + days * 86_400_000);
  const retention = app.strapi
    .plugin('review')
    .service<{ run(now: Date): Promise<void> }>('retention');
  return retention.run(now);
}

async function exists({ id }: SubmissionView): Promise<boolean> {
  const rows = await app.sql('select from review_submissions where id = $1', [id]);
  return rows.length === 1;
}

async function rejected(): Promise<SubmissionView> {
  const submission = await submitLink(app, member);
  await reject(app, reviewer, submission);
  return submission;
}

describe('a submission rejected for longer than rejected ones are kept', () => {
  let submission: SubmissionView;
  let stored: string;
  beforeAll(async () => {
    submission = await submitDocument(app, member);
    await reject(app, reviewer, submission);
    const [file] = await app.sql<{ hash: string; ext: string }>(
      'select hash, ext from files order by id desc limit 1',
    );
    stored = join(app.publicFolder, 'uploads', `${file?.hash ?? ''}${file?.ext ?? ''}`);
    await access(stored);
    await changeSettings(app, { keepRejectedDays: 30 });
    await runIn(31);
  });

  it('is gone, with its item', async () => {
    expect(await ledger(app, submission)).toMatchObject({ state: null, draftRows: 0, liveRows: 0 });
  });

  it('is gone with its file, in the library and on the disk', async () => {
    expect(await app.sql('select from files')).toEqual([]);
    await expect(access(stored)).rejects.toThrow('ENOENT');
  });

  it('leaves its story in the log, ended by the system', async () => {
    const { documentId } = submission.item;
    const story = ['submitted', 'rejected', 'expired', 'fileRemoved'];
    expect(await storyOf(app, documentId)).toEqual(story);
    expect((await eventsOf(app, documentId)).at(-2)).toMatchObject({
      from_state: 'rejected',
      to_state: null,
      actor_kind: 'system',
      actor_id: null,
      digest: submission.digest,
    });
    expect(await verifyLog(app)).toMatchObject({ code: 0 });
  });

  it('is nothing its submitter finds any more', async () => {
    const { status } = await api(app.url).as(member.jwt).get(`/api/submissions/${submission.id}`);
    expect(status).toBe(404);
  });
});

describe('kept is', () => {
  it('what was rejected not so long ago', async () => {
    const submission = await rejected();
    await runIn(29);
    expect(await exists(submission)).toBe(true);
  });

  it('everything, where no time is set', async () => {
    const submission = await rejected();
    await changeSettings(app, { keepRejectedDays: null });
    await runIn(10_000);
    expect(await exists(submission)).toBe(true);
  });

  const CASES: [string, () => Promise<SubmissionView>][] = [
    ['what waits', () => submitLink(app, member)],
    [
      'what is live',
      async () => {
        const submission = await submitLink(app, member);
        await approve(app, reviewer, submission);
        return submission;
      },
    ],
    [
      'what is live, its revision rejected',
      async () => {
        const submission = await submitLink(app, member);
        await approve(app, reviewer, submission);
        await api(app.url)
          .as(member.jwt)
          .put(`/api/submissions/${submission.id}`, { data: { description: 'Revised' } });
        await reject(app, reviewer, submission);
        return submission;
      },
    ],
    [
      'what was live once',
      async () => {
        const submission = await submitLink(app, member);
        await approve(app, reviewer, submission);
        await press(app, reviewer, LINK, submission.item.documentId, 'unpublish');
        return submission;
      },
    ],
    [
      'what was reopened',
      async () => {
        const submission = await rejected();
        await api(app.url)
          .as(reviewer.token)
          .post(`/review/submissions/${submission.id}/reopen`, {});
        return submission;
      },
    ],
  ];
  it.each(CASES)('%s', async (_, make) => {
    const submission = await make();
    const before = await ledger(app, submission);
    await runIn(10_000);
    expect(await ledger(app, submission)).toEqual(before);
  });
});

describe('the job', () => {
  it('leaves what changed while it waited for the item', async () => {
    const submission = await rejected();
    const holder = await app.strapi.db.connection.transaction();
    await holder.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
      submission.item.documentId,
    ]);
    const running = runIn(31);
    await untilSomeoneWaits(app);
    await holder('review_submissions').where({ id: submission.id }).update({ state: 'pending' });
    await holder.commit();
    await running;
    expect(await exists(submission)).toBe(true);
  });

  it('goes on past what cannot be removed, whole', async () => {
    const [first, stuck, last] = [await rejected(), await rejected(), await rejected()];
    await app.sql(`create function stay() returns trigger language plpgsql as $$
      begin raise exception 'not this one'; end $$`);
    await app.sql(`create trigger stay before delete on external_links for each row
      when (old.document_id = '${stuck.item.documentId}') execute function stay()`);
    await runIn(31);
    await app.sql('drop trigger stay on external_links');
    expect(await Promise.all([first, stuck, last].map(exists))).toEqual([false, true, false]);
    expect(await ledger(app, stuck)).toMatchObject({ state: 'rejected', draftRows: 1 });
  });

  it('run twice at once removes each once', async () => {
    const submissions = [await rejected(), await rejected(), await rejected()];
    await Promise.all([runIn(31), runIn(31)]);
    for (const { item } of submissions) {
      expect(await storyOf(app, item.documentId)).toEqual(['submitted', 'rejected', 'expired']);
    }
  });
});
