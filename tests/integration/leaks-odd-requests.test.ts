import { startApp, type TestApp } from '../helpers/app';
import { api } from '../helpers/http';
import { approve, detail, decide, submitDocument, submitLink } from '../helpers/library';
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

describe('a public read with a query nobody can answer', () => {
  it.each([
    'filters[]=1',
    'filters=1',
    'filters[$and]=1',
    'filters[$and][0]=1',
    'filters[$or][0]=1',
    'filters[$not]=1',
    'filters[id]=abc',
    'filters[id]=99999999999999999999',
    'filters[id][$in][0]=a',
    'filters[title]=%00',
    'filters[title][$between]=a',
    'filters[title][$between][0]=a',
    'filters[title][$jsonSupersetOf]=x',
    'filters[categories]=abc',
    'filters[categories][id]=abc',
    'filters[file]=abc',
    '_q[]=a',
    '_q[a]=b',
    'pagination[start]=99999999999999999999',
    'pagination[page][]=1',
    'pagination=1',
  ])('%s is a 400', async (query) => {
    expect((await api(app.url).get(`/api/documents?${query}`)).status).toBe(400);
  });
});

describe('a NUL character', () => {
  it.each([
    '/api/documents/%00',
    '/api/documents/%00/file',
    '/api/submissions/%00',
    '/review/submissions/%00',
    '/review/submissions?_q=%00',
  ])('in %s is a 400', async (path) => {
    expect((await api(app.url).as(member.jwt).get(path)).status).toBe(400);
  });

  it('in a reason is a 400, and nothing is decided', async () => {
    const submission = await submitLink(app, member);
    const { digest } = await detail(app, reviewer, submission.id);
    const reason = 'a\u0000b';
    const { status } = await decide(app, reviewer, submission.id, {
      decision: 'reject',
      digest,
      reason,
    });
    expect([status, (await detail(app, reviewer, submission.id)).state]).toEqual([400, 'pending']);
  });
});

describe('the old shape of answers', () => {
  it('is not to be had, for it would tell where files are stored', async () => {
    const submission = await submitDocument(app, member);
    await approve(app, reviewer, submission);
    const answer = await api(app.url)
      .withHeaders({ 'strapi-response-format': 'v4' })
      .get('/api/documents?populate=file');
    expect(JSON.stringify(answer.body)).not.toMatch(/hash|uploads|provider/);
  });
});

describe('a title', () => {
  it.each(['\u200b\u200b', 'two\nlines', 'turned \u202e round', 'with \u0007 a bell'])(
    'of %j is a 400',
    async (title) => {
      const data = { title, description: 'd', url: 'https://example.org/' };
      const { status } = await api(app.url)
        .as(member.jwt)
        .post('/api/submissions/external-links', { data });
      expect(status).toBe(400);
    },
  );
});
