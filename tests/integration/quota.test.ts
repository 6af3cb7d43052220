import { readdir } from 'node:fs/promises';

import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { makePdf } from '../helpers/files';
import { api, type Answer } from '../helpers/http';
import {
  approve,
  documentForm,
  reject,
  submitDocument,
  submitLink,
  uniqueTitle,
  type Envelope,
} from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { changeSettings } from '../helpers/review-settings';
import { untilSomeoneWaits } from '../helpers/waiting';

let app: TestApp;
let root: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp();
  root = await createAdmin(app, 'strapi-super-admin');
});
afterAll(async () => {
  await app.stop();
});
beforeEach(async () => {
  member = await createMember(app);
  await changeSettings(app, { maxPendingItems: 3, maxPendingMegabytes: 1 });
});

type Sent = Answer<Envelope<SubmissionView>>;
const KILOBYTE = 1024;

const text = (kilobytes: number) =>
  Buffer.from(`${uniqueTitle()}\n`.padEnd(kilobytes * KILOBYTE, 'a'));

function send(file: Buffer, by = member): Promise<Sent> {
  const values = { title: uniqueTitle('Quota'), description: 'About it' };
  const form = documentForm(values, file, 'notes.txt');
  return api(app.url).as(by.jwt).post('/api/submissions/documents', form);
}

function revise({ id }: { id: string }, values: object, file: Buffer | null = null): Promise<Sent> {
  const form = documentForm({ ...values }, file, 'notes.txt');
  return api(app.url).as(member.jwt).put(`/api/submissions/${id}`, form);
}

function refusal({ status, body }: Sent): unknown {
  return [status, body.error.details.code];
}
const REFUSED = [403, 'quotaReached'];

async function held(by = member): Promise<{ items: number; bytes: number }> {
  const [row] = await app.sql<{ items: string; bytes: string }>(
    `select count(*) as items, coalesce(sum(file_size), 0) as bytes from review_submissions
      where state = 'pending' and submitter_kind = 'user' and submitter_id = $1`,
    [by.id],
  );
  return { items: Number(row?.items), bytes: Number(row?.bytes) };
}

describe('a member who has as many waiting as are allowed', () => {
  it('is told the numbers, and nothing is kept of what they send', async () => {
    for (let i = 0; i < 3; i += 1) await submitLink(app, member);
    const before = await readdir(`${app.publicFolder}/uploads`);
    const answer = await send(await makePdf('One too many'));
    expect(refusal(answer)).toEqual(REFUSED);
    expect(answer.body.error.message).toMatch(/^You have 3 submissions .* 3 is the most\./);
    expect(answer.body.error.details).toMatchObject({ items: 3, maxItems: 3 });
    expect(await readdir(`${app.publicFolder}/uploads`)).toEqual(before);
  });

  it('is refused without a look at the file when they try again', async () => {
    for (let i = 0; i < 3; i += 1) await submitLink(app, member);
    const empty = Buffer.alloc(0);
    expect(refusal(await send(empty))).toEqual([400, 'invalidFile']);
    expect(refusal(await send(text(1)))).toEqual(REFUSED);
    expect(refusal(await send(empty))).toEqual(REFUSED);
  });

  it('is in nobody else’s way, and others are not in theirs', async () => {
    for (let i = 0; i < 3; i += 1) await submitLink(app, member);
    expect((await send(text(1), await createMember(app))).status).toBe(201);
  });

  it.each<[string, (submission: SubmissionView) => Promise<unknown>]>([
    ['approved', (submission) => approve(app, root, submission)],
    ['rejected', (submission) => reject(app, root, submission)],
    ['withdrawn', ({ id }) => api(app.url).as(member.jwt).delete(`/api/submissions/${id}`)],
  ])('may send another when one is %s', async (_what, end) => {
    const [first] = [await submitLink(app, member), await submitLink(app, member)];
    await submitLink(app, member);
    expect(refusal(await send(text(1)))).toEqual(REFUSED);
    await end(first);
    expect((await send(text(1))).status).toBe(201);
  });

  it('may change what waits, but not send in what was rejected', async () => {
    const rejected = await submitDocument(app, member);
    await reject(app, root, rejected);
    const waiting = await submitDocument(app, member);
    for (let i = 0; i < 2; i += 1) await submitLink(app, member);
    expect((await revise(waiting, { title: uniqueTitle() })).status).toBe(200);
    expect(refusal(await revise(rejected, { title: uniqueTitle() }))).toEqual(REFUSED);
  });
});

