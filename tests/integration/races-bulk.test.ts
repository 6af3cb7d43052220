import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { api, type Answer } from '../helpers/http';
import { ledger, type Ledger } from '../helpers/ledger';
import { contentManager, LINK, reject, submitLink } from '../helpers/library';
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

async function bulk(action: string, submissions: SubmissionView[]): Promise<Answer> {
  const documentIds = submissions.map(({ item }) => item.documentId);
  const path = `${contentManager(LINK)}/actions/${action}`;
  return api(app.url).as(editor.token).post(path, { documentIds });
}

async function submitMany(count: number): Promise<SubmissionView[]> {
  const made: SubmissionView[] = [];
  for (let i = 0; i < count; i += 1) made.push(await submitLink(app, member));
  return made;
}

async function ledgers(submissions: SubmissionView[]): Promise<Ledger[]> {
  return Promise.all(submissions.map((submission) => ledger(app, submission)));
}

function isWhole({ state, liveRows }: Ledger): boolean {
  return liveRows === (state === 'approved' ? 1 : 0);
}

describe('publishing ten at once', () => {
  it('approves each, once', async () => {
    const ten = await submitMany(10);
    const { status } = await bulk('bulkPublish', ten);
    expect(status).toBe(200);
    for (const left of await ledgers(ten)) {
      expect(left).toMatchObject({
        state: 'approved',
        liveRows: 1,
        events: ['submitted', 'approved'],
      });
    }
  });

  describe('of which one was rejected', () => {
    let ten: SubmissionView[];
    let before: Ledger[];
    let after: Ledger[];
    let answer: Answer;
    beforeAll(async () => {
      ten = await submitMany(10);
      const [, , , fourth] = ten;
      if (fourth === undefined) throw new Error('Fewer than four were submitted');
      await reject(app, reviewer, fourth);
      before = await ledgers(ten);
      answer = await bulk('bulkPublish', ten);
      after = await ledgers(ten);
    });

    it('is a conflict', () => {
      expect(answer.status).toBe(409);
    });

    it('publishes none of them', () => {
      expect(after.map(({ liveRows }) => liveRows)).toEqual(ten.map(() => 0));
    });

    it('leaves every state and every log as it was, but for the refusal', () => {
      const unrefused = (all: Ledger[]): Ledger[] => all.map((one) => ({ ...one, refusals: 0 }));
      expect(unrefused(after)).toEqual(unrefused(before));
    });

    it('logs the refusal', async () => {
      // Once all is rolled back, which the answer does not wait for.
      while (after[3]?.refusals === 0) after = await ledgers(ten);
      expect(after[3]?.refusals).toBe(1);
    });
  });

  it('of which one lacks what is required publishes none', async () => {
    const ten = await submitMany(9);
    const title = { title: 'Without address and description' };
    const { body } = await api(app.url)
      .as(editor.token)
      .post<{ data: { documentId: string } }>(contentManager(LINK), title);
    const path = `${contentManager(LINK)}/actions/bulkPublish`;
    const documentIds = [...ten.map(({ item }) => item.documentId), body.data.documentId];
    const { status } = await api(app.url).as(editor.token).post(path, { documentIds });
    expect(status).toBe(400);
    const left = await ledgers(ten);
    expect(left.map(({ state, liveRows }) => [state, liveRows])).toEqual(
      ten.map(() => ['pending', 0]),
    );
  });
});

describe('two bulk actions over the same items in opposite orders', () => {
  const PAIRS = [
    ['bulkPublish', 'bulkPublish'],
    ['bulkPublish', 'bulkDelete'],
    ['bulkPublish', 'bulkUnpublish'],
    ['bulkDelete', 'bulkDelete'],
  ] as const;

  it.each(PAIRS)('%s and %s never fail', async (one, other) => {
    const statuses: number[] = [];
    const left: Ledger[] = [];
    for (let round = 0; round < 3; round += 1) {
      const items = await submitMany(6);
      const answers = await Promise.all([bulk(one, items), bulk(other, [...items].reverse())]);
      statuses.push(...answers.map(({ status }) => status));
      left.push(...(await ledgers(items)));
    }
    expect(statuses.filter((status) => ![200, 404, 409].includes(status))).toEqual([]);
    expect(left.filter((one) => !isWhole(one))).toEqual([]);
  });
});
