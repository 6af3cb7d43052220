import { startApp, type TestApp } from '../helpers/app';
import {
  createInManager,
  linkValues,
  liveRowOf,
  press,
  pressForAll,
  stateOf,
  storyOf,
  submissionOf,
} from '../helpers/doors';
import { api } from '../helpers/http';
import { violations } from '../helpers/invariants';
import {
  approve,
  contentManager,
  DOCUMENT,
  LINK,
  submitDocument,
  submitLink,
} from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let member: Member;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
});
// Whatever the tests did, and whoever was refused: what must hold, holds.
afterAll(async () => {
  const found = await violations(app);
  await app.stop();
  expect(found).toEqual([]);
});

describe.each([
  ['a super admin', 'strapi-super-admin'],
  ['a reviewer', 'review-reviewer'],
])('%s in the content manager', (_, role) => {
  let admin: Admin;
  beforeAll(async () => {
    admin = await createAdmin(app, role);
  });

  it('creates what is pending', async () => {
    const id = await createInManager(app, admin);
    expect([await stateOf(app, id), await storyOf(app, id)]).toEqual(['pending', ['submitted']]);
  });

  it('makes no live row by sending a new item as published', async () => {
    const values = linkValues({ publishedAt: new Date().toISOString(), status: 'published' });
    await api(app.url).as(admin.token).post(contentManager(LINK), values);
    await api(app.url)
      .as(admin.token)
      .post(`${contentManager(LINK)}?status=published`, values);
    const rows = await app.sql(
      'select 1 from external_links where published_at is not null and title = $1',
      [values.title],
    );
    expect(rows).toEqual([]);
  });

  it('approves by creating and publishing at once', async () => {
    const { status, body } = await api(app.url)
      .as(admin.token)
      .post<{ data: { documentId: string } }>(
        `${contentManager(LINK)}/actions/publish`,
        linkValues(),
      );
    expect([status, await storyOf(app, body.data.documentId)]).toEqual([
      200,
      ['submitted', 'approved'],
    ]);
  });

  it('approves a pending submission by publishing it', async () => {
    const { item } = await submitDocument(app, member);
    const { status } = await press(app, admin, DOCUMENT, item.documentId, 'publish');
    expect([status, await stateOf(app, item.documentId)]).toEqual([200, 'approved']);
  });

  it('approves the very words sent along with Publish', async () => {
    const { item } = await submitLink(app, member);
    const values = linkValues({ title: `Changed by ${role}` });
    await press(app, admin, LINK, item.documentId, 'publish', values);
    expect([
      await storyOf(app, item.documentId),
      (await liveRowOf(app, 'external_links', item.documentId))?.title,
    ]).toEqual([['submitted', 'revised', 'approved'], `Changed by ${role}`]);
  });

  it('approves each of several by publishing them together', async () => {
    const items = [await submitLink(app, member), await submitLink(app, member)];
    const ids = items.map(({ item }) => item.documentId);
    const { status } = await pressForAll(app, admin, LINK, ids, 'bulkPublish');
    const states = await Promise.all(ids.map((id) => stateOf(app, id)));
    expect([status, states]).toEqual([200, ['approved', 'approved']]);
  });

  it('makes a pending revision by saving, and the live version stays', async () => {
    const submission = await submitLink(app, member);
    await approve(app, admin, submission);
    const { documentId, title } = submission.item;
    await api(app.url)
      .as(admin.token)
      .put(contentManager(LINK, documentId), linkValues({ title: 'Another title' }));
    expect([
      await stateOf(app, documentId),
      (await submissionOf(app, documentId))?.revision,
      (await liveRowOf(app, 'external_links', documentId))?.title,
    ]).toEqual(['pending', 2, title]);
  });

  it('goes back to the live version by discarding', async () => {
    const submission = await submitLink(app, member);
    await approve(app, admin, submission);
    const { documentId } = submission.item;
    await api(app.url).as(admin.token).put(contentManager(LINK, documentId), linkValues());
    await press(app, admin, LINK, documentId, 'discard');
    expect([await stateOf(app, documentId), (await storyOf(app, documentId)).at(-1)]).toEqual([
      'approved',
      'discarded',
    ]);
  });

  it('keeps a draft that was never live when told to discard it', async () => {
    const { item } = await submitLink(app, member);
    const { status } = await press(app, admin, LINK, item.documentId, 'discard');
    expect([status, await stateOf(app, item.documentId)]).toEqual([404, 'pending']);
  });

  it('makes a clone of an approved item that is pending', async () => {
    const submission = await submitLink(app, member);
    await approve(app, admin, submission);
    const { body } = await api(app.url)
      .as(admin.token)
      .post<{ data: { documentId: string } }>(
        `${contentManager(LINK)}/clone/${submission.item.documentId}`,
        linkValues(),
      );
    const { documentId } = body.data;
    expect([documentId === submission.item.documentId, await stateOf(app, documentId)]).toEqual([
      false,
      'pending',
    ]);
  });

  it('makes nothing live by an automatic clone', async () => {
    const submission = await submitLink(app, member);
    await approve(app, admin, submission);
    const [before] = await app.sql(
      'select count(*) from external_links where published_at is not null',
    );
    await api(app.url)
      .as(admin.token)
      .post(`${contentManager(LINK)}/auto-clone/${submission.item.documentId}`, {});
    const [after] = await app.sql(
      'select count(*) from external_links where published_at is not null',
    );
    expect(after).toEqual(before);
  });

  it('takes an approval back by unpublishing', async () => {
    const submission = await submitLink(app, member);
    await approve(app, admin, submission);
    const { documentId } = submission.item;
    const { status } = await press(app, admin, LINK, documentId, 'unpublish');
    expect([
      status,
      await stateOf(app, documentId),
      (await submissionOf(app, documentId))?.approved_digest,
    ]).toEqual([200, 'rejected', null]);
  });

  it('unpublishes and discards a revision at once', async () => {
    const submission = await submitLink(app, member);
    await approve(app, admin, submission);
    const { documentId } = submission.item;
    await api(app.url).as(admin.token).put(contentManager(LINK, documentId), linkValues());
    const answer = await press(app, admin, LINK, documentId, 'unpublish', { discardDraft: true });
    expect([answer.status, (await storyOf(app, documentId)).slice(-2)]).toEqual([
      200,
      ['discarded', 'unpublished'],
    ]);
  });

  it('unpublishes several at once', async () => {
    const both = [await submitLink(app, member), await submitLink(app, member)];
    for (const submission of both) await approve(app, admin, submission);
    const ids = both.map(({ item }) => item.documentId);
    await pressForAll(app, admin, LINK, ids, 'bulkUnpublish');
    expect(await Promise.all(ids.map((id) => stateOf(app, id)))).toEqual(['rejected', 'rejected']);
  });

  it('publishes what is unpublished only after a change or a reopening', async () => {
    const submission = await submitLink(app, member);
    await approve(app, admin, submission);
    const { documentId } = submission.item;
    await press(app, admin, LINK, documentId, 'unpublish');
    const { status } = await press(app, admin, LINK, documentId, 'publish');
    expect([status, await liveRowOf(app, 'external_links', documentId)]).toEqual([409, undefined]);
  });
});
