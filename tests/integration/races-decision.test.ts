import { setTimeout as sleep } from 'node:timers/promises';

import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { settled, startApp, type TestApp } from '../helpers/app';
import type { Answer } from '../helpers/http';
import { until } from '../helpers/kept';
import { ledger } from '../helpers/ledger';
import { decide, submitDocument, type Envelope } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let member: Member;
let reviewers: Admin[];
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  reviewers = await Promise.all([1, 2, 3, 4].map(() => createAdmin(app, 'review-reviewer')));
});
afterAll(async () => {
  await app.stop();
});

const MANY = 50;

/** Fifty decisions at once by four reviewers, every other one a rejection. */
function decideAtOnce({ id, digest }: SubmissionView): Promise<Answer<Envelope<unknown>>[]> {
  return Promise.all(
    Array.from({ length: MANY }, (_, i) => {
      const reviewer = reviewers[i % reviewers.length];
      if (reviewer === undefined) throw new Error('There are no reviewers');
      const decision = Math.floor(i / reviewers.length) % 2 === 0 ? 'approve' : 'reject';
      return decide(app, reviewer, id, { decision, digest, reason: `Reason ${i}` });
    }),
  );
}

function statusesOf(answers: Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

describe('fifty decisions at once', () => {
  let submission: SubmissionView;
  let answers: Answer<Envelope<unknown>>[];
  beforeAll(async () => {
    submission = await submitDocument(app, member);
    answers = await decideAtOnce(submission);
  });

  it('have one winner, and the others are told of a conflict', () => {
    expect(statusesOf(answers)).toEqual({ 200: 1, 409: MANY - 1 });
  });

  it('tell each loser what the state is', () => {
    const winner = answers.find(({ status }) => status === 200)?.body.data as SubmissionView;
    const told = answers
      .filter(({ status }) => status === 409)
      .map(({ body }) => body.error.details);
    expect(new Set(told.map(({ state }) => state))).toEqual(new Set([winner.state]));
  });

  it('leave one decision in the log and every refusal', async () => {
    const { events, refusals } = await ledger(app, submission);
    expect(events).toHaveLength(2);
    expect(refusals).toBe(MANY - 1);
  });

  it('leave live rows that agree with the state', async () => {
    const { state, liveRows, draftRows } = await ledger(app, submission);
    expect({ liveRows, draftRows }).toEqual({
      liveRows: state === 'approved' ? 1 : 0,
      draftRows: 1,
    });
  });

  it('leave the winner’s decision, and no other reason', async () => {
    const winner = answers.findIndex(({ status }) => status === 200);
    const [event] = await app.sql<{ reason: string }>(
      `select reason from review_events where submission_id = $1 and type in ('approved', 'rejected')`,
      [submission.id],
    );
    expect(event?.reason).toBe(`Reason ${winner}`);
  });
});

describe('a publication', () => {
  /** Whether the live row was committed, each of the times `entry.publish` was announced because of `during`. */
  async function heard(
    { item }: SubmissionView,
    during: () => Promise<unknown>,
    expected: number,
  ): Promise<boolean[]> {
    const live =
      'select from library_documents where document_id = $1 and published_at is not null';
    const committed: Promise<boolean>[] = [];
    const stop = app.strapi.eventHub.on('entry.publish', async (payload: unknown) => {
      if (!JSON.stringify(payload).includes(item.documentId)) return;
      const asked = app.sql(live, [item.documentId]).then((rows) => rows.length === 1);
      committed.push(asked);
      await asked;
    });
    await during();
    // Strapi reads the entry again and announces it after it has answered; once too often would be soon after.
    await until('it is announced', () => Promise.resolve(committed.length >= expected));
    await settled(app.strapi);
    await sleep(500);
    stop();
    return Promise.all(committed);
  }

  it('is announced once, and after it is committed', async () => {
    const submission = await submitDocument(app, member);
    const { id, digest } = submission;
    const approveAtOnce = (): Promise<unknown> =>
      Promise.all(
        reviewers.map((reviewer) => decide(app, reviewer, id, { decision: 'approve', digest })),
      );
    expect(await heard(submission, approveAtOnce, 1)).toEqual([true]);
  });

  it('that fails is announced to nobody and leaves nothing behind', async () => {
    const submission = await submitDocument(app, member);
    const before = await ledger(app, submission);
    await app.sql(`create function refuse_this() returns trigger language plpgsql as
      $$ begin raise exception 'the disk is full'; end $$`);
    await app.sql(`create trigger zz_refuse_this after insert on library_documents for each row
      when (new.published_at is not null) execute function refuse_this()`);
    const [reviewer] = reviewers;
    if (reviewer === undefined) throw new Error('There are no reviewers');
    const body = { decision: 'approve', digest: submission.digest };
    const told = await heard(submission, () => decide(app, reviewer, submission.id, body), 0);
    await app.sql('drop trigger zz_refuse_this on library_documents');
    expect(told).toEqual([]);
    expect(await ledger(app, submission)).toEqual(before);
  });
});
