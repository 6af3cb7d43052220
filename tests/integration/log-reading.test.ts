import { createHash } from 'node:crypto';

import canonicalize from 'canonicalize';

import type { LogEntry, LogPage } from '../../src/plugins/review/shared/desk';
import { startApp, type TestApp } from '../helpers/app';
import { createCategory } from '../helpers/catalogue';
import { api } from '../helpers/http';
import { approve, detail, reject, submitDocument, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { changeSettings } from '../helpers/review-settings';

// Starts take their time on a busy machine, and some tests have several.
jest.setTimeout(180_000);

let app: TestApp;
let member: Member;
let reviewer: Admin;
let rejected: string;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
  await approve(app, reviewer, await submitLink(app, member));
  const submission = await submitDocument(app, member);
  rejected = submission.id;
  await reject(app, reviewer, submission, '=HYPERLINK("http://evil.example","see")');
  await detail(app, reviewer, submission.id);
  for (let i = 0; i < 5; i += 1) await submitLink(app, member);
});
afterAll(async () => {
  await app.stop();
});

async function read(question = ''): Promise<LogPage> {
  const path = `/review/log${question === '' ? '' : `?${question}`}`;
  const { status, body } = await api(app.url).as(reviewer.token).get<LogPage>(path);
  if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

const ids = (entries: LogEntry[]): number[] => entries.map(({ id }) => id);

async function idsWhere(condition: string): Promise<number[]> {
  const rows = await app.sql<{ id: string }>(
    `select id from review_events e where ${condition} order by at desc, id desc`,
  );
  return rows.map(({ id }) => Number(id));
}

describe('the log', () => {
  it('lists every event, newest first', async () => {
    expect(ids((await read()).data)).toEqual(await idsWhere('true'));
  });

  it('tells of an event what its row holds, with the title there is now', async () => {
    const [row] = await app.sql<Record<string, unknown>>(
      `select e.*, s.title from review_events e join review_submissions s on s.id = e.submission_id
         where e.type = 'rejected'`,
    );
    const { data } = await read('filters[event]=rejected');
    expect(data).toEqual([
      {
        id: Number(row?.id),
        at: (row?.at as Date).toISOString(),
        event: 'rejected',
        submissionId: rejected,
        type: 'documents',
        itemId: row?.item_id,
        title: row?.title,
        from: 'pending',
        to: 'rejected',
        revision: 1,
        digest: row?.digest,
        actor: { kind: 'admin', id: reviewer.id, name: 'Test Person' },
        reason: row?.reason,
        reasonId: null,
        note: null,
        internalNote: null,
        requestId: row?.request_id,
        fileSha256: null,
        hash: row?.hash,
      },
    ]);
  });

  it('is walked to its end by pages, each event once', async () => {
    const walked: number[] = [];
    let before: number | null = null;
    do {
      const page: LogPage = await read(
        `limit=3${before === null ? '' : `&before=${String(before)}`}`,
      );
      walked.push(...ids(page.data));
      ({ before } = page.meta);
    } while (before !== null);
    expect(walked).toEqual(await idsWhere('true'));
  });

  it.each([
    ['event', 'filters[event]=submitted', `type = 'submitted'`],
    ['content type', 'filters[type]=documents', `content_type like '%document'`],
    [
      'two at once',
      'filters[event]=submitted&filters[type]=documents',
      `type = 'submitted' and content_type like '%document'`,
    ],
    ['a day that was', 'filters[to]=2020-01-01', 'false'],
    ['a day to come', 'filters[from]=2100-01-01', 'false'],
  ])('is narrowed by %s', async (_, question, condition) => {
    expect(ids((await read(question)).data)).toEqual(await idsWhere(condition));
  });

  it('is narrowed by actor, submission and days', async () => {
    const [first, last] = [-1, 1].map((days) =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
    );
    const actor = `filters[actor]=admin:${String(reviewer.id)}`;
    expect(ids((await read(actor)).data)).toEqual(await idsWhere(`actor_kind = 'admin'`));
    expect(ids((await read(`filters[submission]=${rejected}`)).data)).toEqual(
      await idsWhere(`submission_id = '${rejected}'`),
    );
    expect(
      ids((await read(`filters[from]=${first ?? ''}&filters[to]=${last ?? ''}`)).data),
    ).toEqual(await idsWhere('true'));
  });

  it.each(['filters[evnt]=approved', 'befor=1', 'limit=1000', 'filters[from]=2026-02-30'])(
    'refuses %s by name',
    async (question) => {
      const { status } = await api(app.url).as(reviewer.token).get(`/review/log?${question}`);
      expect(status).toBe(400);
    },
  );
});

async function file(format: string): Promise<{ text: string; headers: Headers }> {
  const answer = await api(app.url).as(reviewer.token).raw(`/review/log/export?format=${format}`);
  expect(answer.status).toBe(200);
  return { text: await answer.text(), headers: answer.headers };
}

describe('a file of the log', () => {
  it('as JSON lines can be held to its chain by whoever has it', async () => {
    const { text, headers } = await file('jsonl');
    expect(headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    let previous = '0'.repeat(64);
    for (const line of text.trim().split('\n')) {
      const { hash, ...event } = JSON.parse(line) as Record<string, unknown>;
      previous = createHash('sha256')
        .update(previous + String(canonicalize(event)))
        .digest('hex');
      expect(hash).toBe(previous);
    }
    const [head] = await app.sql<{ hash: string }>('select hash from review_log_head');
    expect(previous).toBe(head?.hash);
  });

  it('as CSV has a line for each event, under the names of its columns', async () => {
    const { text, headers } = await file('csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(headers.get('content-disposition')).toBe('attachment; filename="review-log.csv"');
    const lines = text.trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^(\ufeff)?id,at,submission_id,content_type,/);
    expect(lines).toHaveLength((await idsWhere('true')).length + 1);
  });

  it('as CSV holds no formula', async () => {
    const { text } = await file('csv');
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"",""see"")"`);
  });

  it('holds what the filters let through, however much that is', async () => {
    await app.sql(
      `insert into review_events (submission_id, content_type, item_id, type, actor_kind, actor_name)
         select 'x', 'api::external-link.external-link', 'x', 'refused', 'admin', 'Nobody' from generate_series(1, 2500)`,
    );
    await submitLink(app, member);
    const { text } = await file('jsonl&filters[event]=refused');
    expect(text.trim().split('\n')).toHaveLength(2500);
  });
});

const PATHS = ['log', 'log/export', 'statistics', 'statistics/export'];

describe('log and statistics', () => {
  it.each(PATHS)('%s is closed to who may not read the log', async (path) => {
    const author = await createAdmin(app, 'strapi-author');
    const queue = await createAdmin(app, [{ action: 'plugin::review.queue.read' }]);
    const statuses = [];
    for (const token of [author.token, queue.token, member.jwt, '']) {
      statuses.push((await api(app.url).as(token).get(`/review/${path}`)).status);
    }
    expect(statuses).toEqual([403, 403, 401, 401]);
  });

  it.each(PATHS)('%s is closed to who reviews some categories only', async (path) => {
    const root = await createAdmin(app, 'strapi-super-admin');
    const category = await createCategory(app, root);
    const limited = await createAdmin(app, 'review-reviewer');
    await changeSettings(app, {
      scopes: [{ reviewer: limited.id, categories: [category.documentId] }],
    });
    const { status, body } = await api(app.url).as(limited.token).get(`/review/${path}`);
    await changeSettings(app, { scopes: [] });
    expect([status, body]).toEqual([
      403,
      expect.objectContaining({
        error: expect.objectContaining({ details: { code: 'outOfScope' } }) as object,
      }),
    ]);
  });
});

describe('the right to read the log', () => {
  const holders = () =>
    app.sql(`select r.code from admin_permissions p
      join admin_permissions_role_lnk l on l.permission_id = p.id join admin_roles r on r.id = l.role_id
      where p.action = 'plugin::review.log.read' and r.code = 'review-reviewer'`);
  const take = () =>
    app.sql(`delete from admin_permissions where action = 'plugin::review.log.read'`);

  async function restart(): Promise<void> {
    await app.stop({ leave: true });
    app = await startApp({ continues: app });
  }

  it('is the reviewers’ from the first start on', async () => {
    expect(await holders()).toHaveLength(1);
  });

  it('is given to them in a library from before there was one', async () => {
    await take();
    await app.sql(`delete from strapi_core_store_settings where key like '%reviewers-read-log'`);
    await restart();
    expect(await holders()).toHaveLength(1);
  });

  it('is given once, and stays taken away', async () => {
    await take();
    await restart();
    expect(await holders()).toHaveLength(0);
  });
});
