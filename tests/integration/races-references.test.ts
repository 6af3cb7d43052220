import { startApp, type TestApp } from '../helpers/app';
import { CATEGORY, createCategory, createSource, differences, SOURCE } from '../helpers/catalogue';
import { api } from '../helpers/http';
import { approve, contentManager, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let admin: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp();
  admin = await createAdmin(app, 'strapi-super-admin');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});

const manager = () => api(app.url).as(admin.token);

describe.each([
  ['a category', CATEGORY, createCategory],
  ['a source', SOURCE, createSource],
])('%s', (_, uid, create) => {
  it('is renamed or deleted by two editors at once, and the server lives on', async () => {
    for (let round = 0; round < 15; round += 1) {
      const { documentId } = await create(app, admin);
      const address = contentManager(uid, documentId);
      const answers = await Promise.all([
        manager().put(address, { name: `Renamed ${round}` }),
        manager().delete(address),
        manager().put(address, { name: `Renamed again ${round}` }),
      ]);
      for (const { status } of answers) expect([200, 404, 409]).toContain(status);
    }
  });
});

describe('an approval while its category is renamed', () => {
  it('enters under the name the category has in the end', async () => {
    const names: string[] = [];
    for (let round = 0; round < 15; round += 1) {
      const { documentId } = await createCategory(app, admin);
      const submission = await submitLink(app, member, { categories: [documentId] });
      names.push(`Final ${round}`);
      const [, renamed] = await Promise.all([
        approve(app, admin, submission),
        manager().put(contentManager(CATEGORY, documentId), { name: `Final ${round}` }),
      ]);
      expect(renamed.status).toBe(200);
    }
    const shown = await app.sql<{ name: string }>(
      `select printed::json #>> '{categories,0,name}' as name from catalogue_entry order by entered`,
    );
    expect(shown.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(await differences(app)).toEqual([]);
  });
});
