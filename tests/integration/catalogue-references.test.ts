import { startApp, type TestApp } from '../helpers/app';
import {
  CATEGORY,
  changes,
  createCategory,
  createSource,
  differences,
  entries,
  lastSeq,
  liveItems,
  SOURCE,
} from '../helpers/catalogue';
import { api } from '../helpers/http';
import { approve, contentManager, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let reviewer: Admin;
let editor: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp();
  reviewer = await createAdmin(app, 'review-reviewer');
  editor = await createAdmin(app, 'strapi-super-admin');
  member = await createMember(app);
});
afterEach(async () => {
  expect(await entries(app)).toEqual(await liveItems(app));
  expect(await differences(app)).toEqual([]);
  expect(await app.sql('select * from catalogue_touched')).toEqual([]);
  expect(await app.sql('select * from catalogue_unsettled')).toEqual([]);
  expect(await app.sql('select * from catalogue_step')).toEqual([]);
});
afterAll(async () => {
  await app.stop();
});

function manager() {
  return api(app.url).as(editor.token);
}

async function liveLink(values: Record<string, unknown> = {}): Promise<string> {
  const submission = await submitLink(app, member, values);
  await approve(app, reviewer, submission);
  return submission.item.documentId;
}

async function changesDuring(work: () => Promise<unknown>): Promise<[string, string][]> {
  const before = await lastSeq(app);
  await work();
  return (await changes(app, before)).map(({ change, document_id }) => [change, document_id]);
}

describe('a category', () => {
  it('that is renamed alters what is filed in it and below it, in one transaction', async () => {
    const shelf = await createCategory(app, editor);
    const board = await createCategory(app, editor, shelf);
    const inShelf = await liveLink({ categories: [shelf.documentId] });
    const onBoard = await liveLink({ categories: [board.documentId] });
    const before = await lastSeq(app);
    const made = await changesDuring(() =>
      manager().put(contentManager(CATEGORY, shelf.documentId), { name: 'Renamed' }),
    );
    expect(made).toEqual([
      ['altered', inShelf],
      ['altered', onBoard],
    ]);
    const moments = await app.sql('select distinct at from catalogue_change where seq > $1', [
      before,
    ]);
    expect(moments).toHaveLength(1);
  });

  it('that is moved alters what is filed in it, also in what is below', async () => {
    const shelf = await createCategory(app, editor);
    const board = await createCategory(app, editor);
    const below = await createCategory(app, editor, board);
    const item = await liveLink({ categories: [below.documentId] });
    const made = await changesDuring(() =>
      manager().put(contentManager(CATEGORY, board.documentId), {
        parent: { connect: [{ documentId: shelf.documentId }] },
      }),
    );
    expect(made).toEqual([['altered', item]]);
    expect((await entries(app)).get(item)?.categories[0]?.path).toHaveLength(3);
  });

  it('that is deleted alters what was filed in it and below it', async () => {
    const shelf = await createCategory(app, editor);
    const board = await createCategory(app, editor, shelf);
    const inShelf = await liveLink({ categories: [shelf.documentId] });
    const onBoard = await liveLink({ categories: [board.documentId] });
    const made = await changesDuring(() =>
      manager().delete(contentManager(CATEGORY, shelf.documentId)),
    );
    expect(made).toEqual([
      ['altered', inShelf],
      ['altered', onBoard],
    ]);
  });

  it('that changes in nothing an item shows alters none', async () => {
    const shelf = await createCategory(app, editor);
    await liveLink({ categories: [shelf.documentId] });
    const made = await changesDuring(() =>
      manager().put(contentManager(CATEGORY, shelf.documentId), { position: 7, description: 'x' }),
    );
    expect(made).toEqual([]);
  });
});

describe('a source', () => {
  it('that is renamed or deleted alters what names it', async () => {
    const source = await createSource(app, editor);
    const item = await liveLink({ source: source.documentId });
    const address = contentManager(SOURCE, source.documentId);
    const made = await changesDuring(async () => {
      await manager().put(address, { name: 'Another name' });
      await manager().delete(address);
    });
    expect(made).toEqual([
      ['altered', item],
      ['altered', item],
    ]);
    expect((await entries(app)).get(item)?.source).toBeNull();
  });
});
