import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { deskOf, pinned, type Desk } from '../helpers/desk';
import { pressForAll, stateOf, storyOf } from '../helpers/doors';
import { api } from '../helpers/http';
import { ledger } from '../helpers/ledger';
import { LINK, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let member: Member;
let reviewer: Admin;
let other: Admin;
let desk: Desk;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
  other = await createAdmin(app, 'review-reviewer');
  desk = deskOf(app, reviewer);
});
afterAll(async () => {
  await app.stop();
});

async function submitMany(count: number): Promise<SubmissionView[]> {
  const made: SubmissionView[] = [];
  for (let i = 0; i < count; i += 1) made.push(await submitLink(app, member));
  return made;
}

async function change({ id }: SubmissionView): Promise<void> {
  const answer = await api(app.url)
    .as(member.jwt)
    .put(`/api/submissions/${id}`, { data: { description: 'Changed meanwhile' } });
  expect(answer.status).toBe(200);
}

const stories = (submissions: SubmissionView[]) =>
  Promise.all(submissions.map(({ item }) => storyOf(app, item.documentId)));
const statesOf = (submissions: SubmissionView[]) =>
  Promise.all(submissions.map(({ item }) => stateOf(app, item.documentId)));
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

describe('a hundred approved at once, of which three changed meanwhile', () => {
  let all: SubmissionView[];
  let stale: SubmissionView[];
  let answer: Awaited<ReturnType<Desk['bulk']>>;
  beforeAll(async () => {
    all = await submitMany(100);
    stale = [all[3], all[50], all[99]].filter((one) => one !== undefined);
    for (const submission of stale) await change(submission);
    answer = await desk.bulk({ items: pinned(all) });
  });

  it('are ninety-seven done', () => {
    expect([answer.status, answer.body.data.done.length]).toEqual([200, 97]);
  });

  it('and three reported, with what they are and why not', () => {
    expect(answer.body.data.refused).toEqual(
      stale.map(({ id, item }) => ({
        id,
        title: item.title,
        code: 'staleDigest',
        message: expect.stringContaining('changed since') as string,
      })),
    );
  });

  it('are rows of the queue as they are now', () => {
    expect(new Set(answer.body.data.done.map(({ state, live }) => `${state} ${live}`))).toEqual(
      new Set(['approved true']),
    );
  });

  it('leave the three as they were, each refusal in the log', async () => {
    expect([await statesOf(stale), await stories(stale)]).toEqual([
      stale.map(() => 'pending'),
      stale.map(() => ['submitted', 'revised', 'refused']),
    ]);
  });

  it('are each live once, with one event', async () => {
    const done = all.filter((one) => !stale.includes(one));
    for (const submission of done) {
      expect(await ledger(app, submission)).toMatchObject({
        liveRows: 1,
        events: ['submitted', 'approved'],
        refusals: 0,
      });
    }
  });
});

describe('many rejected at once', () => {
  it('carry the one reason, its number in the settings, and the notes', async () => {
    const all = await submitMany(3);
    const texts = {
      reason: 'Not ours',
      reasonId: 'off-topic',
      note: 'Sorry',
      internalNote: 'Spam',
    };
    const { body } = await desk.bulk({ decision: 'reject', items: pinned(all), ...texts });
    const rows = await app.sql(
      `select reason, reason_id as "reasonId", note, internal_note as "internalNote"
         from review_events where type = 'rejected' and submission_id = any($1)`,
      [idsOf(all)],
    );
    expect([idsOf(body.data.done), rows]).toEqual([idsOf(all), all.map(() => texts)]);
  });

  it('need a reason', async () => {
    const all = await submitMany(1);
    const { status, body } = await desk.bulk({ decision: 'reject', items: pinned(all) });
    expect([status, body.error.details.code]).toEqual([400, 'reasonRequired']);
  });

  it('are each refused for a reason that is not in the settings', async () => {
    const all = await submitMany(2);
    const { body } = await desk.bulk({
      decision: 'reject',
      items: pinned(all),
      reason: 'x',
      reasonId: 'mood',
    });
    expect(body.data.refused.map(({ code }) => code)).toEqual(['invalidValue', 'invalidValue']);
    expect(await stories(all)).toEqual(all.map(() => ['submitted', 'refused']));
  });
});

