import { startApp, type TestApp } from '../helpers/app';
import { api } from '../helpers/http';
import { approve, submitLink } from '../helpers/library';
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

async function slugsOf(documentId: string): Promise<string[]> {
  const rows = await app.sql<{ slug: string }>(
    'select distinct slug from external_links where document_id = $1',
    [documentId],
  );
  return rows.map(({ slug }) => slug);
}

async function rename(id: string, title: string): Promise<void> {
  const { status } = await api(app.url)
    .as(member.jwt)
    .put(`/api/submissions/${id}`, { data: { title } });
  if (status !== 200) throw new Error(`Answered ${status}`);
}

describe('the slug of an item whose title changes', () => {
  it('follows the title while the item was never public', async () => {
    const { id, item } = await submitLink(app, member, { title: 'Final draft v3' });
    await rename(id, 'Running a listening event');
    expect(await slugsOf(item.documentId)).toEqual(['running-a-listening-event']);
  });

  it('stays once the item was public', async () => {
    const submission = await submitLink(app, member, { title: 'Known by this name' });
    await approve(app, reviewer, submission);
    await rename(submission.id, 'Known by another name');
    await approve(app, reviewer, submission);
    expect(await slugsOf(submission.item.documentId)).toEqual(['known-by-this-name']);
  });
});
