import type { CatalogueItem } from '../../src/api/catalogue/item';
import type { TestApp } from '../helpers/app';
import { differences } from '../helpers/catalogue';
import { api } from '../helpers/http';
import { approve, detail, type Envelope, ownDetail, submitLink } from '../helpers/library';
import { caughtUp } from '../helpers/live-items';
import { later, linksOf, runDue, startLooking, stored } from '../helpers/links';
import { type Admin, createAdmin, createMember, type Member } from '../helpers/people';
import { reachOf, serve, type Site } from '../helpers/web';

let app: TestApp;
let site: Site;
let member: Member;
let reviewer: Admin;
/** What the site answers from now on, by path. */
let answers: Record<string, number>;
let movedTo: string | null;

beforeAll(async () => {
  app = await startLooking();
  site = await serve((request, response) => {
    const path = request.url ?? '/';
    if (path === '/robots.txt') response.writeHead(404).end();
    else if (movedTo !== null && path.startsWith('/moved')) {
      response.writeHead(301, { location: movedTo }).end();
    } else response.writeHead(answers[path] ?? 200).end();
  });
  linksOf(app).within(reachOf([site]));
  member = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
});
afterAll(async () => {
  await site.stop();
  await app.stop();
});
beforeEach(() => {
  answers = {};
  movedTo = null;
});

let count = 0;
function newUrl(path = 'page'): string {
  count += 1;
  return site.at('a.test', `/${path}-${String(count)}`);
}
const pathOf = (url: string) => new URL(url).pathname;

async function published(url: string): Promise<CatalogueItem> {
  await caughtUp(app);
  const { body } = await api(app.url).get<Envelope<CatalogueItem[]>>(
    `/api/catalogue?filters[kind]=link&pagination[pageSize]=100`,
  );
  const item = body.data.find((candidate) => candidate.url === url);
  if (item === undefined) throw new Error(`${url} is not in the catalogue`);
  return item;
}

async function live(url: string): Promise<void> {
  await approve(app, reviewer, await submitLink(app, member, { url }));
}

async function changes(): Promise<number> {
  const [row] = await app.sql<{ seq: string }>('select seq from catalogue_state');
  return Number(row?.seq);
}
async function version(): Promise<number> {
  const [row] = await app.sql<{ version: string }>('select version from catalogue_state');
  return Number(row?.version);
}

describe('a submitted link', () => {
  it('is looked at by a job of the submission, and reviewer and submitter are told', async () => {
    const url = newUrl();
    const { id } = await submitLink(app, member, { url: `${url}#part` });
    expect((await detail(app, reviewer, id)).link).toMatchObject({ url, state: 'unknown' });
    await runDue(app);
    expect((await detail(app, reviewer, id)).link).toMatchObject({
      url,
      state: 'good',
      status: 200,
      reason: null,
    });
    expect((await ownDetail(app, member, id)).link?.state).toBe('good');
  });

  it('says who asks, and nothing else', async () => {
    const seen: Record<string, unknown>[] = [];
    const curious = await serve((request, response) => {
      seen.push(request.headers);
      response.writeHead(request.url === '/robots.txt' ? 404 : 200, { 'set-cookie': 'a=b' }).end();
    });
    linksOf(app).within(reachOf([site, curious]));
    const url = curious.at('curious.test', '/x');
    await submitLink(app, member, { url });
    await runDue(app);
    expect(seen).toHaveLength(2);
    for (const headers of seen) {
      expect(headers['user-agent']).toMatch(
        /^AccessionLinkCheck\/1\.0 \(\+http:\/\/localhost:\d+\)$/,
      );
      expect(Object.keys(headers).sort()).toEqual([
        'accept',
        'accept-encoding',
        'connection',
        'host',
        'user-agent',
      ]);
    }
    linksOf(app).within(reachOf([site]));
    await curious.stop();
  });

  it('leaves the catalogue and its version alone while it waits', async () => {
    const before = [await changes(), await version()];
    const url = newUrl();
    await submitLink(app, member, { url });
    await runDue(app);
    expect((await stored(app, url)).state).toBe('good');
    expect([await changes(), await version()]).toEqual(before);
  });

  it('tells its submitter nothing of what was found for another', async () => {
    const url = newUrl();
    await submitLink(app, member, { url });
    await linksOf(app).check(url, new Date());
    const other = await createMember(app);
    const { id } = await submitLink(app, other, { url });
    expect((await ownDetail(app, other, id)).link).toEqual({ state: 'unknown' });
  });

  it('that changes is looked at where it leads now', async () => {
    const first = newUrl();
    const { id } = await submitLink(app, member, { url: first });
    const second = newUrl();
    answers[pathOf(second)] = 500;
    const data = { url: second };
    await api(app.url).as(member.jwt).put(`/api/submissions/${id}`, { data });
    await runDue(app);
    expect((await detail(app, reviewer, id)).link).toMatchObject({ url: second, state: 'failing' });
  });
});