describe('a bulk decision', () => {
  it.each([
    ['names one twice', (one: SubmissionView) => ({ items: pinned([one, one]) })],
    ['names none', () => ({ items: [] })],
    [
      'names more than a hundred',
      (one: SubmissionView) => ({
        items: Array.from({ length: 101 }, (_, i) => ({ id: `s${i}`, digest: one.digest })),
      }),
    ],
    ['names no digest', ({ id }: SubmissionView) => ({ items: [{ id, digest: '' }] })],
    ['says more', (one: SubmissionView) => ({ items: pinned([one]), force: true })],
  ])('that %s is refused whole', async (_, request) => {
    const [one] = await submitMany(1);
    if (one === undefined) throw new Error('Nothing was submitted');
    const { status } = await desk.bulk(request(one));
    expect([status, await statesOf([one])]).toEqual([400, ['pending']]);
  });

  it('reports what does not exist', async () => {
    const items = [{ id: 'nothing', digest: 'a'.repeat(64) }];
    const { body } = await desk.bulk({ items });
    expect(body.data.refused).toEqual([
      { id: 'nothing', title: '', code: 'notFound', message: expect.any(String) as string },
    ]);
  });

  it('is refused and logged for whoever may not decide', async () => {
    const all = await submitMany(2);
    const reader = await createAdmin(app, [{ action: 'plugin::review.queue.read' }]);
    const { status } = await deskOf(app, reader).bulk({ items: pinned(all) });
    expect([status, await stories(all)]).toEqual([403, all.map(() => ['submitted', 'refused'])]);
  });

  it('sent twice with one key is done once, and answers the same', async () => {
    const all = await submitMany(3);
    const send = () => desk.bulk({ items: pinned(all) }, { 'Idempotency-Key': 'bulk-1' });
    const [first, second] = await Promise.all([send(), send()]);
    expect([idsOf(first.body.data.done), idsOf(second.body.data.done)]).toEqual([
      idsOf(all),
      idsOf(all),
    ]);
    expect(await stories(all)).toEqual(all.map(() => ['submitted', 'approved']));
  });

  it('with the key of another does nothing', async () => {
    const all = await submitMany(2);
    const headers = { 'Idempotency-Key': 'bulk-2' };
    await desk.bulk({ items: pinned(all) }, headers);
    const reject = { decision: 'reject' as const, reason: 'x', items: pinned(all) };
    const { body } = await desk.bulk(reject, headers);
    expect(body.data.refused.map(({ code }) => code)).toEqual([
      'idempotencyKeyReused',
      'idempotencyKeyReused',
    ]);
  });
});

describe('two bulk decisions over the same submissions, in opposite orders', () => {
  it('decide on each once, and report the rest as decided', async () => {
    const all = await submitMany(30);
    const answers = await Promise.all([
      desk.bulk({ items: pinned(all) }),
      deskOf(app, other).bulk({
        decision: 'reject',
        reason: 'x',
        items: pinned([...all].reverse()),
      }),
    ]);
    const done = answers.flatMap(({ body }) => idsOf(body.data.done));
    const codes = answers.flatMap(({ body }) => body.data.refused.map(({ code }) => code));
    expect([[...done].sort(), codes]).toEqual([idsOf(all).sort(), all.map(() => 'notDecidable')]);
  });

  it('get along with bulk publishing in the content manager', async () => {
    const all = await submitMany(15);
    const editor = await createAdmin(app, 'strapi-super-admin');
    const backwards = [...all].reverse();
    const items = backwards.map(({ item }) => item.documentId);
    const [bulk, published] = await Promise.all([
      desk.bulk({ items: pinned(all) }),
      pressForAll(app, editor, LINK, items, 'bulkPublish'),
    ]);
    expect([bulk.status, [200, 409].includes(published.status)]).toEqual([200, true]);
    for (const submission of all) {
      const { state, liveRows, events } = await ledger(app, submission);
      expect([state, liveRows, events]).toEqual(
        state === 'approved'
          ? ['approved', 1, ['submitted', 'approved']]
          : ['pending', 0, ['submitted']],
      );
    }
  });
});
