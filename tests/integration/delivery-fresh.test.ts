import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from 'pg';

import { settled, startApp, type TestApp } from '../helpers/app';
import { CATEGORY, createCategory } from '../helpers/catalogue';
import { press } from '../helpers/doors';
import { api } from '../helpers/http';
import { isKept, isMadeAnew, keep, read, until } from '../helpers/kept';
import { approve, contentManager, LINK, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { untilSomeoneWaits } from '../helpers/waiting';

const LIST = '/api/catalogue?pagination[pageSize]=100';
const CORE = '/api/external-links?populate=*&pagination[pageSize]=100&sort=createdAt:desc';
const TREE = '/api/catalogue/categories';

let app: TestApp;
let reviewer: Admin;
let editor: Admin;
let member: Member;
beforeAll(async () => {
  // Whoever asks until something is kept, or no more, asks often.
  app = await startApp({ settings: { ACCESSION_REQUESTS_PER_MINUTE: '100000' } });
  reviewer = await createAdmin(app, 'review-reviewer');
  editor = await createAdmin(app, 'strapi-super-admin');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});

function manager() {
  return api(app.url).as(editor.token);
}

async function shows(path: string, text: string): Promise<boolean> {
  return (await (await read(app, path)).text()).includes(text);
}

async function liveLink(values: Record<string, unknown> = {}) {
  const submission = await submitLink(app, member, values);
  await approve(app, reviewer, submission);
  return submission;
}

describe('the next request after the answer to whoever wrote', () => {
  it.each([LIST, CORE, '/api/catalogue/feed.json', '/sitemap.xml'])(
    'sees in %s what was approved',
    async (path) => {
      for (let time = 0; time < 5; time += 1) {
        const submission = await submitLink(app, member);
        await keep(app, path);
        await approve(app, reviewer, submission);
        const { slug } = (
          await app.sql(`select slug from external_links where document_id = $1`, [
            submission.item.documentId,
          ])
        )[0] as { slug: string };
        expect(await shows(path, slug)).toBe(true);
      }
    },
  );

  it.each([LIST, CORE])('sees in %s that something was unpublished, and deleted', async (path) => {
    const [first, second] = [await liveLink(), await liveLink()];
    await keep(app, path);
    await press(app, editor, LINK, first.item.documentId, 'unpublish');
    expect(await shows(path, first.item.documentId)).toBe(false);
    await keep(app, path);
    await manager().delete(contentManager(LINK, second.item.documentId));
    expect(await shows(path, second.item.documentId)).toBe(false);
  });

  it('sees a category made, renamed and deleted', async () => {
    await keep(app, TREE);
    const category = await createCategory(app, editor);
    expect(await shows(TREE, category.name)).toBe(true);
    const { item } = await liveLink({ categories: [category.documentId] });
    await keep(app, TREE);
    await keep(app, LIST);
    await manager().put(contentManager(CATEGORY, category.documentId), { name: 'Renamed for all' });
    expect(await shows(TREE, 'Renamed for all')).toBe(true);
    expect(await shows(LIST, 'Renamed for all')).toBe(true);
    await keep(app, LIST);
    await manager().delete(contentManager(CATEGORY, category.documentId));
    expect(await shows(LIST, 'Renamed for all')).toBe(false);
    expect(await shows(LIST, item.documentId)).toBe(true);
  });
});

describe('what concerns no reader', () => {
  it.each([
    ['a submission', () => submitLink(app, member)],
    ['a registration', () => createMember(app)],
    ['a sign-in', () => api(app.url).post('/api/auth/local', { identifier: 'x', password: 'y' })],
  ])('leaves what is kept where it is: %s', async (_, work) => {
    await keep(app, LIST);
    await work();
    expect(await isKept(app, LIST)).toBe(true);
  });
});

describe('a write past the application', () => {
  it('is seen within a second', async () => {
    const { item } = await liveLink();
    await keep(app, LIST);
    await app.sql('delete from external_links where document_id = $1', [item.documentId]);
    await until('the list has forgotten it', async () => !(await shows(LIST, item.documentId)));
  });
});

describe('who may read', () => {
  interface Role {
    name: string;
    description: string;
    permissions: Record<
      string,
      { controllers: Record<string, Record<string, { enabled: boolean }>> } | undefined
    >;
  }

  async function publicRole(): Promise<{ address: string; role: Role }> {
    const [row] = await app.sql<{ id: number }>(`select id from up_roles where type = 'public'`);
    const address = `/users-permissions/roles/${String(row?.id)}`;
    const { body } = await manager().get<{ role: Role }>(address);
    return { address, role: body.role };
  }

  it('has one tick for the whole catalogue', async () => {
    const { role } = await publicRole();
    expect(role.permissions['api::catalogue']?.controllers).toEqual({
      catalogue: { find: { enabled: true, policy: '' } },
    });
  });

  it('is the Public role’s to say, at once', async () => {
    const { address, role } = await publicRole();
    const set = async (enabled: boolean) => {
      const find = role.permissions['api::catalogue']?.controllers.catalogue?.find;
      if (find === undefined) throw new Error('The admin does not show the permission');
      find.enabled = enabled;
      expect((await manager().put(address, role)).status).toBe(200);
    };
    const kept = [LIST, TREE, '/oai?verb=Identify', '/sitemap.xml'];
    for (const path of kept) await keep(app, path);
    const paths = [...kept, '/api/catalogue/export'];
    await set(false);
    for (const path of paths) expect([path, (await read(app, path)).status]).toEqual([path, 403]);
    await set(true);
    for (const path of paths) expect([path, (await read(app, path)).status]).toEqual([path, 200]);
  });
});

describe('an answer under way while somebody commits', () => {
  it('is not kept', async () => {
    const category = await createCategory(app, editor);
    const path = `${LIST}&filters[category]=${category.documentId}`;
    const blocker = new Client({ connectionString: app.databaseUrl });
    await blocker.connect();
    // Strapi reads a category again after it has answered, and would wait for the lock as well.
    await settled(app.strapi);
    await blocker.query('begin');
    await blocker.query('lock table categories in access exclusive mode');
    const underWay = read(app, path);
    await untilSomeoneWaits(app);
    await app.sql('update up_roles set name = name');
    const [state] = await app.sql<{ at: Date }>('select at from catalogue_state');
    // Until that second is past, for the server too.
    await sleep(2000);
    // Whatever is no reading makes the server catch up, also with what others have committed.
    await api(app.url).post('/api/auth/local', { identifier: 'x', password: 'y' });
    await blocker.query('rollback');
    await blocker.end();
    const { status, headers } = await underWay;
    expect(status).toBe(200);
    // It may not have seen what was committed then, so a client that has it is not up to that date.
    const second = Math.floor((state?.at.valueOf() ?? 0) / 1000) * 1000;
    expect(Date.parse(headers.get('last-modified') ?? '')).toBeLessThan(second);
    expect(isMadeAnew(await read(app, path))).toBe(true);
    await keep(app, path);
  });
});

describe('without the connection that tells of commits', () => {
  const listener = `select pid from pg_stat_activity where datname = current_database()
    and (query = 'listen accession_catalogue' or query like 'select version, at, %')`;

  it('nothing that was kept is used, until it is back', async () => {
    const { item } = await liveLink();
    await keep(app, LIST);
    for (let time = 0; time < 3; time += 1) {
      const [row] = await app.sql<{ pid: number }>(listener);
      await app.sql('select pg_terminate_backend($1)', [row?.pid]);
      await until('what is kept is put aside', async () => !(await isKept(app, LIST)));
      await app.sql(
        `update external_links set title = $2 where document_id = $1 and published_at is null`,
        [item.documentId, `Draft ${time}`],
      );
      await keep(app, LIST);
    }
    await app.sql('delete from external_links where document_id = $1', [item.documentId]);
    await until('the list has forgotten it', async () => !(await shows(LIST, item.documentId)));
  });

  it('that has gone dumb, likewise', async () => {
    await keep(app, LIST);
    const blocker = new Client({ connectionString: app.databaseUrl });
    await blocker.connect();
    await blocker.query('begin');
    // The heartbeat reads this row's table and now waits, as if the network had swallowed it.
    await blocker.query('lock table catalogue_state in access exclusive mode');
    await until('what is kept is put aside', async () => !(await isKept(app, LIST)));
    // Nor is anything said to be unchanged by its date: nobody can tell here.
    const unsure = await read(app, LIST, { 'if-modified-since': 'Fri, 31 Dec 9999 23:59:59 GMT' });
    expect([unsure.status, unsure.headers.has('last-modified')]).toEqual([200, false]);
    const named = await read(app, LIST, { 'if-none-match': unsure.headers.get('etag') ?? '' });
    expect(named.status).toBe(304);
    await blocker.query('rollback');
    await blocker.end();
    await keep(app, LIST);
    await sleep(50);
    expect(await isKept(app, LIST)).toBe(true);
  });
});
