import { startApp, type TestApp } from '../helpers/app';
import { deskOf, type Desk } from '../helpers/desk';
import { eventsOf, storyOf } from '../helpers/doors';
import { api } from '../helpers/http';
import { approve, decide, ownDetail, reject, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { changeSettings } from '../helpers/review-settings';

let app: TestApp;
let member: Member;
let anna: Admin;
let ben: Admin;
let annas: Desk;
let bens: Desk;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  anna = await createAdmin(app, 'review-reviewer');
  ben = await createAdmin(app, 'review-reviewer');
  await app.sql(`update admin_users set firstname = 'Anna', lastname = null where id = $1`, [
    anna.id,
  ]);
  await app.sql(`update admin_users set firstname = 'Ben', lastname = null where id = $1`, [
    ben.id,
  ]);
  [annas, bens] = [deskOf(app, anna), deskOf(app, ben)];
});
afterAll(async () => {
  await app.stop();
});

const minutesFromNow = (minutes: number) => Date.now() + minutes * 60_000;

describe('a claim', () => {
  it('says whose turn it is, for as long as the settings say', async () => {
    await changeSettings(app, { claimMinutes: 30 });
    const { id } = await submitLink(app, member);
    const earliest = minutesFromNow(30);
    const { body } = await annas.claim(id);
    const { reviewer, until } = body.data.claim ?? { reviewer: null, until: '' };
    expect(reviewer).toEqual({ id: anna.id, name: 'Anna' });
    expect(Date.parse(until)).toBeGreaterThanOrEqual(earliest);
    expect(Date.parse(until)).toBeLessThanOrEqual(minutesFromNow(30));
  });

  it('is nobody’s once it has run out', async () => {
    const { id, item } = await submitLink(app, member);
    await annas.claim(id);
    await app.sql(`update review_submissions set claimed_until = now() where id = $1`, [id]);
    const { body } = await bens.list(`?filters[item]=${item.documentId}`);
    expect(body.data[0]?.claim).toBeNull();
  });

  it('is taken over by a colleague', async () => {
    const { id, item } = await submitLink(app, member);
    await annas.claim(id);
    const { body } = await bens.claim(id);
    expect([body.data.claim?.reviewer.name, await storyOf(app, item.documentId)]).toEqual([
      'Ben',
      ['submitted', 'claimed', 'claimed'],
    ]);
  });

  it('made again lasts longer, and is no news', async () => {
    const { id, item } = await submitLink(app, member);
    await annas.claim(id);
    await app.sql(
      `update review_submissions set claimed_until = now() + interval '1 minute' where id = $1`,
      [id],
    );
    const { body } = await annas.claim(id);
    expect(Date.parse(body.data.claim?.until ?? '')).toBeGreaterThan(minutesFromNow(20));
    expect(await storyOf(app, item.documentId)).toEqual(['submitted', 'claimed']);
  });

  it('is given up by whoever has it', async () => {
    const { id, item } = await submitLink(app, member);
    await annas.claim(id);
    const { body } = await annas.release(id);
    const again = await annas.release(id);
    expect([body.data.claim, again.status, await storyOf(app, item.documentId)]).toEqual([
      null,
      200,
      ['submitted', 'claimed', 'released'],
    ]);
  });

  it('is not given up for a colleague', async () => {
    const { id } = await submitLink(app, member);
    await annas.claim(id);
    const { status, body } = await bens.release(id);
    expect([status, body.error.message]).toEqual([409, expect.stringContaining('Anna')]);
  });

  it('is handed to a colleague, the log saying to whom', async () => {
    const { id, item } = await submitLink(app, member);
    const { body } = await annas.hand(id, ben.id);
    const [event] = (await eventsOf(app, item.documentId)).slice(-1);
    expect([body.data.claim?.reviewer, event?.type, event?.actor_id, event?.internal_note]).toEqual(
      [{ id: ben.id, name: 'Ben' }, 'handed', anna.id, 'Ben'],
    );
  });

  it.each([
    ['somebody who does not exist', () => Promise.resolve(987_654)],
    ['an editor who may not decide', async () => (await createAdmin(app, 'strapi-editor')).id],
    ['a number that is none', () => Promise.resolve('1' as unknown as number)],
  ])('is not handed to %s', async (_, whom) => {
    const { id } = await submitLink(app, member);
    expect((await annas.hand(id, await whom())).status).toBe(400);
  });

  it('keeps nobody from deciding, and ends with the decision', async () => {
    const submission = await submitLink(app, member);
    await annas.claim(submission.id);
    const row = await approve(app, ben, submission);
    expect([row.state, row.claim]).toEqual(['approved', null]);
    expect((await annas.counts()).mine).toBe(
      (await annas.list('?filters[assignee]=me')).body.data.length,
    );
  });

  it('is of what waits only', async () => {
    const submission = await submitLink(app, member);
    await reject(app, ben, submission);
    expect((await annas.claim(submission.id)).status).toBe(409);
  });

  it('is not shown to the submitter', async () => {
    const { id } = await submitLink(app, member);
    await annas.claim(id);
    await annas.hand(id, ben.id);
    await bens.release(id);
    const shown = await ownDetail(app, member, id);
    expect(JSON.stringify(shown)).not.toMatch(/claim|hand|releas|Anna|Ben/);
  });

  it('is not for whoever may only read', async () => {
    const reader = await createAdmin(app, [{ action: 'plugin::review.queue.read' }]);
    const { id } = await submitLink(app, member);
    expect((await deskOf(app, reader).claim(id)).status).toBe(403);
  });

  it('refuses a body it does not know', async () => {
    const { id } = await submitLink(app, member);
    const { status } = await api(app.url)
      .as(anna.token)
      .post(`/review/submissions/${id}/claim`, { minutes: 5 });
    expect(status).toBe(400);
  });
});

