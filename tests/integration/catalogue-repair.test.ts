import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from 'pg';

import { installCatalogue } from '../../src/api/catalogue/database/install';
import { installDatabaseRules } from '../../src/content/database-rules';
import { installDatabase } from '../../src/plugins/review/server/src/database/install';
import { reviewableTypes } from '../../src/plugins/review/server/src/plugin-types';
import { startApp, type TestApp } from '../helpers/app';
import { changes, createCategory, differences, entries, liveItems } from '../helpers/catalogue';
import { approve, submitLink } from '../helpers/library';
import { createAdmin, createMember } from '../helpers/people';

let app: TestApp;
let ids: string[];
beforeAll(async () => {
  app = await startApp();
  const reviewer = await createAdmin(app, 'review-reviewer');
  const editor = await createAdmin(app, 'strapi-super-admin');
  const member = await createMember(app);
  const category = await createCategory(app, editor);
  ids = [];
  for (let i = 0; i < 3; i += 1) {
    const submission = await submitLink(app, member, { categories: [category.documentId] });
    await approve(app, reviewer, submission);
    ids.push(submission.item.documentId);
  }
});
afterAll(async () => {
  await app.stop();
});

interface Told {
  code: number;
  text: string;
}

function command(...args: string[]): Promise<Told> {
  const env = { ...process.env, DATABASE_URL: app.databaseUrl };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['scripts/run.mjs', 'catalogue', ...args],
      { env },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), text: stdout + stderr });
      },
    );
  });
}

/** Past the triggers, as a broken disk or a careless hand would. */
const DAMAGES: Record<string, string> = {
  'an entry that was deleted': 'delete from catalogue_entry where document_id = $1',
  'an entry of nothing live': `insert into catalogue_entry select (jsonb_populate_record(e, jsonb_build_object('document_id', 'nobody',
    'seq', e.seq + 100000, 'entered', e.entered + 100000))).* from catalogue_entry e where document_id = $1`,
  'a title that was changed': `update catalogue_entry set title = 'x' where document_id = $1`,
  'a text that was changed where it is printed': `update catalogue_entry set printed = replace(printed, 'About', 'Abuot') where document_id = $1`,
  'a search vector that was emptied': `update catalogue_entry set search = '' where document_id = $1`,
  'an entry filed nowhere': 'delete from catalogue_filing where document_id = $1',
  'an entry filed elsewhere': `insert into catalogue_filing select 'elsewhere', document_id, kind, language, date_added, entered, title_key, published_key
    from catalogue_filing where document_id = $1`,
  'a filing out of order': `update catalogue_filing set date_added = '2001-01-01' where document_id = $1`,
  'a count too high': `update catalogue_count set entries = entries + (select count(*) from catalogue_entry where document_id = $1)`,
  'a word that was lost': `delete from catalogue_word where word = 'about' and $1::text is not null`,
  'a number that was changed': `update catalogue_entry set seq = seq + 1000 where document_id = $1`,
};

describe.each(Object.entries(DAMAGES))('%s', (_, sql) => {
  it('is told by verify and mended by rebuild', async () => {
    expect(await differences(app)).toEqual([]);
    await app.sql(sql, [ids[0]]);
    expect((await differences(app)).length).toBeGreaterThan(0);
    await app.sql('select catalogue_rebuild()');
    expect(await differences(app)).toEqual([]);
    expect(await entries(app)).toEqual(await liveItems(app));
  });
});

describe('the command', () => {
  it('says that all is well, and ends with 0', async () => {
    const { code, text } = await command('verify');
    expect([code, text]).toEqual([0, expect.stringContaining('what the live rows say: 3 items')]);
  });

  it('names each difference, ends with 1, and mends them when asked', async () => {
    await app.sql(`update catalogue_entry set title = 'x' where document_id = any ($1)`, [
      ids.slice(0, 2),
    ]);
    const found = await command('verify');
    expect(found.code).toBe(1);
    for (const id of ids.slice(0, 2))
      expect(found.text).toContain(`${id}: its entry says something else`);
    expect(found.text).not.toContain(`${String(ids[2])}:`);
    expect((await command('rebuild')).code).toBe(0);
    expect((await command('verify')).code).toBe(0);
  });

  it.each([[], ['nonsense'], ['verify', 'more'], ['successor', 'one']])(
    'explains itself to %j',
    async (...args) => {
      const { code, text } = await command(...args);
      expect([code, text]).toEqual([1, expect.stringMatching(/^Say what to do: verify, rebuild/m)]);
    },
  );

  it('names the successor of a withdrawn item, and of no other', async () => {
    const [gone, next] = [String(ids[0]), String(ids[1])];
    expect((await command('successor', gone, next)).text).toContain('There is no withdrawn item');
    await app.sql('delete from external_links where document_id = $1', [gone]);
    expect((await command('successor', gone, 'nobody')).text).toContain(
      'There is no live item nobody',
    );
    expect((await command('successor', gone, next)).code).toBe(0);
    const response = await fetch(`${app.url}/api/catalogue/${gone}`);
    const { error } = (await response.json()) as { error: { details: unknown } };
    expect([response.status, error.details]).toMatchObject([
      410,
      { tombstone: { successor: next, reason: 'deleted' } },
    ]);
    expect((await changes(app)).at(-1)).toMatchObject({
      change: 'withdrawn',
      document_id: gone,
      is_latest: true,
    });
    expect(await differences(app)).toEqual([]);
  });
});

