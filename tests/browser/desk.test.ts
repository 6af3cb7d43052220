import type { Browser, Page } from 'playwright-core';

import { DEFAULT_REASONS } from '../../src/plugins/review/server/src/default-reasons';
import type { Many, QueueRow } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { openAdmin, openBrowser, queueAddress, seriousViolations } from '../helpers/browser';
import { api } from '../helpers/http';
import { reject, submitDocument, submitLink } from '../helpers/library';
import { addWaitingLinks, type WaitingLink } from '../helpers/many-submissions';
import { type Admin, createAdmin, createMember, type Member } from '../helpers/people';
import { changeSettings } from '../helpers/review-settings';

const MANY = 5_000;

let app: TestApp;
let browser: Browser;
let reviewer: Admin;
let member: Member;
let waiting: WaitingLink[];

beforeAll(async () => {
  app = await startApp({ serveAdminPanel: true });
  reviewer = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
  waiting = await addWaitingLinks(app, member, MANY);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

async function statesOf(links: readonly WaitingLink[]): Promise<string[]> {
  const rows = await app.sql<{ state: string }>(
    'select state from review_submissions where id = any ($1)',
    [links.map(({ id }) => id)],
  );
  return rows.map(({ state }) => state);
}

function heading(page: Page, title: string) {
  return page.getByRole('heading', { level: 1, name: title });
}

describe('a reviewer without a mouse', () => {
  it('decides about thirty, one after the other, the oldest first', async () => {
    const thirty = waiting.slice(0, 30);
    const page = await openAdmin(browser, app, reviewer);
    await page.goto(queueAddress(app));
    await page.getByRole('link', { name: thirty[0]?.title }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');

    for (const [index, { title }] of thirty.entries()) {
      await heading(page, title).waitFor();
      const rejects = index % 10 === 9;
      await page.keyboard.press(rejects ? 'r' : 'a');
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      // The first of the reasons has the focus.
      if (rejects) await page.keyboard.press('Space');
      await page.keyboard.press('Control+Enter');
    }
    await heading(page, waiting[30]?.title ?? '').waitFor();

    const states = await statesOf(thirty);
    expect(states.filter((state) => state === 'approved')).toHaveLength(27);
    expect(states.filter((state) => state === 'rejected')).toHaveLength(3);
    expect(await statesOf(waiting.slice(30, 60))).toEqual(Array<string>(30).fill('pending'));
    await page.context().close();
  });

  it('decides nothing by one key', async () => {
    const [first] = waiting.slice(40);
    const page = await openAdmin(browser, app, reviewer);
    await page.goto(`${queueAddress(app)}/submissions/${first?.id ?? ''}`);
    await heading(page, first?.title ?? '').waitFor();
    for (const key of ['a', 'Escape', 'r', 'Escape', 'm', 'Escape']) await page.keyboard.press(key);
    for (const key of 'bdfghilopqstvwxyz') await page.keyboard.press(key);
    expect(await statesOf(waiting.slice(40, 41))).toEqual(['pending']);
    await page.context().close();
  });
});

describe('one hundred approved at once', () => {
  it('are ninety-seven where three changed after they were ticked, and those are listed with why', async () => {
    const page = await openAdmin(browser, app, reviewer);
    await page.goto(queueAddress(app, '?pagination[pageSize]=100&pagination[page]=20'));
    const rows = page.locator('[data-row] a[href*="/submissions/"]');
    await rows.nth(99).waitFor();
    const titles = await rows.allTextContents();
    const hundred = waiting.filter(({ title }) => titles.includes(title));
    await page.getByRole('checkbox', { name: 'Choose all on this page' }).click();
    await page.getByText('100 chosen').first().waitFor();
    const changed = [hundred[3], hundred[50], hundred[99]].filter((link) => link !== undefined);
    for (const { id } of changed) {
      const data = { description: 'Changed while it was ticked.' };
      const answer = await api(app.url).as(member.jwt).put(`/api/submissions/${id}`, { data });
      expect(answer.status).toBe(200);
    }

    await page.keyboard.press('a');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Control+Enter');
    // Each of them is published, one after the other.
    await page.getByText('97 were approved.').waitFor({ timeout: 300_000 });
    await page.getByText('3 stay as they were').waitFor();
    const refused = page.getByRole('dialog').getByRole('listitem');
    expect(await refused.getByRole('link').allTextContents()).toEqual(
      changed.map(({ title }) => title),
    );
    expect(await refused.getByText(/changed/i).count()).toBe(3);
    const states = await statesOf(hundred);
    expect(states.filter((state) => state === 'approved')).toHaveLength(97);
    expect(await statesOf(changed)).toEqual(Array<string>(3).fill('pending'));
    await page.context().close();
  });
});

describe('a reviewer limited to a category', () => {
  it('sees and decides what is filed there, and nothing else', async () => {
    const { data: category } = await createCategory('Only this one');
    const inside = await submitLink(app, member, { categories: [category.documentId] });
    const outside = await submitLink(app, member);
    const limited = await createAdmin(app, 'review-reviewer');
    await changeSettings(app, {
      scopes: [{ reviewer: limited.id, categories: [category.documentId] }],
    });

    const page = await openAdmin(browser, app, limited);
    await page.goto(queueAddress(app));
    await page.getByRole('link', { name: inside.item.title }).waitFor();
    const { body } = await api(app.url)
      .as(limited.token)
      .get<Many<QueueRow>>('/review/submissions');
    expect(body.data.map(({ id }) => id)).toEqual([inside.id]);

    await page.goto(`${queueAddress(app)}/submissions/${outside.id}`);
    await page
      .getByText(/outside the categories/i)
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    await page.context().close();
  });
});

async function createCategory(name: string): Promise<{ data: { documentId: string } }> {
  const created: unknown = await app.strapi
    .documents('api::category.category')
    .create({ data: { name } });
  return { data: created as { documentId: string } };
}

describe('every page of the desk', () => {
  let pages: [string, string][];
  beforeAll(async () => {
    const document = await submitDocument(app, member);
    const rejected = await submitLink(app, member);
    await reject(app, reviewer, rejected, DEFAULT_REASONS[0]?.text.en);
    await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${rejected.id}`, { data: { description: 'Written again, better.' } });
    const desk = '/admin/plugins/review';
    pages = [
      ['the queue', desk],
      ['the queue without a hit', `${desk}?_q=nothing+has+these+words`],
      ['a submission with a file', `${desk}/submissions/${document.id}`],
      ['a second look', `${desk}/submissions/${rejected.id}`],
      ['the statistics', `${desk}/statistics`],
      ['the log', `${desk}/log`],
      ['the settings of reasons', '/admin/settings/review/reasons'],
      ['the settings of due dates', '/admin/settings/review/due-dates'],
      ['the settings of reviewers', '/admin/settings/review/reviewers'],
      ['the settings of rules', '/admin/settings/review/rules'],
    ];
  });

  it.each(['light', 'dark'] as const)(
    'has no serious fault for axe in the %s theme',
    async (theme) => {
      const admin = await createAdmin(app, 'strapi-super-admin');
      const page = await openAdmin(browser, app, admin, { theme });
      const faults: Record<string, string[]> = {};
      for (const [name, address] of pages) {
        await page.goto(`${app.url}${address}`);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await page.waitForLoadState('networkidle');
        const found = await seriousViolations(page);
        if (found.length > 0) faults[name] = found;
      }
      expect(faults).toEqual({});
      await page.context().close();
    },
  );
});

describe('an author, who may not decide', () => {
  it('publishes nothing by request', async () => {
    const author = await createAdmin(app, 'strapi-author');
    const [link] = waiting.slice(50);
    const asked = api(app.url).as(author.token);
    const decision = { decision: 'approve', digest: link?.digest };
    const one = await asked.post(`/review/submissions/${link?.id ?? ''}/decision`, decision);
    const many = await asked.post('/review/decisions', {
      decision: 'approve',
      items: [{ id: link?.id, digest: link?.digest }],
    });
    expect([one.status, many.status]).toEqual([403, 403]);
    expect(await statesOf(waiting.slice(50, 51))).toEqual(['pending']);
  });
});
