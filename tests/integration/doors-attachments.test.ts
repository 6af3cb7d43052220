import { startApp, type TestApp } from '../helpers/app';
import { violations } from '../helpers/invariants';
import { approve, DOCUMENT, submitDocument } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

const BY_APPROVAL = /published by approval only/;
const BELONGS = /belongs to the live item/;

interface Held {
  /** The row that carries the file, and the file's own row. */
  row: number;
  file: number;
}

let app: TestApp;
let member: Member;
let reviewer: Admin;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
});
// Whatever the tests did, and whoever was refused: what must hold, holds.
afterAll(async () => {
  const found = await violations(app);
  await app.stop();
  expect(found).toEqual([]);
});

async function heldBy(itemId: string, version: 'draft' | 'live'): Promise<Held> {
  const is = version === 'draft' ? 'null' : 'not null';
  const [held] = await app.sql<Held>(
    `select d.id as row, m.file_id as file from library_documents d
     join files_related_mph m on m.related_id = d.id and m.related_type = $2
     where d.document_id = $1 and d.published_at is ${is}`,
    [itemId, DOCUMENT],
  );
  if (held === undefined) throw new Error(`The ${version} row of ${itemId} holds no file`);
  return held;
}

async function live(): Promise<Held> {
  const submission = await submitDocument(app, member);
  await approve(app, reviewer, submission);
  return heldBy(submission.item.documentId, 'live');
}
async function pending(): Promise<Held> {
  return heldBy((await submitDocument(app, member)).item.documentId, 'draft');
}

describe('SQL, at the file a live document holds,', () => {
  const OF_ROW = `related_type = '${DOCUMENT}' and related_id = $1`;

  it('takes it from the document by no delete', async () => {
    const { row } = await live();
    await expect(app.sql(`delete from files_related_mph where ${OF_ROW}`, [row])).rejects.toThrow(
      BY_APPROVAL,
    );
  });

  it('puts no other file in its place', async () => {
    const { row } = await live();
    const other = await pending();
    await expect(
      app.sql(`update files_related_mph set file_id = $2 where ${OF_ROW}`, [row, other.file]),
    ).rejects.toThrow(BY_APPROVAL);
  });

  it('hangs no second file beside it', async () => {
    const { row } = await live();
    const other = await pending();
    await expect(
      app.sql(
        `insert into files_related_mph (file_id, related_id, related_type, field)
         values ($2, $1, '${DOCUMENT}', 'file')`,
        [row, other.file],
      ),
    ).rejects.toThrow(BY_APPROVAL);
  });

  it('moves no file from a pending document to a live one', async () => {
    const { row } = await live();
    const other = await pending();
    await expect(
      app.sql(`update files_related_mph set related_id = $2 where ${OF_ROW}`, [other.row, row]),
    ).rejects.toThrow(BY_APPROVAL);
  });

  it('moves it to no pending document', async () => {
    const { row } = await live();
    const other = await pending();
    await expect(
      app.sql(`update files_related_mph set related_id = $2 where ${OF_ROW}`, [row, other.row]),
    ).rejects.toThrow(BY_APPROVAL);
  });

  it.each(['name', 'hash', 'ext', 'mime', 'url', 'provider', 'sha256'])(
    'gives it no other %s',
    async (column) => {
      const { file } = await live();
      const statement = `update files set ${column} = ${column} || 'x' where id = $1`;
      await expect(app.sql(statement, [file])).rejects.toThrow(BELONGS);
    },
  );

  it.each(['size', 'size_in_bytes'])('gives it no other %s', async (column) => {
    const { file } = await live();
    const statement = `update files set ${column} = 1 where id = $1`;
    await expect(app.sql(statement, [file])).rejects.toThrow(BELONGS);
  });

  it('deletes it not', async () => {
    const { file } = await live();
    await expect(app.sql('delete from files where id = $1', [file])).rejects.toThrow();
    expect(await app.sql('select 1 from files where id = $1', [file])).toHaveLength(1);
  });
});

describe('the query engine, at the file a live document holds,', () => {
  const files = () => app.strapi.db.query('plugin::upload.file');

  it('changes its bytes’ place by no update', async () => {
    const { file } = await live();
    const data = { hash: 'another', url: '/uploads/another.pdf' };
    await expect(files().update({ where: { id: file }, data })).rejects.toThrow(BELONGS);
  });

  it('changes many by no update either', async () => {
    const { file } = await live();
    const data = { sha256: 'a'.repeat(64) };
    await expect(files().updateMany({ where: { id: file }, data })).rejects.toThrow(BELONGS);
  });

  it('deletes it not', async () => {
    const { file } = await live();
    await expect(files().delete({ where: { id: file } })).rejects.toThrow();
    expect(await app.sql('select 1 from files where id = $1', [file])).toHaveLength(1);
  });

  it('gives the live row no other file', async () => {
    const { row } = await live();
    const other = await pending();
    await expect(
      app.strapi.db.query(DOCUMENT).update({ where: { id: row }, data: { file: other.file } }),
    ).rejects.toThrow(BY_APPROVAL);
  });

  it('takes the live row’s file by no empty value', async () => {
    const { row } = await live();
    await expect(
      app.strapi.db.query(DOCUMENT).update({ where: { id: row }, data: { file: null } }),
    ).rejects.toThrow(BY_APPROVAL);
  });
});
