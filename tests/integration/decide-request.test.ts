import { startApp, type TestApp } from '../helpers/app';
import { ledger } from '../helpers/ledger';
import { api } from '../helpers/http';
import { decide, detail, ownDetail, reject, submitDocument, submitLink } from '../helpers/library';
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

const NOWHERE = '0'.repeat(24);

describe('a rejection', () => {
  it.each([undefined, '', '   '])('for the reason %j is a 400', async (reason) => {
    const { id, digest } = await submitLink(app, member);
    const answer = await decide(app, reviewer, id, { decision: 'reject', digest, reason });
    expect(answer.status).toBe(400);
    expect(answer.body.error.details).toEqual({ code: 'reasonRequired' });
  });

  it('without a reason writes nothing but the refusal', async () => {
    const submission = await submitLink(app, member);
    const before = await ledger(app, submission);
    await decide(app, reviewer, submission.id, { decision: 'reject', digest: submission.digest });
    expect(await ledger(app, submission)).toEqual({ ...before, refusals: 1 });
  });

  it('with a reason is recorded once', async () => {
    const submission = await submitDocument(app, member);
    await reject(app, reviewer, submission);
    expect(await ledger(app, submission)).toMatchObject({
      state: 'rejected',
      events: ['submitted', 'rejected'],
      liveRows: 0,
    });
  });
});

describe('a decision on a stale digest', () => {
  it('is a 409 that carries the current digest', async () => {
    const { id, digest } = await submitDocument(app, member);
    await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${id}`, { data: { publisher: 'New' } });
    const answer = await decide(app, reviewer, id, { decision: 'approve', digest });
    const current = (await detail(app, reviewer, id)).digest;
    expect(current).not.toBe(digest);
    expect(answer.status).toBe(409);
    expect(answer.body.error.details).toEqual({ code: 'staleDigest', digest: current });
  });

  it.each(['approve', 'reject'])('to %s writes nothing but the refusal', async (decision) => {
    const submission = await submitDocument(app, member);
    const before = await ledger(app, submission);
    const body = { decision, digest: 'f'.repeat(64), reason: 'R' };
    await decide(app, reviewer, submission.id, body);
    expect(await ledger(app, submission)).toEqual({ ...before, refusals: 1 });
  });

  it('is found out though the row was changed past every door', async () => {
    const submission = await submitLink(app, member);
    await app.sql(
      `update external_links set url = 'https://evil.example/' where document_id = $1 and published_at is null`,
      [submission.item.documentId],
    );
    const body = { decision: 'approve', digest: submission.digest };
    const { status } = await decide(app, reviewer, submission.id, body);
    expect(status).toBe(409);
    expect((await ledger(app, submission)).liveRows).toBe(0);
  });
});

describe('a decision', () => {
  it('on what does not exist is a 404', async () => {
    const body = { decision: 'approve', digest: 'f'.repeat(64) };
    expect((await decide(app, reviewer, NOWHERE, body)).status).toBe(404);
  });

  it.each([
    { decision: 'publish', digest: 'f'.repeat(64) },
    { decision: 'approve' },
    { decision: 'approve', digest: 'f'.repeat(64), state: 'approved' },
    { decision: 'approve', digest: ['f'.repeat(64)] },
  ])('written %j is a 400', async (body) => {
    const { id } = await submitLink(app, member);
    expect((await decide(app, reviewer, id, body)).status).toBe(400);
  });

  it('answers the submission as it is now', async () => {
    const { id, digest } = await submitDocument(app, member);
    const { status, body } = await decide(app, reviewer, id, { decision: 'approve', digest });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ id, digest, state: 'approved', revision: 1, live: true });
    expect(body.data).toEqual(
      expect.objectContaining({
        submitter: { kind: 'user', id: member.id, name: member.username },
      }),
    );
  });

  it('is logged with who, from what to what, on which digest and in which request', async () => {
    const { id, digest } = await submitDocument(app, member);
    const headers = { 'X-Request-Id': 'request-of-this-test' };
    await decide(app, reviewer, id, { decision: 'approve', digest, note: 'N' }, headers);
    const [event] = await app.sql(
      `select actor_kind, actor_id, from_state, to_state, revision, digest, note, request_id
         from review_events where submission_id = $1 and type = 'approved'`,
      [id],
    );
    expect(event).toEqual({
      actor_kind: 'admin',
      actor_id: reviewer.id,
      from_state: 'pending',
      to_state: 'approved',
      revision: 1,
      digest,
      note: 'N',
      request_id: 'request-of-this-test',
    });
  });
});

describe('what a submitter reads of a decision', () => {
  const texts = { reason: 'The reason', note: 'The note', internalNote: 'Between us' };

  async function decided(decision: string): Promise<{ own: string; desk: string; last: unknown }> {
    const { id, digest } = await submitDocument(app, member);
    await decide(app, reviewer, id, { decision, digest, ...texts });
    const own = await ownDetail(app, member, id);
    const desk = await detail(app, reviewer, id);
    return { own: JSON.stringify(own), desk: JSON.stringify(desk), last: own.history.at(-1) };
  }

  it.each([
    ['approve', 'approved'],
    ['reject', 'rejected'],
  ])('to %s: the event, its reason and its note, and nothing else', async (decision, event) => {
    const { last } = await decided(decision);
    const { reason, note } = texts;
    expect(last).toEqual({ at: expect.any(String) as string, event, revision: 1, reason, note });
  });

  it.each(['approve', 'reject'])('to %s: never the internal note', async (decision) => {
    const { own, desk } = await decided(decision);
    expect(desk).toContain(texts.internalNote);
    expect(own).not.toContain(texts.internalNote);
  });

  it.each(['approve', 'reject'])('to %s: never who decided', async (decision) => {
    const { own, desk } = await decided(decision);
    expect(desk).toContain('Test Person');
    expect(own).not.toContain('Test Person');
    expect(own).not.toContain(reviewer.email);
  });

  it('never tells of refused attempts', async () => {
    const submission = await submitDocument(app, member);
    const body = { decision: 'approve', digest: 'f'.repeat(64) };
    await decide(app, reviewer, submission.id, body);
    const { history } = await ownDetail(app, member, submission.id);
    expect(history.map(({ event }) => event)).toEqual(['submitted']);
  });
});
