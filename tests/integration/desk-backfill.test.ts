import { startApp, type TestApp } from '../helpers/app';
import { createCategory } from '../helpers/desk';
import { createInManager } from '../helpers/doors';
import { makePdf } from '../helpers/files';
import { approve, submitDocument, submitLink } from '../helpers/library';
import { createAdmin, createMember } from '../helpers/people';
import { changeSettings } from '../helpers/review-settings';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await app.stop();
});

describe('a library from before dates and categories were kept', () => {
  it('has them after the next start', async () => {
    const member = await createMember(app);
    const reviewer = await createAdmin(app, 'strapi-super-admin');
    const law = await createCategory(app, 'Law');
    const courts = await createCategory(app, 'Courts', law);
    await changeSettings(app, { dueDays: 3, dueDaysByCategory: [{ category: law, days: 7 }] });
    await submitDocument(app, member, { categories: [law, courts] });
    const bare = await createInManager(app, reviewer, { title: 'Only a title' });
    const filed = await submitLink(app, member, { categories: [courts] });
    await approve(app, reviewer, filed);
    await submitDocument(app, member, {}, await makePdf('A file'));
    const facts = () =>
      app.sql(
        `select id, category_ids, missing, case when state = 'pending' then due_on::text end as due
           from review_submissions order by id`,
      );
    const before = await facts();
    await app.sql(
      `update review_submissions set category_ids = '{}', missing = '{}', due_on = null`,
    );
    await app.sql(`delete from strapi_core_store_settings where key = 'plugin_review_queue-facts'`);
    await app.stop({ leave: true });
    app = await startApp({ continues: app });
    expect(await facts()).toEqual(before);
    const [row] = await app.sql('select missing from review_submissions where item_id = $1', [
      bare,
    ]);
    expect(row?.missing).toEqual(['url', 'description']);
  });

  it('is left alone by the start after that', async () => {
    await app.sql(`update review_submissions set missing = '{known}'`);
    await app.stop({ leave: true });
    app = await startApp({ continues: app });
    const kept = await app.sql('select distinct missing from review_submissions');
    expect(kept).toEqual([{ missing: ['known'] }]);
  });
});