describe('a live link', () => {
  it('that was never looked at is unknown', async () => {
    const url = newUrl();
    await live(url);
    expect((await published(url)).link).toEqual({
      state: 'unknown',
      checkedAt: null,
      lastGoodAt: null,
      suggestedUrl: null,
    });
  });

  it('is good with its date, and stays as it is printed while it stays good', async () => {
    const url = newUrl();
    await live(url);
    const now = new Date();
    await linksOf(app).check(url, now);
    const first = await published(url);
    expect(first.link).toEqual({
      state: 'good',
      checkedAt: now.toISOString(),
      lastGoodAt: now.toISOString(),
      suggestedUrl: null,
    });
    const before = [await changes(), await version()];
    await linksOf(app).check(url, later(7));
    await linksOf(app).check(url, later(14));
    expect(await published(url)).toEqual(first);
    expect([await changes(), await version()]).toEqual(before);
  });

  it('is broken to the outside after days, in one change, and good again in another', async () => {
    const url = newUrl();
    await live(url);
    const good = later(0);
    await linksOf(app).check(url, good);
    const before = await changes();
    answers[pathOf(url)] = 503;
    const failed = [later(7), later(7, 6), later(8, 6), later(9, 6)];
    for (const now of failed) {
      await linksOf(app).check(url, now);
      expect(await stored(app, url)).toMatchObject({
        state: 'failing',
        reason: 'server',
        status: 503,
      });
      expect((await published(url)).link?.state).toBe('good');
    }
    expect(await changes()).toBe(before);
    const given = later(10, 6);
    await linksOf(app).check(url, given);
    expect((await published(url)).link).toEqual({
      state: 'broken',
      checkedAt: given.toISOString(),
      lastGoodAt: good.toISOString(),
      suggestedUrl: null,
    });
    expect(await changes()).toBe(before + 1);
    answers[pathOf(url)] = 200;
    await linksOf(app).check(url, later(17));
    expect((await published(url)).link?.state).toBe('good');
    expect(await changes()).toBe(before + 2);
  });

  it('that moved for good has the new address suggested', async () => {
    const url = newUrl('moved');
    movedTo = newUrl();
    await live(url);
    await linksOf(app).check(url, new Date());
    expect((await published(url)).link).toMatchObject({ state: 'good', suggestedUrl: movedTo });
  });

  it('is found by its state, and the list is told anew when it changes', async () => {
    const url = newUrl();
    await live(url);
    answers[pathOf(url)] = 410;
    const broken = async () => {
      await caughtUp(app);
      const { body } = await api(app.url).get<Envelope<CatalogueItem[]>>(
        '/api/catalogue?filters[link]=broken',
      );
      return body.data.some((item) => item.url === url);
    };
    expect(await broken()).toBe(false);
    await linksOf(app).check(url, later(0));
    await linksOf(app).check(url, later(2));
    expect(await broken()).toBe(true);
  });

  it('keeps the catalogue true to the live rows', async () => {
    expect(await differences(app)).toEqual([]);
  });
});

describe('an information source', () => {
  it('is due from the moment it is written, by whoever it is', async () => {
    const [first, second] = [newUrl(), newUrl()];
    await app.strapi
      .documents('api::information-source.information-source')
      .create({ data: { name: 'A source', url: first } });
    await app.sql(`update information_sources set url = $1 where url = $2`, [second, first]);
    // The database counts finer than a date does.
    const now = new Date(Date.now() + 1);
    expect(await linksOf(app).queueDue(now)).toBeGreaterThanOrEqual(2);
    await runDue(app);
    expect((await stored(app, second)).state).toBe('good');
  });
});
