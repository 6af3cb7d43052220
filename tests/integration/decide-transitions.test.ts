import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import type { Action, State } from '../../src/plugins/review/shared/workflow';
import { startApp, type TestApp } from '../helpers/app';
import { api } from '../helpers/http';
import { ledger } from '../helpers/ledger';
import {
  approve,
  contentManager,
  decide,
  detail,
  LINK,
  reject,
  submitLink,
  uniqueTitle,
} from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let member: Member;
let reviewer: Admin;
let editor: Admin;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
  editor = await createAdmin(app, 'strapi-super-admin');
});
afterAll(async () => {
  await app.stop();
});

async function statusOfDecision(decision: string, { id }: SubmissionView): Promise<number> {
  const { digest } = await detail(app, reviewer, id);
  return (await decide(app, reviewer, id, { decision, digest, reason: 'R' })).status;
}

async function revise({ id }: SubmissionView): Promise<number> {
  const data = { publisher: uniqueTitle('Publisher') };
  return (await api(app.url).as(member.jwt).put(`/api/submissions/${id}`, { data })).status;
}

async function withdraw({ id }: SubmissionView): Promise<number> {
  return (await api(app.url).as(member.jwt).delete(`/api/submissions/${id}`)).status;
}

async function actInContentManager(action: string, { item }: SubmissionView): Promise<number> {
  const path = `${contentManager(LINK, item.documentId)}/actions/${action}`;
  return (await api(app.url).as(editor.token).post(path, {})).status;
}

const DO: Readonly<Record<Action, (submission: SubmissionView) => Promise<number>>> = {
  revise,
  approve: (submission) => statusOfDecision('approve', submission),
  reject: (submission) => statusOfDecision('reject', submission),
  reopen: async ({ id }) =>
    (await api(app.url).as(reviewer.token).post(`/review/submissions/${id}/reopen`)).status,
  unpublish: (submission) => actInContentManager('unpublish', submission),
  discard: (submission) => actInContentManager('discard', submission),
};

const withLive = async (): Promise<SubmissionView> => {
  const submission = await submitLink(app, member);
  await approve(app, reviewer, submission);
  return submission;
};

/** A submission in each state, with a live version and without, by the way that leads there. */
const IN: Readonly<Record<string, () => Promise<SubmissionView>>> = {
  'pending, new': () => submitLink(app, member),
  'pending beside a live version': async () => {
    const submission = await withLive();
    await revise(submission);
    return submission;
  },
  approved: withLive,
  'rejected, new': async () => {
    const submission = await submitLink(app, member);
    await reject(app, reviewer, submission);
    return submission;
  },
  'rejected beside a live version': async () => {
    const submission = await withLive();
    await revise(submission);
    await reject(app, reviewer, submission);
    return submission;
  },
  'taken down': async () => {
    const submission = await withLive();
    await actInContentManager('unpublish', submission);
    return submission;
  },
};

type Row = [from: string, action: Action, state: State, liveRows: number, revision: number];

const ALLOWED: readonly Row[] = [
  ['pending, new', 'revise', 'pending', 0, 1],
  ['pending, new', 'approve', 'approved', 1, 1],
  ['pending, new', 'reject', 'rejected', 0, 1],
  ['pending beside a live version', 'revise', 'pending', 1, 2],
  ['pending beside a live version', 'approve', 'approved', 1, 2],
  ['pending beside a live version', 'reject', 'rejected', 1, 2],
  ['pending beside a live version', 'unpublish', 'pending', 0, 2],
  ['pending beside a live version', 'discard', 'approved', 1, 2],
  ['approved', 'revise', 'pending', 1, 2],
  ['approved', 'unpublish', 'rejected', 0, 1],
  ['rejected, new', 'revise', 'pending', 0, 2],
  ['rejected, new', 'reopen', 'pending', 0, 1],
  ['rejected beside a live version', 'revise', 'pending', 1, 3],
  ['rejected beside a live version', 'reopen', 'pending', 1, 2],
  ['rejected beside a live version', 'unpublish', 'rejected', 0, 2],
  ['rejected beside a live version', 'discard', 'approved', 1, 2],
  ['taken down', 'revise', 'pending', 0, 2],
  ['taken down', 'reopen', 'pending', 0, 1],
];

// Discarding without a live version is refused by the content manager itself, which finds none.
const FORBIDDEN: readonly [from: string, action: Action, status: number][] = [
  ['pending, new', 'reopen', 409],
  ['pending, new', 'discard', 404],
  ['pending beside a live version', 'reopen', 409],
  ['approved', 'approve', 409],
  ['approved', 'reject', 409],
  ['approved', 'reopen', 409],
  ['rejected, new', 'approve', 409],
  ['rejected, new', 'reject', 409],
  ['rejected, new', 'discard', 404],
  ['rejected beside a live version', 'approve', 409],
  ['rejected beside a live version', 'reject', 409],
  ['taken down', 'approve', 409],
  ['taken down', 'reject', 409],
  ['taken down', 'discard', 404],
];

async function submissionThatIs(state: string): Promise<SubmissionView> {
  const make = IN[state];
  if (make === undefined) throw new Error(`Nothing makes a submission ${state}`);
  return make();
}

describe('a submission', () => {
  it.each(ALLOWED)('%s, %s: becomes %s', async (from, action, state, liveRows, revision) => {
    const submission = await submissionThatIs(from);
    const before = await ledger(app, submission);
    const status = await DO[action](submission);
    expect(status).toBe(200);
    const after = await ledger(app, submission);
    expect(after).toMatchObject({ state, liveRows, revision, draftRows: 1 });
    expect(after.events).toHaveLength(before.events.length + 1);
  });

  it.each(FORBIDDEN)('%s, %s: is a %d and changes nothing', async (from, action, refused) => {
    const submission = await submissionThatIs(from);
    const before = await ledger(app, submission);
    const status = await DO[action](submission);
    expect(status).toBe(refused);
    const after = await ledger(app, submission);
    expect({ ...after, refusals: 0 }).toEqual({ ...before, refusals: 0 });
  });

  it('taken down is approved again after it is reopened', async () => {
    const submission = await submissionThatIs('taken down');
    await DO.reopen(submission);
    await DO.approve(submission);
    expect(await ledger(app, submission)).toMatchObject({ state: 'approved', liveRows: 1 });
  });
});

describe('withdrawing', () => {
  it.each(['pending, new', 'rejected, new'])('what is %s removes it whole', async (from) => {
    const submission = await submissionThatIs(from);
    expect(await withdraw(submission)).toBe(204);
    const after = await ledger(app, submission);
    expect(after).toMatchObject({ state: null, draftRows: 0, liveRows: 0 });
    expect(after.events.at(-1)).toBe('withdrawn');
  });

  it.each([
    'pending beside a live version',
    'approved',
    'rejected beside a live version',
    'taken down',
  ])('what is %s is a 409 and changes nothing', async (from) => {
    const submission = await submissionThatIs(from);
    const before = await ledger(app, submission);
    expect(await withdraw(submission)).toBe(409);
    expect(await ledger(app, submission)).toEqual(before);
  });

  it.each(['approve', 'reopen', 'revise'] as const)('is final: %s is a 404', async (action) => {
    const submission = await submitLink(app, member);
    const { digest } = submission;
    await withdraw(submission);
    const after =
      action === 'approve'
        ? (await decide(app, reviewer, submission.id, { decision: 'approve', digest })).status
        : await DO[action](submission);
    expect(after).toBe(404);
  });
});
