import { RECORD_COLUMNS } from '../../src/plugins/review/server/src/log-chain/record';
import { startApp, type TestApp } from '../helpers/app';
import { createCategory } from '../helpers/catalogue';
import { press } from '../helpers/doors';
import { api } from '../helpers/http';
import {
  approve,
  contentManager,
  decide,
  detail,
  LINK,
  reject,
  submitLink,
} from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { headIn, verifyLog } from '../helpers/review-command';
import { untilSomeoneWaits } from '../helpers/waiting';

let app: TestApp;
let member: Member;
let reviewer: Admin;
let root: Admin;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
  root = await createAdmin(app, 'strapi-super-admin');
  await everyKindOfEvent();
});
afterAll(async () => {
  await app.stop();
});

async function everyKindOfEvent(): Promise<void> {
  const category = await createCategory(app, root);
  const filed = await submitLink(app, member, { categories: [category.documentId] });
  await approve(app, reviewer, filed);
  await press(app, reviewer, LINK, filed.item.documentId, 'unpublish');
  const rejected = await submitLink(app, member);
  await reject(app, reviewer, rejected);
  await api(app.url).as(reviewer.token).post(`/review/submissions/${rejected.id}/reopen`, {});
  await decide(app, reviewer, rejected.id, { decision: 'approve', digest: 'a'.repeat(64) });
  const withdrawn = await submitLink(app, member);
  await api(app.url).as(member.jwt).delete(`/api/submissions/${withdrawn.id}`);
  await api(app.url)
    .as(root.token)
    .delete(contentManager('api::category.category', category.documentId));
  const deleted = await submitLink(app, member);
  await api(app.url).as(root.token).delete(contentManager(LINK, deleted.item.documentId));
}

describe('a log that only the application wrote', () => {
  it('is told to be as it was written, with its head', async () => {
    const told = await verifyLog(app);
    expect(told.lines).toEqual([
      'The review log is as it was written.',
      expect.stringMatching(/^\d+ events, head [0-9a-f]{64}$/),
    ]);
    expect(told.code).toBe(0);
  });

  it('covers each column there is', async () => {
    const columns = await app.sql<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = 'review_events'`,
    );
    expect(columns.map(({ name }) => name).sort()).toEqual([...RECORD_COLUMNS, 'hash'].sort());
  });

  it('numbers its events without a gap', async () => {
    const [row] = await app.sql<{ gaps: string }>(
      'select max(id) - min(id) + 1 - count(*) as gaps from review_events',
    );
    expect(row?.gaps).toBe('0');
  });

  it('keeps the hash of a note that no database can hold as it was sent', async () => {
    const submission = await submitLink(app, member);
    const { digest } = await detail(app, reviewer, submission.id);
    const { status } = await api(app.url)
      .as(reviewer.token)
      .raw(`/review/submissions/${submission.id}/decision`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"decision":"approve","digest":"${digest}","note":"half \\ud83d of a character"}`,
      });
    expect([status, (await verifyLog(app)).code]).toEqual([200, 0]);
  });

  it('is held to a head noted earlier, however far it went on', async () => {
    const noted = headIn(await verifyLog(app));
    await submitLink(app, member);
    expect((await verifyLog(app, '--expect', noted)).code).toBe(0);
  });

  it('of which another head was noted is told to have been written anew', async () => {
    const { code, lines } = await verifyLog(app, '--expect', 'ab'.repeat(32));
    expect([code, lines[0]]).toEqual([1, expect.stringMatching(/^The hash noted earlier/)]);
  });
});

describe('twenty decisions at once', () => {
  it('leave a good chain, with one event each', async () => {
    const submissions = [];
    for (let i = 0; i < 20; i += 1) submissions.push(await submitLink(app, member));
    await Promise.all(submissions.map((submission) => approve(app, reviewer, submission)));
    const { code, lines } = await verifyLog(app);
    const [row] = await app.sql<{ events: string }>('select count(*) as events from review_events');
    expect([code, lines[1]]).toEqual([0, expect.stringContaining(`${row?.events ?? ''} events`)]);
  });

  it('about one submission leave a good chain, with one decision', async () => {
    const submission = await submitLink(app, member);
    const { digest } = await detail(app, reviewer, submission.id);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        decide(app, reviewer, submission.id, { decision: 'approve', digest }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await verifyLog(app)).code).toBe(0);
  });
});

describe('a transaction that is rolled back', () => {
  it('leaves no event and does not move the head', async () => {
    const before = await app.sql('select * from review_log_head');
    const failing = app.strapi.db.transaction(async () => {
      const data = { title: 'Never there', url: 'https://example.org/x', description: 'Never' };
      await app.strapi.documents(LINK).create({ data });
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await app.sql('select * from review_log_head')).toEqual(before);
  });
});

describe('the head of the log', () => {
  it.each([
    ['moved without an event', 'update review_log_head set last_id = last_id + 1'],
    [
      'moved back',
      'update review_log_head set last_id = 1, hash = (select hash from review_events where id = 1)',
    ],
    ['given another hash', `update review_log_head set hash = '${'ab'.repeat(32)}'`],
    ['removed', 'delete from review_log_head'],
    ['emptied', 'truncate review_log_head'],
  ])('is not %s by SQL', async (_, statement) => {
    await expect(app.sql(statement)).rejects.toThrow('moves with a new event only');
  });

  it('is not held by who still waits for the catalogue', async () => {
    const submission = await submitLink(app, member);
    const { digest } = await detail(app, reviewer, submission.id);
    const holder = await app.strapi.db.connection.transaction();
    await holder.raw('select from catalogue_state for update');
    const decided = decide(app, reviewer, submission.id, { decision: 'approve', digest });
    await untilSomeoneWaits(app);
    const locked = app.sql('select from review_log_head for update nowait');
    await expect(locked).resolves.toHaveLength(1);
    await holder.rollback();
    expect((await decided).status).toBe(200);
  });
});

describe('deleting many in one transaction', () => {
  it('and deciding on the last of them meanwhile end in no deadlock', async () => {
    const items = [];
    for (let i = 0; i < 8; i += 1) items.push(await submitLink(app, member));
    const last = items.at(-1);
    if (last === undefined) throw new Error('Nothing was submitted');
    const { digest } = await detail(app, reviewer, last.id);
    const [deleted, decided] = await Promise.all([
      api(app.url)
        .as(root.token)
        .post(`${contentManager(LINK)}/actions/bulkDelete`, {
          documentIds: items.map(({ item }) => item.documentId),
        }),
      decide(app, reviewer, last.id, { decision: 'approve', digest }),
    ]);
    expect(deleted.status).toBe(200);
    expect([200, 404]).toContain(decided.status);
    expect((await verifyLog(app)).code).toBe(0);
  });
});
