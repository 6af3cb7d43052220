import type { ReviewSettings, SettingsProblem } from '../../src/plugins/review/shared/desk';
import { startApp, type TestApp } from '../helpers/app';
import { CATEGORY, createCategory } from '../helpers/catalogue';
import { api } from '../helpers/http';
import { contentManager, type Envelope } from '../helpers/library';
import { createAdmin, type Admin } from '../helpers/people';
import { readSettings } from '../helpers/review-settings';

let app: TestApp;
let admin: Admin;
beforeAll(async () => {
  app = await startApp();
  admin = await createAdmin(app, 'strapi-super-admin');
});
afterAll(async () => {
  await app.stop();
});

async function save(changes: Partial<ReviewSettings>, by = admin) {
  const data = { ...(await readSettings(app)), ...changes };
  return api(app.url).as(by.token).put<Envelope<ReviewSettings>>('/review/settings', { data });
}

async function problemsOf(changes: Partial<ReviewSettings>): Promise<unknown[]> {
  const { status, body } = await save(changes);
  expect(status).toBe(400);
  const problems = body.error.details.problems as SettingsProblem[];
  return problems.map(({ path, rule }) => [path.join('.'), rule]);
}

describe('settings', () => {
  it('that name a category or a reviewer who does not exist are refused there', async () => {
    const scope = { reviewer: admin.id, categories: ['nothing'] };
    const problems = await problemsOf({
      dueDaysByCategory: [{ category: 'nowhere', days: 2 }],
      scopes: [scope, { reviewer: 999_999, categories: ['nothing'] }],
    });
    expect(problems).toEqual([
      ['dueDaysByCategory.0.category', 'unknown'],
      ['scopes.0.categories', 'unknown'],
      ['scopes.1.categories', 'unknown'],
      ['scopes.1.reviewer', 'unknown'],
    ]);
    expect((await readSettings(app)).scopes).toEqual([]);
  });

  it('can be saved although a category they name was deleted since', async () => {
    const { documentId } = await createCategory(app, admin);
    const dueDaysByCategory = [{ category: documentId, days: 2 }];
    expect((await save({ dueDaysByCategory })).status).toBe(200);
    await api(app.url).as(admin.token).delete(contentManager(CATEGORY, documentId));
    expect((await save({ claimMinutes: 7 })).status).toBe(200);
    expect(await readSettings(app)).toMatchObject({ claimMinutes: 7, dueDaysByCategory });
  });

  it('are kept by whoever has that right, whatever their role', async () => {
    const editor = await createAdmin(app, [{ action: 'plugin::review.settings.manage' }]);
    const reviewer = await createAdmin(app, 'review-reviewer');
    expect((await save({ dueDays: 9 }, editor)).status).toBe(200);
    expect((await save({ dueDays: 8 }, reviewer)).status).toBe(403);
    expect((await readSettings(app)).dueDays).toBe(9);
  });
});