describe('claims and a decision in the same moment', () => {
  it('leave one decision and no claim', async () => {
    const submission = await submitLink(app, member);
    const { id, digest } = submission;
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () => annas.claim(id)),
      decide(app, ben, id, { decision: 'approve', digest }),
      ...Array.from({ length: 6 }, () => annas.hand(id, ben.id)),
      decide(app, anna, id, { decision: 'reject', digest, reason: 'x' }),
      ...Array.from({ length: 6 }, () => bens.release(id)),
    ]);
    const statuses = answers.map(({ status }) => status);
    const [row] = await app.sql('select claimed_by, state from review_submissions where id = $1', [
      id,
    ]);
    const story = await storyOf(app, submission.item.documentId);
    const decisions = story.filter((type) => type === 'approved' || type === 'rejected');
    expect(statuses.filter((status) => ![200, 409].includes(status))).toEqual([]);
    expect([row?.claimed_by, decisions]).toEqual([null, [row?.state]]);
  });
});

describe('whoever may decide', () => {
  it('is listed: active, not blocked, with both rights', async () => {
    const blocked = await createAdmin(app, 'review-reviewer');
    const inactive = await createAdmin(app, 'review-reviewer');
    const half = await createAdmin(app, [{ action: 'plugin::review.submission.decide' }]);
    const root = await createAdmin(app, 'strapi-super-admin');
    await app.sql('update admin_users set blocked = true where id = $1', [blocked.id]);
    await app.sql('update admin_users set is_active = false where id = $1', [inactive.id]);
    const listed = await annas.reviewers();
    const ids = listed.map(({ id }) => id);
    expect([anna, ben, root, blocked, inactive, half].map(({ id }) => ids.includes(id))).toEqual([
      ...[true, true, true],
      ...[false, false, false],
    ]);
    expect([ids.length, listed[0]]).toEqual([new Set(ids).size, { id: anna.id, name: 'Anna' }]);
  });
});

describe('presence', () => {
  it('shows the others who look at it, and not oneself', async () => {
    const { id } = await submitLink(app, member);
    const first = await annas.presence(id);
    const second = await bens.presence(id);
    expect([first.body.data.viewers, second.body.data.viewers]).toEqual([
      [],
      [{ id: anna.id, name: 'Anna' }],
    ]);
  });

  it('ends with leaving, and after twenty seconds without a word', async () => {
    const { id } = await submitLink(app, member);
    await annas.presence(id);
    const { status } = await annas.presence(id, { leaving: true });
    const left = await bens.presence(id);
    await annas.presence(id);
    await app.sql(
      `update review_presence set seen_at = now() - interval '21 seconds' where reviewer_id = $1`,
      [anna.id],
    );
    const silent = await bens.presence(id);
    expect([status, left.body.data.viewers, silent.body.data.viewers]).toEqual([204, [], []]);
  });

  it('tells what changed: digest, revision, state and claim', async () => {
    const submission = await submitLink(app, member);
    const before = await annas.presence(submission.id);
    await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${submission.id}`, { data: { title: 'Changed' } });
    await bens.claim(submission.id);
    const { body } = await annas.presence(submission.id);
    expect(before.body.data).toMatchObject({ digest: submission.digest, claim: null });
    expect(body.data).toMatchObject({
      state: 'pending',
      revision: 1,
      claim: { reviewer: { name: 'Ben' } },
    });
    expect(body.data.digest).not.toBe(submission.digest);
  });

  it('ends with the submission', async () => {
    const { id } = await submitLink(app, member);
    await annas.presence(id);
    await api(app.url).as(member.jwt).delete(`/api/submissions/${id}`);
    const kept = await app.sql('select from review_presence where submission_id = $1', [id]);
    expect([kept.length, (await annas.presence(id)).status]).toEqual([0, 404]);
  });
});