describe('a rebuild', () => {
  it('leaves readers the old answers until it ends', async () => {
    await app.sql(`update catalogue_entry set printed = replace(printed, 'About', 'Abuot')`);
    const rebuilding = new Client({ connectionString: app.databaseUrl });
    await rebuilding.connect();
    await rebuilding.query('begin');
    await rebuilding.query('select catalogue_rebuild()');
    const during = await app.sql<{ printed: string }>('select printed from catalogue_entry');
    expect(during).toHaveLength(2);
    expect(during.every(({ printed }) => printed.includes('Abuot'))).toBe(true);
    await rebuilding.query('commit');
    await rebuilding.end();
    expect(await differences(app)).toEqual([]);
  });

  it('alters nothing that is true', async () => {
    const before = await changes(app);
    await app.sql('select catalogue_rebuild()');
    expect(await changes(app)).toEqual(before);
  });
});

describe('a start', () => {
  const start = async () => {
    await installDatabase(app.strapi, [...reviewableTypes(app.strapi).values()]);
    await installDatabaseRules(app.strapi);
    await installCatalogue(app.strapi);
  };

  it('waits for nobody who is publishing', async () => {
    const publishing = new Client({ connectionString: app.databaseUrl });
    await publishing.connect();
    await publishing.query('begin');
    await publishing.query(
      `lock table external_links, external_links_categories_lnk, files, files_related_mph, categories_parent_lnk,
         review_submissions, review_events, catalogue_entry, catalogue_change in row exclusive mode`,
    );
    await publishing.query('select from catalogue_state for update');
    const started = start();
    const first = await Promise.race([started.then(() => 'started'), sleep(30_000, 'waits')]);
    await publishing.query('rollback');
    await publishing.end();
    await started;
    expect(first).toBe('started');
  });

  it.each([
    ['a trigger', 'drop trigger catalogue_note_insert on external_links'],
    ['a trigger at work', 'alter table categories disable trigger catalogue_note_update'],
    [
      'a function',
      `create or replace function catalogue_known_ids() returns setof text language sql as 'select null::text'`,
    ],
    ['an index', 'drop index catalogue_change_by_slug'],
    ['a rule', 'drop trigger library_category_tree on categories_parent_lnk'],
    ['a guard', 'drop trigger review_guard_row on external_links'],
    ['an index of the queue', 'drop index review_submissions_filed'],
  ])('puts back %s', async (_, damage) => {
    const there = `select (select string_agg(indexdef, '' order by indexname) from pg_indexes where tablename ~ '^(catalogue|review)_') as indexes,
      (select string_agg(tgrelid::text || tgname || tgenabled::text, '' order by tgrelid, tgname) from pg_trigger where not tgisinternal) as triggers,
      (select prosrc from pg_proc where proname = 'catalogue_known_ids') as source`;
    const before = await app.sql(there);
    await app.sql(damage);
    expect(await app.sql(there)).not.toEqual(before);
    await start();
    expect(await app.sql(there)).toEqual(before);
  });

  it('takes the place of a version whose functions gave other columns, and that has dropped some', async () => {
    const source = `select pg_get_functiondef(oid) from pg_proc where proname = 'catalogue_words_of'`;
    const before = await app.sql(source);
    await app.sql(`
      drop function catalogue_words_of;
      create function catalogue_words_of(plain text) returns table (word text) language sql as 'select $1';
      alter table catalogue_entry add column gone text;
      alter table catalogue_entry drop column gone`);
    await start();
    expect(await app.sql(source)).toEqual(before);
  });

  it('of a version that derives entries in another way makes them anew', async () => {
    await app.sql(`update catalogue_entry set printed = replace(printed, 'About', 'Abuot')`);
    await start();
    expect((await differences(app)).length).toBeGreaterThan(0);
    await app.sql(
      `update library_installed set written = 'another' where part = 'catalogue entries'`,
    );
    await start();
    expect(await differences(app)).toEqual([]);
  });
});
