import { startApp, type TestApp } from '../helpers/app';
import {
  createInManager,
  eventsOf,
  linkValues,
  liveRowOf,
  press,
  pressForAll,
  stateOf,
  storyOf,
} from '../helpers/doors';
import { api, type Answer } from '../helpers/http';
import { violations } from '../helpers/invariants';
import { approve, contentManager, LINK, submitLink, type Envelope } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let member: Member;
let reviewer: Admin;
let editor: Admin;
let author: Admin;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
  // Strapi's Editor has every right of the content manager, Publish included, and may not decide.
  editor = await createAdmin(app, 'strapi-editor');
  author = await createAdmin(app, 'strapi-author');
});
// Whatever the tests did, and whoever was refused: what must hold, holds.
afterAll(async () => {
  const found = await violations(app);
  await app.stop();
  expect(found).toEqual([]);
});

async function logged(itemId: string): Promise<string | undefined> {
  // Written after the answer, once the transaction is rolled back.
  for (let tries = 0; tries < 1000; tries += 1) {
    const last = (await eventsOf(app, itemId)).at(-1);
    if (last?.type === 'refused') return `${last.actor_kind} ${last.actor_id ?? ''}`;
    await new Promise((resume) => setTimeout(resume, 20));
  }
  return undefined;
}

type Attempt = (itemId: string) => Promise<Answer<Envelope<unknown>>>;
const PUBLISHING: [string, Attempt][] = [
  ['Publish', (id) => press(app, editor, LINK, id, 'publish')],
  ['Publish with new words', (id) => press(app, editor, LINK, id, 'publish', linkValues())],
  ['bulk Publish', (id) => pressForAll(app, editor, LINK, [id], 'bulkPublish')],
];

describe.each(PUBLISHING)('an editor without the right to decide, by %s', (_, attempt) => {
  it('publishes nothing and is told so in a sentence', async () => {
    const { item } = await submitLink(app, member);
    const { status, body } = await attempt(item.documentId);
    expect([status, body.error.message, await stateOf(app, item.documentId)]).toEqual([
      403,
      expect.stringMatching(/^You may not decide.*\.$/),
      'pending',
    ]);
  });

  it('leaves the refused attempt in the log, rolled back as the rest is', async () => {
    const { item } = await submitLink(app, member);
    await attempt(item.documentId);
    expect(await logged(item.documentId)).toBe(`admin ${editor.id}`);
  });

  it('leaves the words of a pending revision and of the live version as they were', async () => {
    const submission = await submitLink(app, member);
    await approve(app, reviewer, submission);
    const { documentId, title } = submission.item;
    await api(app.url).as(editor.token).put(contentManager(LINK, documentId), linkValues());
    await attempt(documentId);
    const live = await liveRowOf(app, 'external_links', documentId);
    expect([live?.title, await stateOf(app, documentId)]).toEqual([title, 'pending']);
  });
});

describe('an editor without the right to decide', () => {
  it('creates nothing by creating and publishing at once', async () => {
    const values = linkValues();
    const { status } = await api(app.url)
      .as(editor.token)
      .post(`${contentManager(LINK)}/actions/publish`, values);
    const rows = await app.sql('select 1 from external_links where title = $1', [values.title]);
    expect([status, rows]).toEqual([403, []]);
  });

  it('stops the publication of all by being refused one', async () => {
    const mine = await createInManager(app, editor);
    const { item } = await submitLink(app, member);
    await pressForAll(app, editor, LINK, [mine, item.documentId], 'bulkPublish');
    expect([await stateOf(app, mine), await stateOf(app, item.documentId)]).toEqual([
      'pending',
      'pending',
    ]);
  });

  it.each([
    ['Unpublish', (id: string) => press(app, editor, LINK, id, 'unpublish')],
    ['bulk Unpublish', (id: string) => pressForAll(app, editor, LINK, [id], 'bulkUnpublish')],
    ['bulk Delete', (id: string) => pressForAll(app, editor, LINK, [id], 'bulkDelete')],
    ['Delete', (id: string) => api(app.url).as(editor.token).delete(contentManager(LINK, id))],
  ])('takes nothing live down by %s', async (_, attempt) => {
    const submission = await submitLink(app, member);
    await approve(app, reviewer, submission);
    const { documentId } = submission.item;
    const { status } = await attempt(documentId);
    expect([status, await stateOf(app, documentId), await logged(documentId)]).toEqual([
      403,
      'approved',
      `admin ${editor.id}`,
    ]);
  });

  it('makes a revision that waits by saving a live item', async () => {
    const submission = await submitLink(app, member);
    await approve(app, reviewer, submission);
    const { documentId } = submission.item;
    await api(app.url).as(editor.token).put(contentManager(LINK, documentId), linkValues());
    expect(await storyOf(app, documentId)).toEqual(['submitted', 'approved', 'revised']);
  });

  it('leaves an event by deleting what was never live', async () => {
    const id = await createInManager(app, editor);
    await api(app.url).as(editor.token).delete(contentManager(LINK, id));
    expect(await storyOf(app, id)).toEqual(['submitted', 'deleted']);
  });

  it('leaves an event for each by bulk Delete of what was never live', async () => {
    const ids = [await createInManager(app, editor), await createInManager(app, editor)];
    await pressForAll(app, editor, LINK, ids, 'bulkDelete');
    expect(await Promise.all(ids.map((id) => storyOf(app, id)))).toEqual([
      ['submitted', 'deleted'],
      ['submitted', 'deleted'],
    ]);
  });
});

describe('an author', () => {
  it.each([
    ['Publish', (id: string) => press(app, author, LINK, id, 'publish')],
    ['bulk Publish', (id: string) => pressForAll(app, author, LINK, [id], 'bulkPublish')],
    [
      'creating and publishing at once',
      () =>
        api(app.url)
          .as(author.token)
          .post(`${contentManager(LINK)}/actions/publish`, linkValues()),
    ],
  ])('does not publish by %s', async (_, attempt) => {
    const id = await createInManager(app, author);
    const { status } = await attempt(id);
    expect([status, await liveRowOf(app, 'external_links', id)]).toEqual([403, undefined]);
  });

  it('creates what waits for a decision', async () => {
    const id = await createInManager(app, author);
    expect([await stateOf(app, id), (await eventsOf(app, id))[0]?.actor_id]).toEqual([
      'pending',
      author.id,
    ]);
  });
});
