import { startApp, type TestApp } from '../helpers/app';
import { api } from '../helpers/http';
import { submitLink } from '../helpers/library';
import {
  later,
  linksOf,
  runDue,
  startLooking,
  stored,
  takenTooSoon,
  turnsDuring,
} from '../helpers/links';
import { createMember, type Member } from '../helpers/people';
import { reachOf, serve, type Site } from '../helpers/web';

let app: TestApp;
let site: Site;
let member: Member;

beforeAll(async () => {
  app = await startLooking();
  site = await serve((request, response) => {
    response.writeHead(request.url === '/robots.txt' ? 404 : 200).end();
  });
  member = await createMember(app);
});
afterAll(async () => {
  await site.stop();
  await app.stop();
});
beforeEach(async () => {
  site.requests.length = 0;
  site.times.length = 0;
  linksOf(app).within(reachOf([site]));
  // Whatever the test before left to do.
  await app.sql('truncate graphile_worker._private_jobs cascade');
});

let count = 0;
/** A link of a host of its own, known but not looked at yet. */
async function known(host = `host-${String((count += 1))}.test`, path = '/page'): Promise<string> {
  const url = site.at(host, path);
  await submitLink(app, member, { url });
  return url;
}
const asked = () => site.requests.map((request) => request.replace('GET /robots.txt', 'robots'));

describe('a host', () => {
  it('is asked with a gap between any two requests, however many ask', async () => {
    linksOf(app).within(reachOf([site], { gapMs: 400 }));
    const urls: string[] = [];
    for (const path of ['/1', '/2', '/3', '/4']) urls.push(await known('paced.test', path));
    const turns = await turnsDuring(app, () =>
      Promise.all(urls.map((url) => linksOf(app).check(url, new Date()))),
    );
    expect(turns.length).toBeGreaterThanOrEqual(5);
    expect(site.requests).toHaveLength(turns.length);
    expect(turns.filter(({ gap }) => gap !== null && gap < 400)).toEqual([]);
    expect(takenTooSoon(turns, site)).toEqual([]);
  });

  it('that has no turn for us in time is left for later, and the link as it was', async () => {
    const url = await known('busy.test');
    await app.sql(
      `insert into review_link_hosts (host, asked_at) values ('busy.test', now() + interval '1 hour')`,
    );
    await linksOf(app).check(url, new Date());
    expect(site.requests).toEqual([]);
    expect(await stored(app, url)).toMatchObject({ state: 'unknown', failures: 0 });
    const jobs = await app.sql<{ late: boolean }>(
      `select run_at > now() + interval '4 minutes' as late from graphile_worker.jobs where task_identifier = 'checkLink'`,
    );
    expect(jobs).toEqual([{ late: true }]);
  });
});

describe('each link', () => {
  it('is looked at once, whatever the number of those who look', async () => {
    const urls = [];
    for (let i = 0; i < 12; i += 1)
      urls.push(await known(`shared-${String(i % 4)}.test`, `/${String(i)}`));
    await Promise.all([runDue(app), runDue(app), runDue(app)]);
    const looks = asked().filter((request) => request !== 'robots');
    expect(looks.sort()).toEqual(urls.map((url) => `HEAD ${new URL(url).pathname}`).sort());
  });

  it('waits in the queue once, though it is asked for again', async () => {
    await known('again.test');
    await known('again.test');
    const rows = await app.sql(
      `select from graphile_worker.jobs where task_identifier = 'checkLink'`,
    );
    expect(rows).toHaveLength(1);
  });

  it('is queued when it is due, and not again while it waits', async () => {
    await app.sql(`update review_links set next_check_at = now() + interval '1 year'`);
    const url = await known('due.test');
    await app.sql('truncate graphile_worker._private_jobs cascade');
    expect(await linksOf(app).queueDue(new Date())).toBe(1);
    expect(await linksOf(app).queueDue(new Date())).toBe(0);
    await runDue(app);
    expect((await stored(app, url)).state).toBe('good');
    expect(await linksOf(app).queueDue(later(6))).toBe(0);
    expect(await linksOf(app).queueDue(later(8))).toBe(1);
  });

  it('gets its turn though another host has thousands', async () => {
    await app.sql(
      `insert into review_links (url, host, next_check_at)
       select 'http://huge.example/' || i, 'huge.example', now() - interval '1 year' from generate_series(1, 3000) i`,
    );
    await app.sql(
      `insert into review_links (url, host) values ('http://small.example/', 'small.example')`,
    );
    await linksOf(app).queueDue(later(0, 0.01));
    const rows = await app.sql<{ host: string; n: number }>(
      `select payload->>'url' ~ 'huge' as huge, count(*)::int as n from graphile_worker._private_jobs group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { huge: false, n: expect.any(Number) as number },
      { huge: true, n: 10 },
    ]);
  });

  it('that nothing holds is forgotten, with what was told of it', async () => {
    const url = await known('kept.test');
    await linksOf(app).check(url, new Date());
    await linksOf(app).forgetUnused(new Date());
    expect((await stored(app, url)).state).toBe('good');
    const mine = await app.sql<{ id: string }>(
      `select s.id from review_submissions s join external_links l on l.document_id = s.item_id where l.url = $1`,
      [url],
    );
    for (const { id } of mine) await api(app.url).as(member.jwt).delete(`/api/submissions/${id}`);
    await linksOf(app).forgetUnused(new Date());
    expect(await app.sql('select from review_links where url = $1', [url])).toEqual([]);
    expect(await app.sql('select from review_link_results where url = $1', [url])).toEqual([]);
  });
});

describe('where nobody at all answers', () => {
  it('no link is broken for that; where others answer it is', async () => {
    await app.sql('truncate review_link_hosts');
    await app.sql(
      `insert into review_link_hosts (host, asked_at) select 'silent-' || i || '.example', now() from generate_series(1, 6) i`,
    );
    const url = await known('nowhere.invalid');
    await app.sql(
      `update review_links set state = 'failing', failures = 9, first_failed_at = now() - interval '9 days' where url = $1`,
      [url],
    );
    await linksOf(app).check(url, new Date());
    expect(await stored(app, url)).toMatchObject({
      state: 'failing',
      reason: 'name',
      failures: 10,
    });
    await app.sql(
      `update review_link_hosts set answered_at = now() where host = 'silent-1.example'`,
    );
    await linksOf(app).check(url, new Date());
    expect((await stored(app, url)).state).toBe('broken');
  });
});

describe('a library from before links were looked at', () => {
  it('has its addresses known after the start, once', async () => {
    const url = await known('old.test');
    await app.sql('truncate review_links');
    await app.sql(`delete from strapi_core_store_settings where key = 'plugin_review_links-noted'`);
    await app.stop({ leave: true });
    app = await startLooking({ continues: app });
    expect(await stored(app, url)).toMatchObject({ state: 'unknown', failures: 0 });
  });
});

describe('where links are not looked at', () => {
  it('nothing is asked and nothing queued', async () => {
    await app.stop({ leave: true });
    app = await startApp({ continues: app });
    linksOf(app).within(reachOf([site]));
    const url = await known('off.test');
    await linksOf(app).check(url, new Date());
    expect(await linksOf(app).queueDue(later(400))).toBe(0);
    expect(
      await app.sql(`select from graphile_worker.jobs where task_identifier = 'checkLink'`),
    ).toEqual([]);
    expect(site.requests).toEqual([]);
  });
});
