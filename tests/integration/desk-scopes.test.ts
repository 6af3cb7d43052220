import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { createCategory, deskOf, pinned, refusalCodesOf, type Desk } from '../helpers/desk';
import { press, pressForAll, stateOf } from '../helpers/doors';
import { api, type Answer } from '../helpers/http';
import {
  approve,
  contentManager,
  decide,
  LINK,
  reject,
  submitDocument,
  submitLink,
  type Envelope,
} from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { changeSettings } from '../helpers/review-settings';

let app: TestApp;
let member: Member;
/** May do everything, and is limited to Health. */
let limited: Admin;
let free: Admin;
let desk: Desk;
let health: string;
let wards: string;
let transport: string;

beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  limited = await createAdmin(app, 'strapi-super-admin');
  free = await createAdmin(app, 'review-reviewer');
  desk = deskOf(app, limited);
  health = await createCategory(app, 'Health');
  wards = await createCategory(app, 'Wards', await createCategory(app, 'Hospitals', health));
  transport = await createCategory(app, 'Transport');
  await changeSettings(app, { scopes: [{ reviewer: limited.id, categories: [health] }] });
});
afterAll(async () => {
  await app.stop();
});

type Filed = SubmissionView;
const inside = (): Promise<Filed> => submitLink(app, member, { categories: [wards] });
const outside = (): Promise<Filed> => submitLink(app, member, { categories: [transport] });
const asLimited = () => api(app.url).as(limited.token);
const itemOf = ({ item }: Filed) => item.documentId;

const refusalsOf = (submission: Filed) => refusalCodesOf(app, itemOf(submission));

async function live(make: () => Promise<Filed>): Promise<Filed> {
  const submission = await make();
  await approve(app, free, submission);
  return submission;
}
async function rejected(make: () => Promise<Filed>): Promise<Filed> {
  const submission = await make();
  await reject(app, free, submission);
  return submission;
}

type Door = [
  name: string,
  prepare: (make: () => Promise<Filed>) => Promise<Filed>,
  enter: (submission: Filed) => Promise<Answer<Envelope<unknown>>>,
];

const pending = (make: () => Promise<Filed>) => make();
const get = (path: string) => (submission: Filed) =>
  asLimited().get<Envelope<unknown>>(`/review/submissions/${submission.id}${path}`);

const READS: Door[] = [
  ['the page', pending, get('')],
  ['the neighbours', pending, get('/neighbours')],
  ['presence', pending, ({ id }) => desk.presence(id)],
  ['claiming', pending, ({ id }) => desk.claim(id)],
  ['releasing', pending, ({ id }) => desk.release(id)],
  ['handing over', pending, ({ id }) => desk.hand(id, free.id)],
];

const DECISIONS: Door[] = [
  [
    'approving',
    pending,
    ({ id, digest }) => decide(app, limited, id, { decision: 'approve', digest }),
  ],
  [
    'rejecting',
    pending,
    ({ id, digest }) => decide(app, limited, id, { decision: 'reject', digest, reason: 'No' }),
  ],
  [
    'reopening',
    rejected,
    ({ id }) => asLimited().post<Envelope<unknown>>(`/review/submissions/${id}/reopen`),
  ],
  ['Publish', pending, (one) => press(app, limited, LINK, itemOf(one), 'publish')],
  ['Unpublish', live, (one) => press(app, limited, LINK, itemOf(one), 'unpublish')],
  ['bulk Publish', pending, (one) => pressForAll(app, limited, LINK, [itemOf(one)], 'bulkPublish')],
  [
    'bulk Unpublish',
    live,
    (one) => pressForAll(app, limited, LINK, [itemOf(one)], 'bulkUnpublish'),
  ],
  ['bulk Delete', pending, (one) => pressForAll(app, limited, LINK, [itemOf(one)], 'bulkDelete')],
  [
    'Delete',
    live,
    (one) => asLimited().delete<Envelope<unknown>>(contentManager(LINK, itemOf(one))),
  ],
  [
    'Discard changes',
    async (make) => {
      const submission = await live(make);
      await api(app.url)
        .as(member.jwt)
        .put(`/api/submissions/${submission.id}`, { data: { title: 'Changed since' } });
      return submission;
    },
    (one) => press(app, limited, LINK, itemOf(one), 'discard'),
  ],
];

