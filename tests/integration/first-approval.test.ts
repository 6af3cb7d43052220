import { startApp, type TestApp } from '../helpers/app';
import { api } from '../helpers/http';
import { approve, ownDetail, submitDocument, type Envelope } from '../helpers/library';
import { createAdmin, createMember } from '../helpers/people';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await app.stop();
});

describe('the date added', () => {
  it('is given by the first approval and survives the next', async () => {
    const member = await createMember(app);
    const reviewer = await createAdmin(app, 'review-reviewer');
    const submission = await submitDocument(app, member);
    await approve(app, reviewer, submission);
    await app.sql(`update review_submissions set approved_on = '2020-01-02' where id = $1`, [
      submission.id,
    ]);
    const { status } = await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${submission.id}`, { data: { publisher: 'Someone else' } });
    expect(status).toBe(200);
    const before = await api(app.url).get<Envelope<{ dateAdded: string }>>(
      `/api/documents/${submission.item.documentId}`,
    );
    await approve(app, reviewer, submission);
    const after = await api(app.url).get<Envelope<{ dateAdded: string }>>(
      `/api/documents/${submission.item.documentId}`,
    );
    expect(after.body.data.dateAdded).toBe(before.body.data.dateAdded);
    expect((await ownDetail(app, member, submission.id)).state).toBe('approved');
  });
});
