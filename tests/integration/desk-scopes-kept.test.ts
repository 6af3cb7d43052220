import type {
  ReviewerSubmissionDetail,
  SubmissionView,
} from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { CATEGORY, createCategory, deskOf, refusalCodesOf, type Desk } from '../helpers/desk';
import { press, stateOf } from '../helpers/doors';
import { api } from '../helpers/http';
import { contentManager, LINK, submitLink, type Envelope } from '../helpers/library';
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
const pageOf = async ({ id }: Filed) => (await asLimited().get(`/review/submissions/${id}`)).status;

describe('somebody who is limited to a category', () => {
  const move = (submission: Filed, category: string) =>
    asLimited().put<Envelope<unknown>>(contentManager(LINK, itemOf(submission)), {
      categories: { set: [{ documentId: category }] },
    });
  const filedIn = async ({ id }: Filed) => {
    const { body } = await api(app.url)
      .as(free.token)
      .get<Envelope<ReviewerSubmissionDetail>>(`/review/submissions/${id}`);
    return body.data.categories.map(({ documentId }) => documentId);
  };

  it('does not file in it what was outside', async () => {
    const submission = await outside();
    const { status, body } = await move(submission, wards);
    expect([status, body.error.details.code, await filedIn(submission)]).toEqual([
      403,
      'outOfScope',
      [transport],
    ]);
    expect(await refusalCodesOf(app, itemOf(submission))).toEqual(['outOfScope']);
  });

  it('does not file it there in the act of publishing', async () => {
    const submission = await outside();
    const { status } = await press(app, limited, LINK, itemOf(submission), 'publish', {
      title: 'Mine',
      description: 'x',
      url: 'https://example.org',
      categories: { set: [{ documentId: health }] },
    });
    expect([status, await stateOf(app, itemOf(submission)), await filedIn(submission)]).toEqual([
      403,
      'pending',
      [transport],
    ]);
  });

  it('does not move another category in there', async () => {
    const { status } = await asLimited().put(contentManager(CATEGORY, transport), {
      parent: { connect: [{ documentId: health }] },
    });
    expect([status, (await desk.categories()).map(({ depth }) => depth)]).toEqual([
      403,
      [0, 1, 2, 0],
    ]);
  });

  it('renames other categories, and moves their own', async () => {
    const rename = { name: 'Traffic', parent: { connect: [], disconnect: [] } };
    const renamed = await asLimited().put(contentManager(CATEGORY, transport), rename);
    const moved = await asLimited().put(contentManager(CATEGORY, wards), {
      parent: { connect: [{ documentId: health }] },
    });
    expect([renamed.status, moved.status]).toEqual([200, 200]);
  });

  it('files what is theirs elsewhere, and is rid of it', async () => {
    const submission = await inside();
    const { status } = await move(submission, transport);
    expect([status, await pageOf(submission)]).toEqual([200, 403]);
  });

  it('edits what stays outside, as their role lets them', async () => {
    const submission = await outside();
    const { status } = await asLimited().put(contentManager(LINK, itemOf(submission)), {
      description: 'Put better',
    });
    expect(status).toBe(200);
  });

  it('sees no more through a token of theirs', async () => {
    const { body } = await asLimited().post<Envelope<{ accessKey: string }>>(
      '/admin/admin-tokens',
      {
        kind: 'admin',
        name: 'reader',
        lifespan: null,
        adminPermissions: [
          { action: 'plugin::review.queue.read', subject: null, conditions: [], properties: {} },
        ],
      },
    );
    const [one, other] = [await inside(), await outside()];
    const robot = api(app.url).as(body.data.accessKey);
    const statusOf = async ({ id }: Filed) => (await robot.get(`/review/submissions/${id}`)).status;
    expect([await statusOf(one), await statusOf(other)]).toEqual([200, 403]);
  });

  it('is handed nothing from outside', async () => {
    const [one, other] = [await inside(), await outside()];
    const colleague = deskOf(app, free);
    const { body } = await colleague.hand(other.id, limited.id);
    expect([body.error.details.code, (await colleague.hand(one.id, limited.id)).status]).toEqual([
      'invalidValue',
      200,
    ]);
  });

  it('sees nothing once the category is gone, and everything once the limit is', async () => {
    const submission = await outside();
    const gone = await createCategory(app);
    await changeSettings(app, { scopes: [{ reviewer: limited.id, categories: [gone] }] });
    await app.strapi.documents(CATEGORY).delete({ documentId: gone });
    const { body } = await desk.list('?filters[state]=all');
    const scopes: [] = [];
    await changeSettings(app, { scopes });
    expect([body.data, await pageOf(submission)]).toEqual([[], 200]);
  });
});
