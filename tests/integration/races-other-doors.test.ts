import { setTimeout as sleep } from 'node:timers/promises';

import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import { approvedDigests, ledger, liveDigest } from '../helpers/ledger';
import { contentManager, decide, DOCUMENT, documentForm, submitDocument } from '../helpers/library';
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

type Act = (submission: SubmissionView) => Promise<number>;

const approve: Act = async ({ id, digest }) =>
  (await decide(app, reviewer, id, { decision: 'approve', digest })).status;

const withdraw: Act = async ({ id }) =>
  (await api(app.url).as(member.jwt).delete(`/api/submissions/${id}`)).status;

const deleteItem: Act = async ({ item }) =>
  (await api(app.url).as(editor.token).delete(contentManager(DOCUMENT, item.documentId))).status;

const contentManagerAction =
  (action: string): Act =>
  async ({ item }) => {
    const path = `${contentManager(DOCUMENT, item.documentId)}/actions/${action}`;
    return (await api(app.url).as(editor.token).post(path, {})).status;
  };

const revise: Act = async ({ id }) => {
  const form = documentForm({ title: 'Revised' }, await makePdf('Revised'));
  return (await api(app.url).as(member.jwt).put(`/api/submissions/${id}`, form)).status;
};

const ACTS = {
  approve,
  withdraw,
  delete: deleteItem,
  unpublish: contentManagerAction('unpublish'),
  publish: contentManagerAction('publish'),
} as const;

interface Outcome {
  statuses: Record<keyof typeof ACTS, number>;
  left: Awaited<ReturnType<typeof ledger>>;
}

/** Everything at once, in a different order each round. */
async function race(round: number): Promise<Outcome> {
  const submission = await submitDocument(app, member);
  const names = Object.keys(ACTS) as (keyof typeof ACTS)[];
  const order = names.map((_, i) => names[(i + round) % names.length] ?? 'approve');
  const answered = await Promise.all(
    order.map(async (name) => [name, await ACTS[name](submission)] as const),
  );
  const statuses = Object.fromEntries(answered) as Outcome['statuses'];
  return { statuses, left: await ledger(app, submission) };
}

describe('approving, withdrawing, deleting, publishing and unpublishing at once', () => {
  let outcomes: Outcome[];
  beforeAll(async () => {
    outcomes = [];
    for (let round = 0; round < 10; round += 1) outcomes.push(await race(round));
  });

  it('answers success, not found or conflict, never a failure', () => {
    const statuses = outcomes.flatMap((outcome) => Object.values(outcome.statuses));
    expect(statuses.filter((status) => ![200, 204, 404, 409].includes(status))).toEqual([]);
  });

  it('leaves one terminal state, on which submission, rows and log agree', () => {
    const wrong = outcomes.filter(({ left: { state, draftRows, liveRows, events } }) => {
      const last = events.at(-1) ?? '';
      if (state === null) {
        return draftRows + liveRows > 0 || !['withdrawn', 'deleted'].includes(last);
      }
      const live = state === 'approved' ? 1 : 0;
      return draftRows !== 1 || liveRows !== live || !['approved', 'unpublished'].includes(last);
    });
    expect(wrong).toEqual([]);
  });

  it('lets an item be withdrawn or approved, not both', () => {
    const both = outcomes.filter(
      ({ left: { events } }) => events.includes('withdrawn') && events.includes('approved'),
    );
    expect(both).toEqual([]);
  });

  it('ends an item once', () => {
    const ends = outcomes.map(
      ({ left }) => left.events.filter((type) => ['withdrawn', 'deleted'].includes(type)).length,
    );
    expect(ends.filter((count) => count > 1)).toEqual([]);
  });
});

describe('an approval raced with a revision by the submitter', () => {
  interface Round {
    approval: number;
    /** The digest of what the reviewer saw. */
    seen: string;
    live: string | null;
    approved: string[];
    liveRows: number;
  }
  let rounds: Round[];
  beforeAll(async () => {
    rounds = [];
    for (let round = 0; round < 20; round += 1) {
      const submission = await submitDocument(app, member);
      const [approval] = await Promise.all([
        sleep(round % 10).then(() => approve(submission)),
        revise(submission),
      ]);
      const approved = await approvedDigests(app, submission);
      const { liveRows } = await ledger(app, submission);
      rounds.push({
        approval,
        seen: submission.digest,
        live: await liveDigest(app, reviewer, submission),
        approved,
        liveRows,
      });
    }
  }, 120_000);

  it('never leaves live what the reviewer did not see', () => {
    const wrong = rounds.filter(({ live, seen }) => live !== null && live !== seen);
    expect(wrong).toEqual([]);
  });

  it('is an approval with a live row, or a conflict with none', () => {
    const wrong = rounds.filter(
      ({ approval, approved, seen, liveRows }) =>
        !(approval === 200 && approved.join() === seen && liveRows === 1) &&
        !(approval === 409 && approved.length === 0 && liveRows === 0),
    );
    expect(wrong).toEqual([]);
  });
});
