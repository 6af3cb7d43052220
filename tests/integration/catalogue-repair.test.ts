import { execFile } from 'node:child_process';

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
    const { Client } = await import('pg');
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
