import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { createInManager, eventsOf, press, pressForAll, stateOf } from '../helpers/doors';
import { api } from '../helpers/http';
import {
  approve,
  contentManager,
  decide,
  detail,
  LINK,
  reject,
  submitLink,
  type Envelope,
} from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { changeSettings } from '../helpers/review-settings';

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

async function allowSelfApproval(allow: boolean): Promise<void> {
  await changeSettings(app, { allowSelfApproval: allow });
}

async function submissionIdOf(item: string): Promise<string> {
  const [row] = await app.sql<{ id: string }>(
    'select id from review_submissions where item_id = $1',
    [item],
  );
  return row?.id ?? '';
}

type Attempt = (admin: Admin, item: string) => Promise<{ status: number }>;
const ATTEMPTS: [string, Attempt][] = [
  [
    'the decision endpoint',
    async (admin, item) => {
      const id = await submissionIdOf(item);
      const { digest } = await detail(app, admin, id);
      return decide(app, admin, id, { decision: 'approve', digest });
    },
  ],
  ['Publish', (admin, item) => press(app, admin, LINK, item, 'publish')],
  ['bulk Publish', (admin, item) => pressForAll(app, admin, LINK, [item], 'bulkPublish')],
];

/** What makes an item someone's own work. */
const OWN: [string, () => Promise<{ admin: Admin; item: string }>][] = [
  [
    'made in the content manager',
    async () => ({ admin: reviewer, item: await createInManager(app, reviewer) }),
  ],
  [
    'edited in the content manager',
    async () => {
      const { item } = await submitLink(app, member);
      await api(app.url)
        .as(reviewer.token)
        .put(contentManager(LINK, item.documentId), { description: 'Put better' });
      return { admin: reviewer, item: item.documentId };
    },
  ],
  [
    'submitted as a member with the same e-mail address',
    async () => {
      const twin = await createMember(app);
      const admin = await createAdmin(app, 'review-reviewer');
      await app.sql('update admin_users set email = $1 where id = $2', [
        twin.email.toUpperCase(),
        admin.id,
      ]);
      const { item } = await submitLink(app, twin);
      return { admin, item: item.documentId };
    },
  ],
  [
    'cloned in the content manager',
    async () => {
      const { item } = await submitLink(app, member);
      const { body } = await api(app.url)
        .as(reviewer.token)
        .post<Envelope<{ documentId: string }>>(
          `${contentManager(LINK)}/clone/${item.documentId}`,
          {},
        );
      return { admin: reviewer, item: body.data.documentId };
    },
  ],
];

describe('where self-approval is forbidden', () => {
  beforeAll(() => allowSelfApproval(false));

  describe.each(OWN)('work %s', (_, make) => {
    it.each(ATTEMPTS)('is not approved by its maker through %s', async (_name, attempt) => {
      const { admin, item } = await make();
      const { status } = await attempt(admin, item);
      expect([status, await stateOf(app, item)]).toEqual([403, 'pending']);
    });

    it('is approved by someone else', async () => {
      const { item } = await make();
      const other = await createAdmin(app, 'review-reviewer');
      const { status } = await press(app, other, LINK, item, 'publish');
      expect([status, await stateOf(app, item)]).toEqual([200, 'approved']);
    });

    it('is shown to its maker as not theirs to decide', async () => {
      const { admin, item } = await make();
      const { decidable } = await detail(app, admin, await submissionIdOf(item));
      expect(decidable).toEqual({
        allowed: false,
        code: 'selfApproval',
        why: expect.stringContaining('yourself') as string,
      });
    });
  });

  it('an edit made in the very act of publishing makes it one’s own work', async () => {
    const { item } = await submitLink(app, member);
    const { status } = await press(app, reviewer, LINK, item.documentId, 'publish', {
      title: 'Mine now',
      description: 'x',
      url: 'https://example.org',
    });
    expect([status, await stateOf(app, item.documentId)]).toEqual([403, 'pending']);
  });

  it('one’s own work can be rejected', async () => {
    const item = await createInManager(app, reviewer);
    await reject(app, reviewer, { id: await submissionIdOf(item) });
    expect(await stateOf(app, item)).toBe('rejected');
  });

  it('the refusal is in the log', async () => {
    const item = await createInManager(app, reviewer);
    const id = await submissionIdOf(item);
    const { digest } = await detail(app, reviewer, id);
    await decide(app, reviewer, id, { decision: 'approve', digest });
    expect((await eventsOf(app, item)).at(-1)).toMatchObject({
      type: 'refused',
      internal_note: 'selfApproval',
      actor_id: reviewer.id,
    });
  });

  async function editedByReviewer(): Promise<SubmissionView> {
    const submission = await submitLink(app, member);
    await api(app.url)
      .as(reviewer.token)
      .put(contentManager(LINK, submission.item.documentId), { description: 'Put better' });
    return submission;
  }

  async function reviseAsMember({ id }: SubmissionView): Promise<void> {
    await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${id}`, { data: { title: 'All mine' } });
  }

  it('an earlier edit, approved since, is nobody’s own work in the next revision', async () => {
    const submission = await editedByReviewer();
    await approve(app, await createAdmin(app, 'review-reviewer'), submission);
    await reviseAsMember(submission);
    const { status } = await press(app, reviewer, LINK, submission.item.documentId, 'publish');
    expect(status).toBe(200);
  });

  it('an earlier edit that a rejection left in place is own work still', async () => {
    const submission = await editedByReviewer();
    await reject(app, reviewer, submission);
    await reviseAsMember(submission);
    const { status } = await press(app, reviewer, LINK, submission.item.documentId, 'publish');
    expect(status).toBe(403);
  });

  it('the same number in the other table of users makes nobody the submitter', async () => {
    const namesake = await createMember(app);
    const admin = await createAdmin(app, 'review-reviewer');
    await app.sql(
      `update review_submissions set submitter_id = $1 where item_id = $2 and submitter_kind = 'user'`,
      [admin.id, (await submitLink(app, namesake)).item.documentId],
    );
    const { item } = await submitLink(app, namesake);
    await app.sql('update review_submissions set submitter_id = $1 where item_id = $2', [
      admin.id,
      item.documentId,
    ]);
    const { status } = await press(app, admin, LINK, item.documentId, 'publish');
    expect(status).toBe(200);
  });
});

describe('where self-approval is allowed', () => {
  beforeAll(() => allowSelfApproval(true));

  it.each(ATTEMPTS)('one’s own work is approved through %s', async (_, attempt) => {
    const item = await createInManager(app, reviewer);
    await attempt(reviewer, item);
    expect(await stateOf(app, item)).toBe('approved');
  });
});