describe('a member whose files take as much as is allowed', () => {
  it('is told how much, and may send less', async () => {
    expect((await send(text(700))).status).toBe(201);
    const answer = await send(text(400));
    expect(refusal(answer)).toEqual(REFUSED);
    expect(answer.body.error.message).toMatch(/hold 0\.7 MB\. With 0\.4 MB more .* over 1 MB/);
    expect((await send(text(300))).status).toBe(201);
  });

  it('may exchange a file, which counts in place of the one before', async () => {
    const { body } = await send(text(700));
    expect((await revise(body.data, {}, text(900))).status).toBe(200);
    expect(refusal(await revise(body.data, {}, text(1100)))).toEqual(REFUSED);
    expect((await held()).bytes).toBe(900 * KILOBYTE);
  });

  it('may make it smaller, and change words, above a limit that was lowered', async () => {
    await changeSettings(app, { maxPendingMegabytes: 10 });
    const { body } = await send(text(2000));
    await changeSettings(app, { maxPendingMegabytes: 1, maxPendingItems: 1 });
    await submitLink(app, await createMember(app));
    expect((await revise(body.data, { title: uniqueTitle() })).status).toBe(200);
    expect((await revise(body.data, {}, text(1500))).status).toBe(200);
    expect(refusal(await revise(body.data, {}, text(1600)))).toEqual(REFUSED);
  });
});

describe('no limit', () => {
  it('is what the settings may say', async () => {
    await changeSettings(app, { maxPendingItems: null, maxPendingMegabytes: null });
    for (let i = 0; i < 4; i += 1) expect((await send(text(400))).status).toBe(201);
  });
});

describe('thirty at once', () => {
  it('do not overshoot the number', async () => {
    await changeSettings(app, { maxPendingItems: 7, maxPendingMegabytes: null });
    const answers = await Promise.all(Array.from({ length: 30 }, () => send(text(1))));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(7);
    expect(statuses.filter((status) => status === 403)).toHaveLength(23);
    expect((await held()).items).toBe(7);
  });

  it('do not overshoot the bytes, and leave none of what was refused', async () => {
    await changeSettings(app, { maxPendingItems: null, maxPendingMegabytes: 1 });
    const before = (await readdir(`${app.publicFolder}/uploads`)).length;
    const answers = await Promise.all(Array.from({ length: 30 }, () => send(text(200))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect((await held()).bytes).toBe(1000 * KILOBYTE);
    expect(await readdir(`${app.publicFolder}/uploads`)).toHaveLength(before + 5);
  });

  it('revisions of rejected ones do not overshoot the number', async () => {
    await changeSettings(app, { maxPendingItems: 12, maxPendingMegabytes: null });
    const rejected: SubmissionView[] = [];
    for (let i = 0; i < 12; i += 1) {
      const submission = await submitLink(app, member);
      await reject(app, root, submission);
      rejected.push(submission);
    }
    await changeSettings(app, { maxPendingItems: 4 });
    const answers = await Promise.all(
      rejected.map(({ id }) =>
        api(app.url)
          .as(member.jwt)
          .put(`/api/submissions/${id}`, { data: { title: uniqueTitle('Again') } }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(4);
    expect((await held()).items).toBe(4);
  });

  it('wait for what another server is taking in for the same member', async () => {
    await changeSettings(app, { maxPendingItems: 1, maxPendingMegabytes: null });
    const rejected = await submitLink(app, member);
    await reject(app, root, rejected);
    let answered = false;
    const sent: Promise<Sent>[] = [];
    await app.strapi.db.connection.transaction(async (trx) => {
      const lock = 'select pg_advisory_xact_lock(hashtextextended(?, 0))';
      await trx.raw(lock, [`quota user ${member.id}`]);
      const answer = send(text(1)).finally(() => {
        answered = true;
      });
      sent.push(answer);
      await untilSomeoneWaits(app);
      expect(answered).toBe(false);
      await trx('review_submissions').where({ id: rejected.id }).update({ state: 'pending' });
    });
    expect((await Promise.all(sent)).map(refusal)).toEqual([REFUSED]);
  });
});
