import type { TestApp } from '../helpers/app';
import { createCategory } from '../helpers/desk';
import { approve, submitLink } from '../helpers/library';
import {
  checkAgain,
  later,
  linksOf,
  listLinks,
  runDue,
  startLooking,
  stored,
} from '../helpers/links';
import { type Admin, createAdmin, createMember, type Member } from '../helpers/people';
import { changeSettings } from '../helpers/review-settings';
import { reachOf, serve, type Site } from '../helpers/web';

let app: TestApp;
let site: Site;
let member: Member;
let reviewer: Admin;

beforeAll(async () => {
  app = await startLooking();
  site = await serve((request, response) => {
    const [, status] = (request.url ?? '').split('/');
    response.writeHead(status === 'robots.txt' ? 404 : Number(status)).end();
  });
  linksOf(app).within(reachOf([site]));
  member = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
});
afterAll(async () => {
  await site.stop();
  await app.stop();
});

let count = 0;
const newUrl = (status: number) => site.at('a.test', `/${String(status)}/${String((count += 1))}`);

async function broken(values: Record<string, unknown> = {}): Promise<string> {
  const url = newUrl(404);
  await submitLink(app, member, { url, ...values });
  await linksOf(app).check(url, later(-3));
  await linksOf(app).check(url, later(-1));
  return url;
}
const urlsIn = async (admin: Admin, query: string) =>
  (await listLinks(app, admin, `${query}&pagination[pageSize]=100`)).body.data.map(
    ({ url }) => url,
  );

describe('the list of links', () => {
  it('has what is broken, since when, why, and what holds it, and takes in what is live', async () => {
    const url = newUrl(410);
    const submission = await submitLink(app, member, { url: `${url}#a` });
    await approve(app, reviewer, submission);
    const waiting = await submitLink(app, member, { url });
    await app.strapi
      .documents('api::information-source.information-source')
      .create({ data: { name: 'A source', url } });
    const since = later(-2);
    await linksOf(app).check(url, since);
    await linksOf(app).check(url, later(-1, 1));
    const { status, body } = await listLinks(app, reviewer);
    expect(status).toBe(200);
    const row = body.data.find((one) => one.url === url);
    expect(row).toMatchObject({
      state: 'broken',
      failingSince: since.toISOString(),
      failures: 2,
      status: 410,
      reason: 'gone',
      lastGoodAt: null,
      suggestedUrl: null,
    });
    expect(
      row?.usedBy.map(({ title, live, submissionId }) => [title, live, submissionId]).sort(),
    ).toEqual(
      [
        ['A source', true, null],
        [submission.item.title, true, submission.id],
        [waiting.item.title, false, waiting.id],
      ].sort(),
    );
  });

  it('is narrowed by state, counted by each, and paged', async () => {
    const [gone, good, failing] = [await broken(), newUrl(200), newUrl(500)];
    for (const url of [good, failing]) {
      await submitLink(app, member, { url });
      await linksOf(app).check(url, new Date());
    }
    expect(await urlsIn(reviewer, 'filters[state]=broken')).toContain(gone);
    expect(await urlsIn(reviewer, 'filters[state]=good')).toEqual([good]);
    expect(await urlsIn(reviewer, 'filters[state]=failing')).toEqual([failing]);
    expect(await urlsIn(reviewer, 'filters[state]=all')).toEqual(
      expect.arrayContaining([gone, good, failing]),
    );
    const { body } = await listLinks(
      app,
      reviewer,
      'filters[state]=all&pagination[pageSize]=1&pagination[page]=2&sort=url',
    );
    expect(body.data).toHaveLength(1);
    const { pagination, counts } = body.meta;
    expect(counts).toMatchObject({ good: 1, failing: 1, moved: 0 });
    const { moved, ...states } = counts;
    expect(moved).toBe(0);
    expect(pagination).toMatchObject({
      page: 2,
      pageSize: 1,
      total: Object.values(states).reduce((a, b) => a + b),
    });
  });

  it.each([
    ['filters[state]=dead', 'filters[state]'],
    ['filters[stat]=broken', 'filters[stat]'],
    ['sort=title', 'sort'],
    ['pagination[pageSize]=101', 'pagination[pageSize]'],
    ['_q=x', '_q'],
  ])('refuses %s', async (query, parameter) => {
    const { status, body } = await listLinks(app, reviewer, query);
    expect(status).toBe(400);
    expect(body.error.details).toMatchObject({ code: 'invalidParameter', parameter });
  });

  it('shows whoever reviews some categories what is filed there, and no sources', async () => {
    const music = await createCategory(app);
    const jazz = await createCategory(app, undefined, music);
    const [inside, outside] = [await broken({ categories: [jazz] }), await broken()];
    const source = newUrl(404);
    await app.strapi
      .documents('api::information-source.information-source')
      .create({ data: { name: 'Hidden', url: source } });
    const limited = await createAdmin(app, 'review-reviewer');
    await changeSettings(app, { scopes: [{ reviewer: limited.id, categories: [music] }] });
    expect(await urlsIn(limited, 'filters[state]=all')).toEqual([inside]);
    const { body } = await listLinks(app, limited, 'filters[state]=all');
    expect(body.meta.counts).toEqual({
      unknown: 0,
      good: 0,
      failing: 0,
      broken: 1,
      refused: 0,
      moved: 0,
    });
    expect((await checkAgain(app, limited, outside)).status).toBe(404);
    expect((await checkAgain(app, limited, source)).status).toBe(404);
    expect((await checkAgain(app, limited, inside)).status).toBe(202);
  });
});

describe('looking again', () => {
  it('queues the link and answers how it stands', async () => {
    const url = await broken();
    const { status, body } = await checkAgain(app, reviewer, `${url}#part`);
    expect(status).toBe(202);
    expect(body.data).toMatchObject({ url, state: 'broken' });
    const before = await stored(app, url);
    await runDue(app);
    expect((await stored(app, url)).failures).toBe(before.failures + 1);
  });

  it('is refused a moment after, and for what nobody links to', async () => {
    const url = await broken();
    await linksOf(app).check(url, new Date());
    const soon = await checkAgain(app, reviewer, url);
    expect(soon.status).toBe(429);
    expect(soon.body.error.details.code).toBe('tooSoon');
    const none = await checkAgain(app, reviewer, 'http://127.0.0.1:5432/');
    expect(none.status).toBe(404);
    expect(await app.sql(`select from review_links where url like '%5432%'`)).toEqual([]);
  });

  it('needs the right to decide, and a body that says which', async () => {
    const reader = await createAdmin(app, [{ action: 'plugin::review.queue.read' }]);
    const nobody = await createAdmin(app, 'strapi-author');
    const url = await broken();
    expect((await listLinks(app, reader)).status).toBe(200);
    expect((await checkAgain(app, reader, url)).status).toBe(403);
    expect((await listLinks(app, nobody)).status).toBe(403);
    expect((await checkAgain(app, reviewer, '')).status).toBe(400);
  });
});
