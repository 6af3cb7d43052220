import { startApp, type TestApp } from '../helpers/app';
import { eventsOf, press, storyOf, type EventRow } from '../helpers/doors';
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

async function lastEvent(itemId: string): Promise<EventRow | undefined> {
  return (await eventsOf(app, itemId)).at(-1);
}

describe('the log', () => {
  const REFUSED = 'The review log only grows';
  it.each([
    ['changed', `update review_events set reason = 'another'`],
    ['changed row by row', `update review_events set actor_name = actor_name where id = 1`],
    ['deleted', 'delete from review_events'],
    ['emptied', 'truncate review_events'],
    ['emptied with what hangs on it', 'truncate review_events restart identity cascade'],
    [
      'merged away',
      `insert into review_events overriding system value
       select * from review_events limit 1 on conflict (id) do update set reason = 'another'`,
    ],
  ])('is not %s by SQL', async (_, statement) => {
    await submitLink(app, member);
    const before = await app.sql('select * from review_events order by id');
    await expect(app.sql(statement)).rejects.toThrow(REFUSED);
    expect(await app.sql('select * from review_events order by id')).toEqual(before);
  });

  it('has no content type, so neither content manager nor query engine reaches it', () => {
    const tables = [...app.strapi.db.metadata.values()].map(({ tableName }) => tableName);
    expect(tables.filter((name) => name.startsWith('review_'))).toEqual([]);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('has no route for %s', async (method) => {
    const root = await createAdmin(app, 'strapi-super-admin');
    const { id } = await submitLink(app, member);
    const paths = [
      `/review/submissions/${id}/events`,
      `/review/events/1`,
      `/api/events/1`,
      '/review/log',
    ];
    for (const path of paths) {
      const { status } = await api(app.url).as(root.token).raw(path, { method });
      expect([path, status]).toEqual([path, status === 404 ? 404 : 405]);
    }
  });

  it('outlives the item and its submission', async () => {
    const submission = await submitLink(app, member);
    await api(app.url).as(member.jwt).delete(`/api/submissions/${submission.id}`);
    expect(await storyOf(app, submission.item.documentId)).toEqual(['submitted', 'withdrawn']);
  });

  it('outlives the person, under the name they had', async () => {
    const leaver = await createMember(app);
    const { item } = await submitLink(app, leaver);
    await app.strapi.db
      .query('plugin::users-permissions.user')
      .delete({ where: { id: leaver.id } });
    expect(await lastEvent(item.documentId)).toMatchObject({
      actor_kind: 'user',
      actor_id: leaver.id,
      actor_name: leaver.username,
    });
  });
});

describe('every transition', () => {
  const CASES: [string, (id: string, item: string) => Promise<unknown>, Partial<EventRow>][] = [
    [
      'submitting',
      () => Promise.resolve(),
      { type: 'submitted', from_state: null, to_state: 'pending' },
    ],
    [
      'revising',
      (id) =>
        api(app.url)
          .as(member.jwt)
          .put(`/api/submissions/${id}`, { data: { publisher: 'x' } }),
      { type: 'revised', from_state: 'pending', to_state: 'pending' },
    ],
    [
      'approving',
      (id) => approve(app, reviewer, { id }),
      { type: 'approved', from_state: 'pending', to_state: 'approved', reason: null },
    ],
    [
      'rejecting',
      (id) => reject(app, reviewer, { id }, 'Too old'),
      { type: 'rejected', from_state: 'pending', to_state: 'rejected', reason: 'Too old' },
    ],
    [
      'approving in the content manager',
      (_, item) => press(app, reviewer, LINK, item, 'publish'),
      { type: 'approved', from_state: 'pending', to_state: 'approved' },
    ],
    [
      'saving in the content manager',
      (_, item) =>
        api(app.url).as(reviewer.token).put(contentManager(LINK, item), { description: 'Better' }),
      { type: 'revised', from_state: 'pending', to_state: 'pending' },
    ],
  ];

  it.each(CASES)('leaves one event by %s', async (name, act, expected) => {
    const { id, item } = await submitLink(app, member);
    const before = await storyOf(app, item.documentId);
    await act(id, item.documentId);
    const after = await eventsOf(app, item.documentId);
    expect(after).toHaveLength(name === 'submitting' ? 1 : before.length + 1);
    const byMember = name === 'submitting' || name === 'revising';
    expect(after.at(-1)).toMatchObject({
      ...expected,
      actor_kind: byMember ? 'user' : 'admin',
      actor_id: byMember ? member.id : reviewer.id,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      request_id: expect.stringMatching(/^[\w.-]{8,64}$/) as string,
    });
  });

  it('names the digest that was decided', async () => {
    const submission = await submitLink(app, member);
    const { digest } = await detail(app, reviewer, submission.id);
    await approve(app, reviewer, submission);
    expect((await lastEvent(submission.item.documentId))?.digest).toBe(digest);
  });

  it('bears the id that the proxy gave the request', async () => {
    const submission = await submitLink(app, member);
    const { digest } = await detail(app, reviewer, submission.id);
    await decide(
      app,
      reviewer,
      submission.id,
      { decision: 'approve', digest },
      { 'x-request-id': 'proxy-12345678' },
    );
    expect((await lastEvent(submission.item.documentId))?.request_id).toBe('proxy-12345678');
  });

  it('takes no request id that is no id', async () => {
    const submission = await submitLink(app, member);
    const { digest } = await detail(app, reviewer, submission.id);
    await decide(
      app,
      reviewer,
      submission.id,
      { decision: 'approve', digest },
      { 'x-request-id': '<script>alert(1)' },
    );
    expect((await lastEvent(submission.item.documentId))?.request_id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('by the server itself is the system’s', async () => {
    const { item } = await submitLink(app, member);
    await app.strapi
      .documents(LINK)
      .update({ documentId: item.documentId, data: { publisher: 'y' } });
    expect(await lastEvent(item.documentId)).toMatchObject({
      type: 'revised',
      actor_kind: 'system',
      actor_id: null,
      request_id: null,
    });
  });
});

describe('a refused decision', () => {
  it.each([
    ['a stale digest', 'staleDigest', 'a'.repeat(64)],
    ['a submission decided already', 'notDecidable', null],
  ])('on %s is in the log with its cause', async (_, code, digest) => {
    const submission = await submitLink(app, member);
    const shown = (await detail(app, reviewer, submission.id)).digest;
    if (code === 'notDecidable') await approve(app, reviewer, submission);
    await decide(app, reviewer, submission.id, { decision: 'approve', digest: digest ?? shown });
    expect(await lastEvent(submission.item.documentId)).toMatchObject({
      type: 'refused',
      internal_note: code,
      actor_kind: 'admin',
      actor_id: reviewer.id,
      digest: digest ?? shown,
    });
  });

  it('is nothing the submitter reads', async () => {
    const submission = await submitLink(app, member);
    await decide(app, reviewer, submission.id, { decision: 'approve', digest: 'a'.repeat(64) });
    const { body } = await api(app.url).as(member.jwt).get(`/api/submissions/${submission.id}`);
    expect(JSON.stringify(body)).not.toMatch(/refused|staleDigest/);
  });
});
