import { startApp, type TestApp } from '../helpers/app';
import { stateOf } from '../helpers/doors';
import { api } from '../helpers/http';
import { violations } from '../helpers/invariants';
import { approve, contentManager, submitLink, type Envelope } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

const CATEGORY = 'api::category.category';

let app: TestApp;
let member: Member;
let admin: Admin;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  admin = await createAdmin(app, 'strapi-super-admin');
});
afterAll(async () => {
  await app.stop();
});

async function createCategory(name: string): Promise<string> {
  const { body } = await api(app.url)
    .as(admin.token)
    .post<Envelope<{ documentId: string }>>(contentManager(CATEGORY), { name });
  return body.data.documentId;
}

describe('a category that a live item is filed in', () => {
  it('can be renamed without a new decision', async () => {
    const category = await createCategory('Old name');
    const submission = await submitLink(app, member, { categories: [category] });
    await approve(app, admin, submission);
    const { status } = await api(app.url)
      .as(admin.token)
      .put(contentManager(CATEGORY, category), { name: 'New name' });
    expect([status, await stateOf(app, submission.item.documentId)]).toEqual([200, 'approved']);
  });

  it.each(['Delete', 'bulk Delete'])(
    'leaves what is live as approved, tried to %s',
    async (way) => {
      const category = await createCategory('To be deleted');
      const submission = await submitLink(app, member, { categories: [category] });
      await approve(app, admin, submission);
      const client = api(app.url).as(admin.token);
      await (way === 'Delete'
        ? client.delete(contentManager(CATEGORY, category))
        : client.post(`${contentManager(CATEGORY)}/actions/bulkDelete`, {
            documentIds: [category],
          }));
      const found = await violations(app);
      expect(found.filter((sentence) => sentence.includes('live'))).toEqual([]);
    },
  );
});
