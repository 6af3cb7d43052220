import { startApp, type TestApp } from '../helpers/app';
import { api } from '../helpers/http';
import {
  contentManager,
  LINK,
  ownDetail,
  reject,
  submitDocument,
  submitLink,
  uniqueTitle,
  type Envelope,
} from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let author: Admin;
let reviewer: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp();
  author = await createAdmin(app, 'strapi-author');
  reviewer = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});

interface Created {
  id: number;
  documentId: string;
  locale: string | null;
}

async function createWith(body: object): Promise<{ status: number; data: Created }> {
  const values = { title: uniqueTitle('Hostile'), description: 'd', url: 'https://example.org/' };
  const answer = await api(app.url)
    .as(author.token)
    .post<Envelope<Created>>(contentManager(LINK), { ...values, ...body });
  return { status: answer.status, data: answer.body.data };
}

describe('an author who creates an item', () => {
  it('does not choose its documentId, which other people’s browsers put into addresses', async () => {
    const { status, data } = await createWith({ documentId: '../../../admin/users/7' });
    expect(status).toBe(201);
    expect(data.documentId).toMatch(/^[a-z0-9]{24}$/);
  });

  it('does not take the number of a row to come', async () => {
    const { data: first } = await createWith({});
    await createWith({ id: first.id + 3 });
    for (let next = 0; next < 4; next += 1) await submitLink(app, member);
  });

  it('gives it no language version', async () => {
    expect((await createWith({ locale: 'xx' })).data.locale).toBeNull();
  });
});

describe('an author who changes an item', () => {
  it('does not turn it into another', async () => {
    const { data } = await createWith({});
    const { data: other } = await createWith({});
    const { status } = await api(app.url)
      .as(author.token)
      .put(contentManager(LINK, data.documentId), { documentId: other.documentId, id: other.id });
    expect(status).toBe(200);
    const rows = await app.sql('select id from external_links where document_id = any($1)', [
      [data.documentId, other.documentId],
    ]);
    expect(rows.map(({ id }) => id as number).sort((a, b) => a - b)).toEqual([data.id, other.id]);
  });
});

describe('an author who presses what is not theirs', () => {
  it('buries no reason that a submitter waits for', async () => {
    const submission = await submitLink(app, member);
    await reject(app, reviewer, submission, 'The reason to read');
    await app.sql(
      `insert into review_events (submission_id, content_type, item_id, type, actor_kind, actor_name)
       select id, content_type, item_id, 'refused', 'admin', 'Author'
         from review_submissions, generate_series(1, 600) where id = $1`,
      [submission.id],
    );
    const { history } = await ownDetail(app, member, submission.id);
    expect(history.map(({ event, reason }) => [event, reason])).toEqual([
      ['submitted', null],
      ['rejected', 'The reason to read'],
    ]);
  });
});

describe('an editor without the right to decide', () => {
  it('deletes no member’s submission', async () => {
    const editor = await createAdmin(app, 'strapi-editor');
    const { item } = await submitLink(app, member);
    const { status } = await api(app.url)
      .as(editor.token)
      .delete(contentManager(LINK, item.documentId));
    expect(status).toBe(403);
  });
});

describe('the media library, to a read-only token', () => {
  it('shows no file, and through it no pending item', async () => {
    await submitDocument(app, member);
    for (const path of ['', '/page', '/1']) {
      const { status } = await api(app.url).get(`/api/upload/files${path}?populate=related`);
      expect(status).toBe(404);
    }
  });
});
