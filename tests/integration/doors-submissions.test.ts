import { startApp, type TestApp } from '../helpers/app';
import {
  createInManager,
  eventsOf,
  linkValues,
  liveRowOf,
  press,
  stateOf,
  submissionOf,
} from '../helpers/doors';
import { makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import {
  approve,
  contentManager,
  decide,
  detail,
  documentForm,
  LINK,
  reject,
  submitLink,
  type Envelope,
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

const FORGED: Record<string, unknown> = {
  state: 'approved',
  status: 'published',
  publishedAt: '2020-01-01T00:00:00.000Z',
  digest: 'a'.repeat(64),
  revision: 9,
  slug: 'chosen-by-me',
  dateAdded: '2020-01-01',
  documentId: 'abcdefghijklmnopqrstuvwx',
  id: 1,
  submitter: 1,
  submitter_id: 1,
  author: { id: 1 },
  user: 1,
  createdBy: 1,
  updatedBy: 1,
  createdAt: '2020-01-01T00:00:00.000Z',
  locale: 'fr',
  file: 1,
  approvedDigest: 'a'.repeat(64),
  reviewer: 1,
  __proto__x: {},
};

describe('a member', () => {
  it.each(Object.keys(FORGED))('sets no %s of a new submission', async (key) => {
    const data = { ...linkValues(), [key]: FORGED[key] };
    const { status, body } = await api(app.url)
      .as(member.jwt)
      .post<Envelope<null>>('/api/submissions/external-links', { data });
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringMatching(`^Invalid key ${key}`),
    ]);
  });

  it.each(Object.keys(FORGED))('sets no %s of a revision', async (key) => {
    const submission = await submitLink(app, member);
    const { status } = await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${submission.id}`, { data: { [key]: FORGED[key] } });
    expect(status).toBe(400);
  });

  it.each(['status', 'state', 'userId', 'file'])('sends no %s beside the data', async (key) => {
    const { status } = await api(app.url)
      .as(member.jwt)
      .post('/api/submissions/external-links', { data: linkValues(), [key]: 'published' });
    expect(status).toBe(400);
  });

  it('owns what they submit, whoever the form names', async () => {
    const form = documentForm({ title: 'Mine', description: 'Mine' }, await makePdf('Mine'));
    form.append('userId', '1');
    const { status } = await api(app.url).as(member.jwt).post('/api/submissions/documents', form);
    const submission = await submitLink(app, member);
    const { submitter } = await detail(app, reviewer, submission.id);
    expect([status, submitter]).toEqual([
      400,
      { kind: 'user', id: member.id, name: member.username },
    ]);
  });

  it('publishes nothing by ?status=published', async () => {
    const { status, body } = await api(app.url)
      .as(member.jwt)
      .post<Envelope<{ item: { documentId: string } }>>(
        '/api/submissions/external-links?status=published',
        { data: linkValues() },
      );
    const made =
      status === 201
        ? await liveRowOf(app, 'external_links', body.data.item.documentId)
        : undefined;
    expect(made).toBeUndefined();
  });
});

describe('a submitter’s change', () => {
  it('leaves what is live as it is and waits', async () => {
    const submission = await submitLink(app, member);
    await approve(app, reviewer, submission);
    const before = await liveRowOf(app, 'external_links', submission.item.documentId);
    await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${submission.id}`, { data: { title: 'Second edition' } });
    const row = await submissionOf(app, submission.item.documentId);
    expect([
      await liveRowOf(app, 'external_links', submission.item.documentId),
      row?.state,
      row?.revision,
    ]).toEqual([before, 'pending', 2]);
  });

  it('puts what was rejected back into the queue', async () => {
    const submission = await submitLink(app, member);
    await reject(app, reviewer, submission);
    await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${submission.id}`, { data: { title: 'Now better' } });
    expect(await stateOf(app, submission.item.documentId)).toBe('pending');
  });

  it('that is rejected leaves what is live as it is', async () => {
    const submission = await submitLink(app, member);
    await approve(app, reviewer, submission);
    const before = await liveRowOf(app, 'external_links', submission.item.documentId);
    await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${submission.id}`, { data: { title: 'Second edition' } });
    await reject(app, reviewer, submission);
    expect(await liveRowOf(app, 'external_links', submission.item.documentId)).toEqual(before);
  });
});

describe('a decision', () => {
  it('made for one submission is none for another', async () => {
    const one = await submitLink(app, member);
    const other = await submitLink(app, member);
    const { digest } = await detail(app, reviewer, one.id);
    const { status } = await decide(app, reviewer, other.id, { decision: 'approve', digest });
    expect([status, await stateOf(app, other.item.documentId)]).toEqual([409, 'pending']);
  });

  it('made for a revision is none for the next', async () => {
    const submission = await submitLink(app, member);
    const { digest } = await detail(app, reviewer, submission.id);
    await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${submission.id}`, { data: { title: 'Swapped in time' } });
    const { status, body } = await decide(app, reviewer, submission.id, {
      decision: 'approve',
      digest,
    });
    const current = (await detail(app, reviewer, submission.id)).digest;
    expect([status, body.error.details]).toEqual([409, { code: 'staleDigest', digest: current }]);
  });

  it.each(['item', 'documentId', 'type', 'revision', 'state', 'locale'])(
    'names no %s of its own',
    async (key) => {
      const submission = await submitLink(app, member);
      const { digest } = await detail(app, reviewer, submission.id);
      const { status } = await decide(app, reviewer, submission.id, {
        decision: 'approve',
        digest,
        [key]: 'x',
      });
      expect([status, await stateOf(app, submission.item.documentId)]).toEqual([400, 'pending']);
    },
  );

  it('is not made by a locale in the address or the body of Publish', async () => {
    const { item } = await submitLink(app, member);
    const editor = await createAdmin(app, 'strapi-editor');
    const answers = [
      await press(app, editor, LINK, item.documentId, 'publish', { locale: 'fr' }),
      await api(app.url)
        .as(editor.token)
        .post(`${contentManager(LINK, item.documentId)}/actions/publish?locale=fr`, {}),
      await api(app.url)
        .as(editor.token)
        .post(`${contentManager(LINK, item.documentId)}/actions/publish?locale=*`, {}),
    ];
    expect([
      answers.map(({ status }) => status < 400),
      await stateOf(app, item.documentId),
    ]).toEqual([[false, false, false], 'pending']);
  });
});

describe('with those gone who could decide', () => {
  it('submissions wait', async () => {
    const lonely = await createInManager(app, await createAdmin(app, 'strapi-editor'));
    const submission = await submitLink(app, member);
    const gone = await createAdmin(app, 'review-reviewer');
    await app.strapi.db
      .query('admin::user')
      .update({ where: { id: gone.id }, data: { isActive: false } });
    const { digest } = await detail(app, reviewer, submission.id);
    const { status } = await decide(app, gone, submission.id, { decision: 'approve', digest });
    expect([
      status,
      await stateOf(app, lonely),
      await stateOf(app, submission.item.documentId),
    ]).toEqual([401, 'pending', 'pending']);
  });

  it('a submission of a member who is gone can still be decided', async () => {
    const leaver = await createMember(app);
    const submission = await submitLink(app, leaver);
    await app.strapi.db
      .query('plugin::users-permissions.user')
      .delete({ where: { id: leaver.id } });
    await approve(app, reviewer, submission);
    expect((await eventsOf(app, submission.item.documentId)).map(({ type }) => type)).toEqual([
      'submitted',
      'approved',
    ]);
  });
});
