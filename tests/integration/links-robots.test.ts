import type { TestApp } from '../helpers/app';
import { submitLink } from '../helpers/library';
import { later, linksOf, startLooking, stored, takenTooSoon, turnsDuring } from '../helpers/links';
import { createMember, type Member } from '../helpers/people';
import { reachOf, serve, type Site } from '../helpers/web';

let app: TestApp;
let site: Site;
let member: Member;
let robots: { status: number; body: string };

beforeAll(async () => {
  app = await startLooking();
  site = await serve((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(robots.status).end(robots.body);
    else response.end();
  });
  member = await createMember(app);
});
afterAll(async () => {
  await site.stop();
  await app.stop();
});
beforeEach(async () => {
  robots = { status: 404, body: '' };
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

describe('robots.txt', () => {
  it('that forbids it is respected, and asked for once a day', async () => {
    robots = { status: 200, body: 'User-agent: *\nDisallow: /private' };
    const host = 'forbidding.test';
    const [forbidden, allowed] = [await known(host, '/private/a'), await known(host, '/public')];
    await linksOf(app).check(forbidden, new Date());
    await linksOf(app).check(allowed, new Date());
    expect(await stored(app, forbidden)).toMatchObject({
      state: 'refused',
      reason: 'robots',
      status: null,
    });
    expect(await stored(app, allowed)).toMatchObject({ state: 'good' });
    expect(asked()).toEqual(['robots', 'HEAD /public']);
    await linksOf(app).check(allowed, later(1, 1));
    expect(asked()).toEqual(['robots', 'HEAD /public', 'robots', 'HEAD /public']);
  });

  it('may have rules for us alone, and the longest counts', async () => {
    robots = {
      status: 200,
      body: 'User-agent: *\nDisallow:\n\nUser-agent: accessionlinkcheck\nDisallow: /a\nAllow: /a/b$',
    };
    const host = 'particular.test';
    const [a, ab] = [await known(host, '/a/c'), await known(host, '/a/b')];
    await linksOf(app).check(a, new Date());
    await linksOf(app).check(ab, new Date());
    expect((await stored(app, a)).state).toBe('refused');
    expect((await stored(app, ab)).state).toBe('good');
  });

  it.each([
    [404, 'good'],
    [403, 'good'],
    [500, 'refused'],
    [503, 'refused'],
    [429, 'refused'],
  ])('answered with %d leaves the link %s', async (status, state) => {
    robots = { status, body: 'User-agent: *\nDisallow: /' };
    const url = await known();
    await linksOf(app).check(url, new Date());
    expect(await stored(app, url)).toMatchObject({
      state,
      reason: state === 'good' ? null : 'robotsError',
    });
  });

  it('that fails for a month is taken for none', async () => {
    robots = { status: 500, body: '' };
    const url = await known();
    await linksOf(app).check(url, new Date());
    await linksOf(app).check(url, later(29));
    expect((await stored(app, url)).state).toBe('refused');
    await linksOf(app).check(url, later(31));
    expect((await stored(app, url)).state).toBe('good');
  });

  it('of each host that a redirect leads to is asked for', async () => {
    const shy = await serve((request, response) => {
      if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /');
      else response.end();
    });
    const hub = await serve((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else response.writeHead(302, { location: shy.at('shy.test', '/x') }).end();
    });
    linksOf(app).within(reachOf([hub, shy]));
    const url = hub.at('hub.test', '/go');
    await submitLink(app, member, { url });
    await linksOf(app).check(url, new Date());
    expect(await stored(app, url)).toMatchObject({ state: 'refused', reason: 'robots' });
    expect(shy.requests).toEqual(['GET /robots.txt']);
    await Promise.all([hub.stop(), shy.stop()]);
  });

  it('that is made to cost is not read', async () => {
    robots = {
      status: 200,
      body: `User-agent: *\n${`Disallow: /${'*a'.repeat(500)}\n`.repeat(400)}`,
    };
    const url = await known('costly.test', `/${'a'.repeat(1500)}`);
    const begun = Date.now();
    await linksOf(app).check(url, new Date());
    expect(await stored(app, url)).toMatchObject({ state: 'refused', reason: 'robotsError' });
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  it('that asks for time between requests gets it', async () => {
    robots = { status: 200, body: 'User-agent: *\nCrawl-delay: 1' };
    const url = await known('slow.test');
    const turns = await turnsDuring(app, () => linksOf(app).check(url, new Date()));
    expect([turns.length, asked()]).toEqual([2, ['robots', 'HEAD /page']]);
    expect(turns[1]?.gap).toBeGreaterThanOrEqual(1000);
    expect(takenTooSoon(turns, site)).toEqual([]);
  });
});
