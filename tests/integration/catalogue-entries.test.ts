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
} from '../helpers/catalogue';
import { press } from '../helpers/doors';
import { api } from '../helpers/http';
import { approve, contentManager, LINK, submitDocument, submitLink } from '../helpers/library';
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

describe('an item', () => {
  it('enters when it is approved, whole, with what it refers to', async () => {
    const shelf = await createCategory(app, editor);
    const board = await createCategory(app, editor, shelf);
    const source = await createSource(app, editor);
    const submission = await submitDocument(app, member, {
      description: 'One <b>& "two"</b>\r\n\r\n  three\nfour\n',
      categories: [board.documentId],
      source: source.documentId,
      publisher: 'Somebody',
      publishedDate: '2024-03',
      language: 'cy',
    });
    const { documentId } = submission.item;
    expect(await changesDuring(() => approve(app, reviewer, submission))).toEqual([
      ['entered', documentId],
    ]);
    const item = (await entries(app)).get(documentId);
    expect(item).toMatchObject({
      kind: 'document',
      descriptionHtml: '<p>One &lt;b&gt;&amp; &quot;two&quot;&lt;/b&gt;</p><p>three<br>four</p>',
      categories: [
        { id: board.documentId, path: [{ id: shelf.documentId }, { id: board.documentId }] },
      ],
      source: { name: source.name },
      file: { mediaType: 'application/pdf' },
    });
  });

  it('leaves no trace while it is pending, rejected or revised', async () => {
    const item = await liveLink();
    const made = await changesDuring(async () => {
      const submission = await submitLink(app, member);
      await manager().put(contentManager(LINK, submission.item.documentId), { title: 'Another' });
      await manager().put(contentManager(LINK, item), { title: 'Changed, and not approved' });
    });
    expect(made).toEqual([]);
  });

  it('is altered by the approval of its next revision, and keeps its place', async () => {
    const submission = await submitLink(app, member);
    await approve(app, reviewer, submission);
    const { documentId } = submission.item;
    const order = 'select entered from catalogue_entry where document_id = $1';
    const [before] = await app.sql(order, [documentId]);
    const made = await changesDuring(async () => {
      await manager().put(contentManager(LINK, documentId), { title: 'A better title' });
      await approve(app, reviewer, submission);
    });
    expect(made).toEqual([['altered', documentId]]);
    expect((await entries(app)).get(documentId)?.title).toBe('A better title');
    expect(await app.sql(order, [documentId])).toEqual([before]);
  });

  it('is withdrawn when unpublished, and enters again as new', async () => {
    const submission = await submitLink(app, member);
    await approve(app, reviewer, submission);
    const { documentId } = submission.item;
    const made = await changesDuring(async () => {
      await press(app, editor, LINK, documentId, 'unpublish');
      await manager().post(`/review/submissions/${submission.id}/reopen`);
      await approve(app, reviewer, submission);
    });
    expect(made).toEqual([
      ['withdrawn', documentId],
      ['entered', documentId],
    ]);
  });

  it('says why it was withdrawn', async () => {
    const unpublished = await liveLink();
    const deleted = await liveLink();
    const before = await lastSeq(app);
    await press(app, editor, LINK, unpublished, 'unpublish');
    await manager().delete(contentManager(LINK, deleted));
    const reasons = (await changes(app, before)).map(({ document_id, reason }) => [
      document_id,
      reason,
    ]);
    expect(reasons).toEqual([
      [unpublished, 'unpublished'],
      [deleted, 'deleted'],
    ]);
    // The one that was deleted later has no draft either; its reason is of its time.
    await manager().delete(contentManager(LINK, unpublished));
    expect((await changes(app, before))[0]?.reason).toBe('unpublished');
  });
});

describe('whoever writes', () => {
  it('is followed by the query engine’s door', async () => {
    const shelf = await createCategory(app, editor);
    const item = await liveLink({ categories: [shelf.documentId] });
    const made = await changesDuring(() =>
      app.strapi.db.query(CATEGORY).update({ where: { id: shelf.id }, data: { name: 'By query' } }),
    );
    expect(made).toEqual([['altered', item]]);
  });

  it('is followed by SQL’s door, many rows or one', async () => {
    const shelf = await createCategory(app, editor);
    const items = [
      await liveLink({ categories: [shelf.documentId] }),
      await liveLink({ categories: [shelf.documentId] }),
    ];
    const made = await changesDuring(async () => {
      await app.sql(`update categories set name = 'By SQL' where id = $1`, [shelf.id]);
      await app.sql('delete from external_links where document_id = any ($1)', [items]);
    });
    expect(made.map(([change]) => change)).toEqual([
      'altered',
      'altered',
      'withdrawn',
      'withdrawn',
    ]);
  });

  it('is followed through a restored savepoint', async () => {
    const shelf = await createCategory(app, editor);
    await liveLink({ categories: [shelf.documentId] });
    const made = await changesDuring(() =>
      app.sql(`do $$ begin
        begin
          update categories set name = 'Never' where id = ${shelf.id};
          raise exception 'no';
        exception when raise_exception then null;
        end;
        update categories set name = name where id = ${shelf.id};
      end $$`),
    );
    expect(made).toEqual([]);
  });

  it('leaves nothing of a transaction that is rolled back', async () => {
    const item = await liveLink();
    const made = await changesDuring(() =>
      app.strapi.db
        .transaction(async () => {
          await app.strapi.documents(LINK).unpublish({ documentId: item });
          throw new Error('after all, no');
        })
        .catch(() => undefined),
    );
    expect(made).toEqual([]);
  });
});
