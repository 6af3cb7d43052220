import { startApp, type TestApp } from '../helpers/app';
import { stateOf } from '../helpers/doors';
import { api } from '../helpers/http';
import { approve, liveTitles, submitLink } from '../helpers/library';
import { createAdmin, createMember } from '../helpers/people';

// Starts take their time on a busy machine, and some tests have several.
jest.setTimeout(180_000);

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(async () => {
  await app.stop();
});

async function restart(): Promise<void> {
  await app.stop({ leave: true });
  app = await startApp({ continues: app });
}

const memberActions = (): Promise<{ type: string; action: string }[]> =>
  app.sql(`
    select r.type, p.action from up_permissions p
    join up_permissions_role_lnk l on l.permission_id = p.id join up_roles r on r.id = l.role_id
    order by 1, 2`);
const adminActions = (): Promise<{ code: string; action: string; subject: string }[]> =>
  app.sql(`
    select r.code, p.action, p.subject from admin_permissions p
    join admin_permissions_role_lnk l on l.permission_id = p.id join admin_roles r on r.id = l.role_id
    order by 1, 2, 3`);

describe('the first start', () => {
  it('grants the public reading and files of what is live, and no part in submissions', async () => {
    const granted = await memberActions();
    const own = granted
      .filter(
        ({ type, action }) => type === 'public' && !action.startsWith('plugin::users-permissions'),
      )
      .map(({ action }) => action);
    expect(own).toEqual([
      'api::catalogue.catalogue.find',
      'api::category.category.find',
      'api::category.category.findOne',
      'api::external-link.external-link.find',
      'api::external-link.external-link.findOne',
      'api::information-source.information-source.find',
      'api::information-source.information-source.findOne',
      'api::library-document.library-document.find',
      'api::library-document.library-document.findOne',
      expect.stringContaining('plugin::review.live-file.'),
    ]);
  });

  it('grants members their own submissions', async () => {
    const granted = (await memberActions())
      .filter(
        ({ type, action }) => type === 'authenticated' && action.includes('review.submission'),
      )
      .map(({ action }) => action.split('.').at(-1));
    expect(granted).toEqual(['create', 'delete', 'file', 'find', 'findOne', 'update']);
  });

  it('gives the right to decide to reviewers and super admins only', async () => {
    const granted = (await adminActions()).filter(
      ({ action }) => action === 'plugin::review.submission.decide',
    );
    expect(granted.map(({ code }) => code)).toEqual(['review-reviewer', 'strapi-super-admin']);
  });

  it('leaves no API token that nobody asked for', async () => {
    expect(await app.sql('select name from strapi_api_tokens')).toEqual([]);
  });
});

describe('a restart', () => {
  it('changes no permission that is as the first start made it', async () => {
    const before = [await memberActions(), await adminActions()];
    await restart();
    expect([await memberActions(), await adminActions()]).toEqual(before);
  });

  it('leaves an administrator’s later changes of roles', async () => {
    await app.sql(`delete from up_permissions where action = 'plugin::review.submission.delete'`);
    await app.sql(`
      delete from admin_permissions where id in (
        select l.permission_id from admin_permissions_role_lnk l
        join admin_roles r on r.id = l.role_id join admin_permissions p on p.id = l.permission_id
        where r.code = 'review-reviewer' and p.action = 'plugin::review.submission.decide')`);
    const before = [await memberActions(), await adminActions()];
    await restart();
    expect([await memberActions(), await adminActions()]).toEqual(before);
  });

  it('opens the catalogue of a library from before it had one, and no catalogue that was closed', async () => {
    const open = `select from up_permissions where action = 'api::catalogue.catalogue.find'`;
    await app.sql(`delete from up_permissions where action = 'api::catalogue.catalogue.find'`);
    await restart();
    expect(await app.sql(open)).toHaveLength(0);
    // What a start noted before there was a catalogue.
    await app.sql(
      `update strapi_core_store_settings set value = 'true', type = 'boolean' where key = 'core_library_first-start'`,
    );
    await restart();
    expect(await app.sql(open)).toHaveLength(2);
  });

  it('has the catalogue follow again where its triggers were dropped or disabled', async () => {
    await app.sql('drop trigger catalogue_note_insert on external_links');
    await app.sql('alter table external_links disable trigger catalogue_note_delete');
    await app.sql('alter table catalogue_unsettled disable trigger catalogue_settle');
    await restart();
    const disabled = await app.sql(
      `select tgname from pg_trigger where tgname like 'catalogue%' and tgenabled <> 'O'`,
    );
    expect(disabled).toEqual([]);
    const submission = await submitLink(app, await createMember(app));
    await approve(app, await createAdmin(app, 'strapi-super-admin'), submission);
    const { status } = await api(app.url).get(`/api/catalogue/${submission.item.documentId}`);
    expect(status).toBe(200);
  });

  it('makes no Reviewer role anew that was deleted or renamed', async () => {
    await app.sql(
      `update admin_roles set name = 'Curator', code = 'curator' where code = 'review-reviewer'`,
    );
    await restart();
    const roles = await app.sql<{ code: string }>('select code from admin_roles order by code');
    expect(roles.map(({ code }) => code)).toEqual([
      'curator',
      'strapi-author',
      'strapi-editor',
      'strapi-super-admin',
    ]);
  });

  it('makes nothing pending live and takes nothing live down', async () => {
    const member = await createMember(app);
    const reviewer = await createAdmin(app, 'review-reviewer');
    const live = await submitLink(app, member);
    await approve(app, reviewer, live);
    const pending = await submitLink(app, member);
    await restart();
    expect([
      await liveTitles(app, 'external_links'),
      await stateOf(app, pending.item.documentId),
    ]).toEqual([[live.item.title], 'pending']);
  });

  it('puts guards back that were dropped', async () => {
    await app.sql('drop trigger review_guard_row on external_links');
    await app.sql('drop index external_links_one_live');
    await restart();
    expect((await api(app.url).get('/_ready')).status).toBe(200);
  });

  it('puts guards to work again that were disabled', async () => {
    await app.sql('alter table external_links disable trigger review_guard_row');
    await restart();
    expect((await api(app.url).get('/_ready')).status).toBe(200);
  });
});