describe('what is filed outside a reviewer’s categories', () => {
  it.each([...READS, ...DECISIONS])('is closed to them through %s', async (_, prepare, enter) => {
    const submission = await prepare(outside);
    const before = await stateOf(app, itemOf(submission));
    const { status, body } = await enter(submission);
    expect([status, body.error.details.code, await stateOf(app, itemOf(submission))]).toEqual([
      403,
      'outOfScope',
      before,
    ]);
  });

  it('is handed to them by nobody, and what is filed inside is', async () => {
    const frees = deskOf(app, free);
    const refused = await frees.hand((await outside()).id, limited.id);
    expect([refused.status, refused.body.error.details]).toEqual([
      400,
      { code: 'invalidValue', key: 'reviewer' },
    ]);
    const handed = await frees.hand((await inside()).id, limited.id);
    expect(handed.body.data.claim?.reviewer.id).toBe(limited.id);
  });

  it.each(DECISIONS)('is refused and the refusal logged through %s', async (_, prepare, enter) => {
    const submission = await prepare(outside);
    await enter(submission);
    expect(await refusalsOf(submission)).toEqual(['outOfScope']);
  });

  it('has its file closed', async () => {
    const { id } = await submitDocument(app, member, { categories: [transport] });
    expect((await get('/file')({ id } as Filed)).status).toBe(403);
  });

  it('is in no list and in no count', async () => {
    const [one, other] = [await inside(), await outside()];
    const { body } = await desk.list('?filters[state]=all&pagination[pageSize]=100');
    const ids = body.data.map(({ id }) => id);
    const counts = await desk.counts();
    await app.sql('update review_submissions set submitted_at = $2 where id = $1', [
      other.id,
      '2001-01-01',
    ]);
    const { oldest } = await desk.counts();
    const everything = await deskOf(app, free).counts();
    expect([ids.includes(one.id), ids.includes(other.id)]).toEqual([true, false]);
    expect(counts.pending).toBe(body.data.filter(({ state }) => state === 'pending').length);
    expect([oldest?.id === other.id, everything.oldest?.id]).toEqual([false, other.id]);
  });

  it('is no neighbour', async () => {
    const [first, , last] = [await inside(), await outside(), await inside()];
    const { body } = await desk.neighbours(last.id);
    expect(body.data.previous).toBe(first.id);
  });

  it('is refused in a bulk decision, which does not name it', async () => {
    const [one, other] = [await inside(), await outside()];
    const { body } = await desk.bulk({ items: pinned([other, one]) });
    expect([body.data.done.map(({ id }) => id), body.data.refused]).toEqual([
      [one.id],
      [{ id: other.id, title: '', code: 'outOfScope', message: expect.any(String) as string }],
    ]);
    expect(await refusalsOf(other)).toEqual(['outOfScope']);
  });

  it('is what has no category', async () => {
    const { id, digest } = await submitLink(app, member);
    const { status } = await decide(app, limited, id, { decision: 'approve', digest });
    expect(status).toBe(403);
  });

  it('is refused by what the draft says, also where the list knows better', async () => {
    const submission = await outside();
    await app.sql('update review_submissions set category_ids = $2 where id = $1', [
      submission.id,
      [health],
    ]);
    const { id, digest } = submission;
    const { status } = await decide(app, limited, id, { decision: 'approve', digest });
    expect(status).toBe(403);
  });
});

describe('what is filed inside', () => {
  it.each([...READS, ...DECISIONS])('is open through %s', async (_, prepare, enter) => {
    const submission = await prepare(inside);
    expect((await enter(submission)).status).toBe(200);
  });

  it('may be filed outside as well', async () => {
    const both = await submitLink(app, member, { categories: [transport, wards] });
    await approve(app, limited, both);
    expect(await stateOf(app, itemOf(both))).toBe('approved');
  });
});
