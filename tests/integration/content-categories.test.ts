import { startApp, type TestApp } from '../helpers/app';
import { api, type Answer } from '../helpers/http';
import { contentManager, uniqueTitle, type Envelope } from '../helpers/library';
import { createAdmin, type Admin } from '../helpers/people';

const CATEGORY = 'api::category.category';
const INSIDE_ITSELF = 'A category cannot stand inside itself';

let app: TestApp;
let admin: Admin;
beforeAll(async () => {
  app = await startApp();
  admin = await createAdmin(app, 'strapi-super-admin');
});
afterAll(async () => {
  await app.stop();
});

interface Category {
  id: number;
  documentId: string;
}

async function createCategory(parent?: Category): Promise<Category> {
  const values = { name: uniqueTitle('Category') };
  const { body } = await api(app.url)
    .as(admin.token)
    .post<Envelope<Category>>(contentManager(CATEGORY), {
      ...values,
      ...(parent === undefined ? {} : { parent: { connect: [{ documentId: parent.documentId }] } }),
    });
  return body.data;
}

/** Categories each inside the one before. */
async function createChain(length: number): Promise<[first: Category, last: Category]> {
  const first = await createCategory();
  let last = first;
  for (let made = 1; made < length; made += 1) last = await createCategory(last);
  return [first, last];
}

function move(child: Category, parent: Category): Promise<Answer<Envelope<unknown>>> {
  return api(app.url)
    .as(admin.token)
    .put(contentManager(CATEGORY, child.documentId), {
      parent: { connect: [{ documentId: parent.documentId }] },
    });
}

function moveBySql(child: Category, parent: Category): Promise<unknown> {
  return app.sql(
    'insert into categories_parent_lnk (category_id, inv_category_id) values ($1, $2)',
    [child.id, parent.id],
  );
}

/** How many categories stand in a circle. */
async function circles(): Promise<number> {
  const [row] = await app.sql<{ count: number }>(`
    with recursive above(start, id) as (
      select category_id, inv_category_id from categories_parent_lnk
      union select a.start, l.inv_category_id from above a join categories_parent_lnk l on l.category_id = a.id
    ) select count(*)::int as count from above where start = id`);
  return row?.count ?? -1;
}

describe.each([1, 2, 3, 8])('a chain of %d categories', (length) => {
  it('is no circle by the content manager, which says so', async () => {
    const [first, last] = await createChain(length);
    const { status, body } = await move(first, last);
    expect([status, body.error.message, await circles()]).toEqual([
      400,
      expect.stringContaining(INSIDE_ITSELF),
      0,
    ]);
  });

  it('is no circle by the document service', async () => {
    const [first, last] = await createChain(length);
    const data = { parent: last.documentId };
    await expect(
      app.strapi.documents(CATEGORY).update({ documentId: first.documentId, data }),
    ).rejects.toThrow(INSIDE_ITSELF);
  });

  it.each(['id', 'documentId'] as const)(
    'is no circle by the query engine, found by %s',
    async (key) => {
      const [first, last] = await createChain(length);
      await expect(
        app.strapi.db
          .query(CATEGORY)
          .update({ where: { [key]: first[key] }, data: { parent: last.id } }),
      ).rejects.toThrow();
      expect(await circles()).toBe(0);
    },
  );

  it('is no circle by SQL', async () => {
    const [first, last] = await createChain(length);
    await expect(moveBySql(first, last)).rejects.toThrow(INSIDE_ITSELF);
  });
});

describe('a category', () => {
  it('moves elsewhere in the tree', async () => {
    const [, last] = await createChain(3);
    const elsewhere = await createCategory();
    const { status } = await move(last, elsewhere);
    const [row] = await app.sql<{ parent: number }>(
      'select inv_category_id as parent from categories_parent_lnk where category_id = $1',
      [last.id],
    );
    expect([status, row?.parent]).toEqual([200, elsewhere.id]);
  });

  it('moves to the top', async () => {
    const [, last] = await createChain(2);
    const { status } = await api(app.url)
      .as(admin.token)
      .put(contentManager(CATEGORY, last.documentId), { parent: { set: [] } });
    expect(status).toBe(200);
  });

  it('closes no circle with another that moves at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [await createCategory(), await createCategory()];
      const answers = await Promise.all([move(one, other), move(other, one)]);
      const refused = answers.filter(({ status }) => status !== 200).map(({ status }) => status);
      expect([refused.length, await circles()]).toEqual([1, 0]);
      expect([400, 409]).toContain(refused[0]);
    }
  });

  it('closes no circle by SQL with another that moves at the same moment', async () => {
    const [one, other] = [await createCategory(), await createCategory()];
    const moves = await Promise.allSettled([moveBySql(one, other), moveBySql(other, one)]);
    expect([moves.filter(({ status }) => status === 'fulfilled').length, await circles()]).toEqual([
      1, 0,
    ]);
  });
});
