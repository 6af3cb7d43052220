import type { Core } from '@strapi/strapi';
import { startApp, type TestApp } from '../helpers/app';
import { liveRowOf } from '../helpers/doors';
import { violations } from '../helpers/invariants';
import { approve, DOCUMENT, LINK, submitDocument, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let member: Member;
let reviewer: Admin;
interface Reference {
  id: number;
  documentId: string;
}
let shelf: Reference;
let source: Reference;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
  shelf = (await query('api::category.category').create({
    data: { name: 'Shelf' },
  })) as Reference;
  source = (await query('api::information-source.information-source').create({
    data: { name: 'Source', url: 'https://example.org/' },
  })) as Reference;
});
// Whatever the tests did, and whoever was refused: what must hold, holds.
afterAll(async () => {
  const found = await violations(app);
  await app.stop();
  expect(found).toEqual([]);
});

/** The query engine, which no middleware of the document service sees. */
function query(uid: string): ReturnType<Core.Strapi['db']['query']> {
  return app.strapi.db.query(uid);
}

const TYPES = [
  { name: 'document', uid: DOCUMENT, table: 'library_documents' },
  { name: 'external link', uid: LINK, table: 'external_links' },
] as const;
type Kind = (typeof TYPES)[number];

async function pendingOf({ uid }: Kind): Promise<string> {
  const values = { categories: [shelf.documentId], source: source.documentId };
  const submit = uid === DOCUMENT ? submitDocument : submitLink;
  return (await submit(app, member, values)).item.documentId;
}

async function liveOf(kind: Kind): Promise<string> {
  const item = await pendingOf(kind);
  const [row] = await app.sql<{ id: string }>(
    'select id from review_submissions where item_id = $1',
    [item],
  );
  await approve(app, reviewer, { id: row?.id ?? '' });
  return item;
}

const LIVE = { $notNull: true };
const now = new Date();
const BY_APPROVAL = /published by approval only/;

describe.each(TYPES)('the query engine, at a $name', (kind) => {
  const { uid, table } = kind;

  it('creates no live row', async () => {
    const data = { title: 'x', description: 'x', url: 'https://example.org', publishedAt: now };
    await expect(query(uid).create({ data })).rejects.toThrow(BY_APPROVAL);
  });

  it('creates no live rows by the hundred', async () => {
    const data = [{ documentId: 'a', title: 'x', slug: 'a', publishedAt: now }];
    await expect(query(uid).createMany({ data })).rejects.toThrow(BY_APPROVAL);
  });

  it('creates no live row beside a pending draft', async () => {
    const documentId = await pendingOf(kind);
    const data = { documentId, title: 'x', publishedAt: now };
    await expect(query(uid).create({ data })).rejects.toThrow(BY_APPROVAL);
  });

  it('makes no live row of a draft', async () => {
    const documentId = await pendingOf(kind);
    const row = (await query(uid).findOne({ where: { documentId } })) as { id: number };
    await expect(
      query(uid).update({ where: { id: row.id }, data: { publishedAt: now } }),
    ).rejects.toThrow(BY_APPROVAL);
  });

  it('makes no live rows of drafts', async () => {
    const documentId = await pendingOf(kind);
    await expect(
      query(uid).updateMany({ where: { documentId }, data: { publishedAt: now } }),
    ).rejects.toThrow(BY_APPROVAL);
  });

  it.each(['title', 'description', 'body', 'publisher', 'publishedDate', 'language', 'slug'])(
    'changes no %s of a live row',
    async (field) => {
      const documentId = await liveOf(kind);
      const before = await liveRowOf(app, table, documentId);
      await expect(
        query(uid).updateMany({
          where: { documentId, publishedAt: LIVE },
          data: { [field]: field === 'language' ? 'cy' : '2001' },
        }),
      ).rejects.toThrow(BY_APPROVAL);
      expect(await liveRowOf(app, table, documentId)).toEqual(before);
    },
  );

  it.each(['categories', 'source'])('takes a live row out of no %s', async (field) => {
    const documentId = await liveOf(kind);
    const row = (await query(uid).findOne({ where: { documentId, publishedAt: LIVE } })) as {
      id: number;
    };
    await expect(
      query(uid).update({ where: { id: row.id }, data: { [field]: { set: [] } } }),
    ).rejects.toThrow(BY_APPROVAL);
  });
});

