import { startApp, type TestApp } from '../helpers/app';
import { api } from '../helpers/http';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  // Readiness logs each missing guard, dozens of times here.
  app.strapi.log.silent = true;
});
afterAll(async () => {
  await app.stop();
});

const TRIGGERS = [
  ['review_guard_row', 'library_documents'],
  ['review_guard_row', 'external_links'],
  ['review_guard_relation', 'library_documents_categories_lnk'],
  ['review_guard_relation', 'library_documents_source_lnk'],
  ['review_guard_relation', 'external_links_categories_lnk'],
  ['review_guard_relation', 'external_links_source_lnk'],
  ['review_guard_attachment', 'files_related_mph'],
  ['review_guard_file', 'files'],
  ['review_events_only_grow', 'review_events'],
  ['review_events_not_emptied', 'review_events'],
  ['review_log_head_follows', 'review_log_head'],
  ['review_log_head_not_emptied', 'review_log_head'],
] as const;
const INDEXES = [
  'library_documents_one_draft',
  'library_documents_one_live',
  'external_links_one_draft',
  'external_links_one_live',
] as const;

async function readiness(): Promise<number> {
  return (await api(app.url).get('/_ready')).status;
}

/** Readiness while one statement is in force and after another has taken it back. */
async function whileBroken(breaking: string, mending: string): Promise<[number, number]> {
  await app.sql(breaking);
  const broken = await readiness();
  await app.sql(mending);
  return [broken, await readiness()];
}

describe('readiness', () => {
  it('is told without logging in, and kept by no cache', async () => {
    const { status, body, headers } = await api(app.url).get('/_ready');
    expect([status, body, headers.get('cache-control')]).toEqual([
      200,
      { ready: true },
      'no-store',
    ]);
  });

  it('says nothing of what is missing to whoever asks', async () => {
    await app.sql('alter table files disable trigger review_guard_file');
    const { body } = await api(app.url).get('/_ready');
    await app.sql('alter table files enable trigger review_guard_file');
    expect(body).toEqual({ ready: false });
  });

  it.each(TRIGGERS)('is lost while %s on %s is disabled', async (trigger, table) => {
    expect(
      await whileBroken(
        `alter table ${table} disable trigger ${trigger}`,
        `alter table ${table} enable trigger ${trigger}`,
      ),
    ).toEqual([503, 200]);
  });

  it.each(TRIGGERS)(
    'is lost while %s on %s would fire for replicas only',
    async (trigger, table) => {
      expect(
        await whileBroken(
          `alter table ${table} enable replica trigger ${trigger}`,
          `alter table ${table} enable trigger ${trigger}`,
        ),
      ).toEqual([503, 200]);
    },
  );

  it.each(TRIGGERS)('is lost while there is no %s on %s', async (trigger, table) => {
    const [row] = await app.sql<{ definition: string }>(
      `select pg_get_triggerdef(oid) as definition from pg_trigger
       where tgname = $1 and tgrelid = $2::regclass`,
      [trigger, table],
    );
    expect(await whileBroken(`drop trigger ${trigger} on ${table}`, row?.definition ?? '')).toEqual(
      [503, 200],
    );
  });

  it.each(INDEXES)('is lost while there is no index %s', async (index) => {
    const [row] = await app.sql<{ definition: string }>(
      'select pg_get_indexdef($1::regclass) as definition',
      [index],
    );
    expect(await whileBroken(`drop index ${index}`, row?.definition ?? '')).toEqual([503, 200]);
  });

  it('is lost while a trigger of the catalogue is disabled', async () => {
    expect(
      await whileBroken(
        'alter table external_links disable trigger catalogue_note_update',
        'alter table external_links enable trigger catalogue_note_update',
      ),
    ).toEqual([503, 200]);
  });

  it.each([
    ['catalogue_refresh', '(ids text[]) returns bigint', 'select 0::bigint'],
    ['review_approved_now', '(type text, item text) returns boolean', 'select true'],
  ])('is lost while the function %s does something else', async (name, signature, does) => {
    const [row] = await app.sql<{ definition: string }>(
      'select pg_get_functiondef($1::regproc) as definition',
      [name],
    );
    const other = `create or replace function ${name}${signature} language sql as '${does}'`;
    expect(await whileBroken(other, row?.definition ?? '')).toEqual([503, 200]);
  });
});
