import type { Browser, Page } from 'playwright-core';

import type { TestApp } from '../helpers/app';
import {
  openAdmin,
  openBrowser,
  seriousViolations,
  submissionAddress,
  type Theme,
} from '../helpers/browser';
import { approve, submitLink } from '../helpers/library';
import { later, linksOf, runDue, startLooking } from '../helpers/links';
import { createAdmin, createMember, type Admin } from '../helpers/people';
import { reachOf, serve, type Site } from '../helpers/web';

let app: TestApp;
let site: Site;
let browser: Browser;
let reviewer: Admin;
let page: Page;
let waiting: string;
let isBack = false;

beforeAll(async () => {
  app = await startLooking({ serveAdminPanel: true });
  site = await serve((request, response) => {
    const path = request.url ?? '';
    if (path === '/robots.txt' || (path.startsWith('/gone') && !isBack))
      response.writeHead(404).end();
    else if (path === '/old') response.writeHead(301, { location: '/new' }).end();
    else response.end();
  });
  linksOf(app).within(reachOf([site]));
  reviewer = await createAdmin(app, 'review-reviewer');
  const member = await createMember(app);
  const linked = async (title: string, path: string) => {
    const submission = await submitLink(app, member, { title, url: site.at('a.test', path) });
    await linksOf(app).check(site.at('a.test', path), later(-3));
    await linksOf(app).check(site.at('a.test', path), later(-1));
    return submission;
  };
  await approve(app, reviewer, await linked('Rivers of the north', '/gone/rivers'));
  waiting = (await linked('Lakes of the south', '/gone/lakes')).id;
  await linked('Moved away', '/old');
  for (let i = 0; i < 30; i += 1) {
    await app.strapi.documents('api::information-source.information-source').create({
      data: { name: `Source ${String(i)}`, url: site.at('a.test', `/source/${String(i)}`) },
    });
  }
  browser = await openBrowser();
  page = await openAdmin(browser, app, reviewer);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await app.stop();
});

const address = (query = '') => `${app.url}/admin/plugins/review/links${query}`;
const rows = (of: Page = page) =>
  of.getByRole('row').filter({ has: of.locator('[data-cell=address]') });

describe('the links in the desk', () => {
  it('are reached from the queue, the broken ones first', async () => {
    await page.goto(`${app.url}/admin/plugins/review`);
    await page.getByRole('link', { name: 'Links', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Links' }).waitFor();
    const row = rows().filter({ hasText: 'Rivers of the north' });
    await row.getByText('Broken').waitFor();
    await row.getByText('The page is not there (any more).').waitFor();
    await row.getByText('HTTP status 404').waitFor();
    await row.getByText(/Has not worked since 3 days ago/).waitFor();
    expect(await rows().count()).toBe(2);
  });

  it('lead to what holds them', async () => {
    await page.goto(address());
    await rows().getByRole('link', { name: 'Lakes of the south' }).click();
    await page.waitForURL(submissionAddress(app, waiting));
    await page.getByRole('heading', { name: 'The link' }).waitFor();
  });

  it('are narrowed by state in the address, with how many there are', async () => {
    await page.goto(address());
    await page.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: 'Moved for good (1)' }).click();
    await page.waitForURL(/filters%5Bstate%5D=moved/);
    await rows().getByText('Moved for good to').waitFor();
    await page.reload();
    await rows().getByText(site.at('a.test', '/new')).waitFor();
    expect(await rows().count()).toBe(1);
  });

  it('are paged', async () => {
    await page.goto(address('?filters[state]=unknown'));
    await rows().first().waitFor();
    expect(await rows().count()).toBe(25);
    await page
      .getByRole('navigation', { name: 'Pages of links' })
      .getByRole('link', { name: /page 2/i })
      .click();
    await page.waitForURL(/pagination%5Bpage%5D=2/);
    await rows().nth(4).waitFor();
    await rows().nth(5).waitFor({ state: 'detached' });
  });

  it('say so where there are none', async () => {
    await page.goto(address('?filters[state]=failing'));
    await page.getByText('There is no such link.').waitFor();
  });

  it('are looked at again by the keyboard, and the page shows what is found', async () => {
    isBack = true;
    await page.goto(submissionAddress(app, waiting));
    const card = page.getByRole('region', { name: 'The link' });
    await card.getByText('Broken').waitFor();
    // Some seconds after it was answered the page asks how the link stands, and once only.
    await page.route('**/review/links/check', async (route) => {
      const response = await route.fetch();
      await runDue(app);
      await route.fulfill({ response });
    });
    await card.getByRole('button', { name: /Check again/ }).press('Enter');
    await card.getByText('It is looked at in a moment.').waitFor();
    await card.getByText('Works').waitFor();
    await page.unroute('**/review/links/check');
  });

  it('are not offered to be looked at again by who may not decide', async () => {
    const reader = await createAdmin(app, [{ action: 'plugin::review.queue.read' }]);
    const other = await openAdmin(browser, app, reader);
    await other.goto(address('?filters[state]=all'));
    await rows(other).first().waitFor();
    expect(await other.getByRole('button', { name: /Check again/ }).count()).toBe(0);
    await other.context().close();
  });

  it('speak French', async () => {
    const french = await openAdmin(browser, app, reviewer, { language: 'fr' });
    await french.goto(address('?filters[state]=all'));
    await french.getByRole('heading', { level: 1, name: 'Liens' }).waitFor();
    await rows(french).first().waitFor();
    await french.context().close();
  });

  it.each(['light', 'dark'] satisfies Theme[])(
    'have no serious violations in the %s theme',
    async (theme) => {
      const shown = await openAdmin(browser, app, reviewer, { theme });
      await shown.goto(address('?filters[state]=all'));
      await rows(shown).first().waitFor();
      expect(await seriousViolations(shown)).toEqual([]);
      await shown.goto(submissionAddress(app, waiting));
      await shown.getByRole('region', { name: 'The link' }).waitFor();
      expect(await seriousViolations(shown)).toEqual([]);
      await shown.context().close();
    },
  );

  it('fit a narrow window', async () => {
    const narrow = page;
    await narrow.setViewportSize({ width: 400, height: 900 });
    await narrow.goto(address('?filters[state]=all'));
    await rows(narrow).first().waitFor();
    const wider = await narrow.evaluate(
      () => document.documentElement.scrollWidth > window.innerWidth,
    );
    expect(wider).toBe(false);
  });
});