describe.each(TYPES)('SQL, at a $name', (kind) => {
  const { table } = kind;

  it('makes no draft live', async () => {
    const item = await pendingOf(kind);
    await expect(
      app.sql(`update ${table} set published_at = now() where document_id = $1`, [item]),
    ).rejects.toThrow(BY_APPROVAL);
  });

  it('inserts no live row, even as a copy of an approved one', async () => {
    const item = await liveOf(kind);
    await expect(
      app.sql(
        `insert into ${table} (document_id, title, slug, description, published_at)
         select 'copy-of-' || document_id, title, slug || '-copy', description, published_at
         from ${table} where document_id = $1 and published_at is not null`,
        [item],
      ),
    ).rejects.toThrow(BY_APPROVAL);
  });

  it('hands no live row to another item', async () => {
    const from = await liveOf(kind);
    const to = await pendingOf(kind);
    await expect(
      app.sql(
        `update ${table} set document_id = $2 where document_id = $1 and published_at is not null`,
        [from, to],
      ),
    ).rejects.toThrow(BY_APPROVAL);
  });

  it('turns no live row into a draft', async () => {
    const item = await liveOf(kind);
    await expect(
      app.sql(
        `update ${table} set published_at = null where document_id = $1 and published_at is not null`,
        [item],
      ),
    ).rejects.toThrow(BY_APPROVAL);
  });

  it('keeps one live row per item, whoever writes', async () => {
    const item = await liveOf(kind);
    await expect(
      asApprover(
        item,
        `insert into ${table} (document_id, title, slug, description, published_at)
         values ('${item}', 'Twice', 'twice-${item}', 'x', now())`,
      ),
    ).rejects.toThrow(`${table}_one_live`);
  });

  it('keeps one draft per item, whoever writes', async () => {
    const item = await pendingOf(kind);
    await expect(
      app.sql(
        `insert into ${table} (document_id, title, slug, description)
         values ($1::text, 'Twice', 'twice-' || $1::text, 'x')`,
        [item],
      ),
    ).rejects.toThrow(`${table}_one_draft`);
  });

  it.each(['categories', 'source'])('adds no %s to a live row', async (field) => {
    const item = await liveOf(kind);
    const [link, own, target] = linkTable(table, field);
    await expect(
      app.sql(
        `insert into ${link} (${own}, ${target}) select id, $2::int from ${table}
         where document_id = $1 and published_at is not null`,
        [item, field === 'source' ? source.id : (await anotherShelf()).id],
      ),
    ).rejects.toThrow(BY_APPROVAL);
  });

  it.each(['categories', 'source'])('moves no %s from a live row to another', async (field) => {
    const item = await liveOf(kind);
    const other = await pendingOf(kind);
    const [link, own] = linkTable(table, field);
    await expect(
      app.sql(
        `update ${link} set ${own} = (select id from ${table} where document_id = $2)
         where ${own} = (select id from ${table} where document_id = $1 and published_at is not null)`,
        [item, other],
      ),
    ).rejects.toThrow(BY_APPROVAL);
  });

  it.each(['categories', 'source'])('takes no %s from a live row', async (field) => {
    const item = await liveOf(kind);
    const [link, own] = linkTable(table, field);
    await expect(
      app.sql(
        `delete from ${link} where ${own} = (select id from ${table}
         where document_id = $1 and published_at is not null)`,
        [item],
      ),
    ).rejects.toThrow(BY_APPROVAL);
  });
});

function linkTable(table: string, field: string): [string, string, string] {
  const own = table === 'library_documents' ? 'library_document_id' : 'external_link_id';
  return field === 'source'
    ? [`${table}_source_lnk`, own, 'information_source_id']
    : [`${table}_categories_lnk`, own, 'category_id'];
}

function anotherShelf(): Promise<{ id: number }> {
  return query('api::category.category').create({ data: { name: 'Another shelf' } });
}

/** Runs SQL in a transaction that passes for the item's approval; rolled back by its own failure. */
async function asApprover(item: string, text: string): Promise<void> {
  await app.strapi.db.connection.transaction(async (trx) => {
    await trx.raw(
      'update review_submissions set approved_in = pg_current_xact_id() where item_id = ?',
      [item],
    );
    await trx.raw(text);
  });
}
