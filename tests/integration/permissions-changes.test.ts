import { startApp, type TestApp } from '../helpers/app';
import { eventsOf, press, stateOf, submissionOf } from '../helpers/doors';
import { api } from '../helpers/http';
import { approve, decide, detail, LINK, submitLink, type Envelope } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { readSettings } from '../helpers/review-settings';

let app: TestApp;
let member: Member;
let root: Admin;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  root = await createAdmin(app, 'strapi-super-admin');
});
afterAll(async () => {
  await app.stop();
});

const DESK_RIGHTS = [
  { action: 'plugin::review.queue.read' },
  { action: 'plugin::review.submission.decide' },
];
const LINK_RIGHTS = ['read', 'create', 'update', 'publish', 'delete'].map((action) => ({
  action: `plugin::content-manager.explorer.${action}`,
  subject: LINK,
}));

/** Takes the right to decide from the role made for this one person. */
async function takeDecideFrom(admin: Admin): Promise<void> {
  await app.sql(
    `delete from admin_permissions where action = 'plugin::review.submission.decide' and id in (
       select l.permission_id from admin_permissions_role_lnk l
       join admin_users_roles_lnk u on u.role_id = l.role_id where u.user_id = $1)`,
    [admin.id],
  );
}

describe('the right to decide', () => {
  it('that is taken away is gone at the next request', async () => {
    const admin = await createAdmin(app, DESK_RIGHTS);
    const submission = await submitLink(app, member);
    const { digest } = await detail(app, admin, submission.id);
    await takeDecideFrom(admin);
    const { status } = await decide(app, admin, submission.id, { decision: 'approve', digest });
    expect([status, await stateOf(app, submission.item.documentId)]).toEqual([403, 'pending']);
  });

  it('that is taken away is gone from the content manager too', async () => {
    const admin = await createAdmin(app, [...DESK_RIGHTS, ...LINK_RIGHTS]);
    await takeDecideFrom(admin);
    const { item } = await submitLink(app, member);
    const { status } = await press(app, admin, LINK, item.documentId, 'publish');
    expect([status, await stateOf(app, item.documentId)]).toEqual([403, 'pending']);
  });

  it('without the right to read the queue decides nothing', async () => {
    const admin = await createAdmin(app, [{ action: 'plugin::review.submission.decide' }]);
    const submission = await submitLink(app, member);
    const { digest } = await detail(app, root, submission.id);
    const { status } = await decide(app, admin, submission.id, { decision: 'approve', digest });
    expect([status, await stateOf(app, submission.item.documentId)]).toEqual([403, 'pending']);
  });

  it('is shown to be missing to someone who reads the queue', async () => {
    const admin = await createAdmin(app, [{ action: 'plugin::review.queue.read' }]);
    const submission = await submitLink(app, member);
    const { decidable } = await detail(app, admin, submission.id);
    expect(decidable).toMatchObject({ allowed: false });
  });

  it('is lost to an administrator who is deactivated', async () => {
    const admin = await createAdmin(app, 'review-reviewer');
    const submission = await submitLink(app, member);
    const { digest } = await detail(app, admin, submission.id);
    await app.sql('update admin_users set is_active = false where id = $1', [admin.id]);
    const { status } = await decide(app, admin, submission.id, { decision: 'approve', digest });
    expect(status).toBe(401);
  });

  it('lies with people: a token of an administrator decides nothing', async () => {
    const { body } = await api(app.url)
      .as(root.token)
      .post<Envelope<{ accessKey: string }>>('/admin/admin-tokens', {
        kind: 'admin',
        name: 'robot',
        lifespan: null,
        adminPermissions: DESK_RIGHTS.map((right) => ({
          ...right,
          subject: null,
          conditions: [],
          properties: {},
        })),
      });
    const submission = await submitLink(app, member);
    const { digest } = await detail(app, root, submission.id);
    const robot = { ...root, token: body.data.accessKey };
    const { status } = await decide(app, robot, submission.id, { decision: 'approve', digest });
    expect([status, await stateOf(app, submission.item.documentId)]).toEqual([403, 'pending']);
  });
});

