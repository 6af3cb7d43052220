import { startApp, type TestApp } from '../helpers/app';
import { ledger } from '../helpers/ledger';
import { decide, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let member: Member;
let reviewer: Admin;
let other: Admin;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
  other = await createAdmin(app, 'review-reviewer');
});
afterAll(async () => {
  await app.stop();
});

let keys = 0;
function newKey(): { 'Idempotency-Key': string } {
  keys += 1;
  return { 'Idempotency-Key': `key-${keys}` };
}

const REASON = { reason: 'R' };

describe('a decision repeated with its Idempotency-Key', () => {
  it.each(['approve', 'reject'])('to %s has the same answer', async (decision) => {
    const { id, digest } = await submitLink(app, member);
    const key = newKey();
    const body = { decision, digest, ...REASON };
    const first = await decide(app, reviewer, id, body, key);
    const second = await decide(app, reviewer, id, body, key);
    expect(first.status).toBe(200);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
  });

  it('leaves one event and no refusal', async () => {
    const submission = await submitLink(app, member);
    const { id, digest } = submission;
    const key = newKey();
    for (let time = 0; time < 3; time += 1) {
      await decide(app, reviewer, id, { decision: 'approve', digest }, key);
    }
    const { events, refusals, liveRows } = await ledger(app, submission);
    expect({ events, refusals, liveRows }).toEqual({
      events: ['submitted', 'approved'],
      refusals: 0,
      liveRows: 1,
    });
  });

  it('is decided afresh where the first attempt was refused', async () => {
    const { id, digest } = await submitLink(app, member);
    const key = newKey();
    await decide(app, reviewer, id, { decision: 'approve', digest: 'f'.repeat(64) }, key);
    const { status } = await decide(app, reviewer, id, { decision: 'approve', digest }, key);
    expect(status).toBe(200);
  });
});

describe('an Idempotency-Key used again', () => {
  const reused = { code: 'idempotencyKeyReused' };

  it('for the other decision is a 409', async () => {
    const { id, digest } = await submitLink(app, member);
    const key = newKey();
    await decide(app, reviewer, id, { decision: 'approve', digest }, key);
    const again = await decide(app, reviewer, id, { decision: 'reject', digest, ...REASON }, key);
    expect([again.status, again.body.error.details]).toEqual([409, reused]);
  });

  it('for another reason is a 409', async () => {
    const { id, digest } = await submitLink(app, member);
    const key = newKey();
    await decide(app, reviewer, id, { decision: 'reject', digest, reason: 'One' }, key);
    const body = { decision: 'reject', digest, reason: 'Two' };
    const again = await decide(app, reviewer, id, body, key);
    expect([again.status, again.body.error.details]).toEqual([409, reused]);
  });

  it('for another digest is a 409', async () => {
    const { id, digest } = await submitLink(app, member);
    const key = newKey();
    await decide(app, reviewer, id, { decision: 'approve', digest }, key);
    const body = { decision: 'approve', digest: 'f'.repeat(64) };
    const again = await decide(app, reviewer, id, body, key);
    expect([again.status, again.body.error.details]).toEqual([409, reused]);
  });

  it('for another submission is a 409, and decides nothing', async () => {
    const one = await submitLink(app, member);
    const two = await submitLink(app, member);
    const key = newKey();
    await decide(app, reviewer, one.id, { decision: 'approve', digest: one.digest }, key);
    const body = { decision: 'approve', digest: two.digest };
    const again = await decide(app, reviewer, two.id, body, key);
    expect([again.status, again.body.error.details]).toEqual([409, reused]);
    expect((await ledger(app, two)).state).toBe('pending');
  });

  it('by another administrator is theirs', async () => {
    const one = await submitLink(app, member);
    const two = await submitLink(app, member);
    const key = newKey();
    await decide(app, reviewer, one.id, { decision: 'approve', digest: one.digest }, key);
    const body = { decision: 'approve', digest: two.digest };
    expect((await decide(app, other, two.id, body, key)).status).toBe(200);
  });

  it('by another administrator replays nothing', async () => {
    const { id, digest } = await submitLink(app, member);
    const key = newKey();
    await decide(app, reviewer, id, { decision: 'approve', digest }, key);
    const again = await decide(app, other, id, { decision: 'approve', digest }, key);
    expect([again.status, again.body.error.details.code]).toEqual([409, 'notDecidable']);
  });

  it('at the same moment for two submissions decides one of them', async () => {
    const both = [await submitLink(app, member), await submitLink(app, member)];
    const key = newKey();
    const answers = await Promise.all(
      both.map(({ id, digest }) => decide(app, reviewer, id, { decision: 'approve', digest }, key)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const states = await Promise.all(both.map(async (one) => (await ledger(app, one)).state));
    expect(states.sort()).toEqual(['approved', 'pending']);
  });
});

it('an Idempotency-Key that is too long is a 400', async () => {
  const { id, digest } = await submitLink(app, member);
  const body = { decision: 'approve', digest };
  const { status } = await decide(app, reviewer, id, body, { 'Idempotency-Key': 'x'.repeat(129) });
  expect(status).toBe(400);
});

describe('two clicks with one Idempotency-Key', () => {
  it('have one answer and one effect', async () => {
    const submission = await submitLink(app, member);
    const { id, digest } = submission;
    const key = newKey();
    const clicks = await Promise.all(
      [1, 2].map(() => decide(app, reviewer, id, { decision: 'approve', digest }, key)),
    );
    expect(clicks.map(({ status }) => status)).toEqual([200, 200]);
    expect(clicks[1]?.body).toEqual(clicks[0]?.body);
    const { events, refusals } = await ledger(app, submission);
    expect({ events, refusals }).toEqual({ events: ['submitted', 'approved'], refusals: 0 });
  });
});