describe('a member', () => {
  it('who is blocked is turned away at the next request', async () => {
    const blocked = await createMember(app);
    const submission = await submitLink(app, blocked);
    await app.sql('update up_users set blocked = true where id = $1', [blocked.id]);
    const { status } = await api(app.url)
      .as(blocked.jwt)
      .put(`/api/submissions/${submission.id}`, { data: { title: 'Too late' } });
    expect(status).toBe(401);
  });

  it('whose role loses the right to submit is turned away at the next request', async () => {
    const [right] = await app.sql<{ id: number }>(
      `select id from up_permissions where action = 'plugin::review.submission.create'`,
    );
    const update = (action: string) =>
      app.sql('update up_permissions set action = $1 where id = $2', [action, right?.id]);
    await update('plugin::review.submission.nothing');
    const { status } = await api(app.url)
      .as(member.jwt)
      .post('/api/submissions/external-links', {});
    await update('plugin::review.submission.create');
    expect(status).toBe(403);
  });

  it('is not taken for the administrator of the same number', async () => {
    const admin = await createAdmin(app, 'review-reviewer');
    const namesake = await createMember(app);
    const { id, item } = await submitLink(app, namesake);
    await app.sql(
      `update review_submissions set submitter_kind = 'admin', submitter_id = $1 where id = $2`,
      [namesake.id, id],
    );
    const { status } = await api(app.url).as(namesake.jwt).get(`/api/submissions/${id}`);
    const withdrawn = await api(app.url).as(namesake.jwt).delete(`/api/submissions/${id}`);
    await approve(app, admin, { id });
    expect([status, withdrawn.status, (await submissionOf(app, item.documentId))?.state]).toEqual([
      404,
      404,
      'approved',
    ]);
  });

  it('is named in the log by kind and number', async () => {
    const { item } = await submitLink(app, member);
    expect((await eventsOf(app, item.documentId))[0]).toMatchObject({
      actor_kind: 'user',
      actor_id: member.id,
    });
  });
});

describe('the settings', () => {
  const put = (body: object) =>
    api(app.url).as(root.token).put<Envelope<unknown>>('/review/settings', body);

  it('are read as they were written', async () => {
    const before = await readSettings(app);
    await put({ data: { ...before, allowSelfApproval: false, dueDays: null } });
    const after = await readSettings(app);
    await put({ data: before });
    expect(after).toEqual({ ...before, allowSelfApproval: false, dueDays: null });
  });

  it.each([
    ['are not there', () => ({})],
    ['are empty', () => ({ data: {} })],
    ['are null', () => ({ data: null })],
    ['are a list', () => ({ data: [] })],
    ['lie beside the envelope', (whole: object) => whole],
    ['lack one', (whole: object) => ({ data: { ...whole, dueDays: undefined } })],
    [
      'hold a word for a choice',
      (whole: object) => ({ data: { ...whole, allowSelfApproval: 'no' } }),
    ],
    ['hold a number for one', (whole: object) => ({ data: { ...whole, allowSelfApproval: 0 } })],
    ['hold one nobody knows', (whole: object) => ({ data: { ...whole, autoApprove: true } })],
    ['come with more', (whole: object) => ({ data: whole, meta: {} })],
    ['are due in half a day', (whole: object) => ({ data: { ...whole, dueDays: 0.5 } })],
    ['have no reason', (whole: object) => ({ data: { ...whole, reasons: [] } })],
    [
      'are due by a category that does not exist',
      (whole: object) => ({
        data: { ...whole, dueDaysByCategory: [{ category: 'none', days: 1 }] },
      }),
    ],
    [
      'limit to a category that does not exist',
      (whole: object) => ({
        data: { ...whole, scopes: [{ reviewer: root.id, categories: ['none'] }] },
      }),
    ],
    [
      'limit a reviewer who does not exist',
      (whole: object) => ({
        data: { ...whole, scopes: [{ reviewer: 987_654, categories: ['x'] }] },
      }),
    ],
  ])('that %s are refused and stay as they were', async (_, bodyFrom) => {
    const before = await readSettings(app);
    const answer = await put(bodyFrom(before));
    expect([answer.status, answer.body.error.message.length > 20, await readSettings(app)]).toEqual(
      [400, true, before],
    );
  });
});
