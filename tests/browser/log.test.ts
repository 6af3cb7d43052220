import { readFile } from 'node:fs/promises';

import type { Browser, Page } from 'playwright-core';

import type { Statistics } from '../../src/plugins/review/shared/desk';
import { startApp, type TestApp } from '../helpers/app';
import { openAdmin, openBrowser, seriousViolations, type Theme } from '../helpers/browser';
import { createCategory } from '../helpers/desk';
import { api } from '../helpers/http';
import { approve, decide, reject, submitLink, type Envelope } from '../helpers/library';
import { makeUpLog, writeLog } from '../helpers/made-up-log';
import { createAdmin, createMember, type Admin } from '../helpers/people';
import { changeSettings } from '../helpers/review-settings';

let app: TestApp;
let browser: Browser;
let reviewer: Admin;
let page: Page;
let water: string;

beforeAll(async () => {
  app = await startApp({ serveAdminPanel: true });
  reviewer = await createAdmin(app, 'review-reviewer');
  const member = await createMember(app);
  water = await createCategory(app, 'Water');
  await writeLog(app, makeUpLog(400, [water], new Date()));
  await approve(app, reviewer, await submitLink(app, member, { title: 'Rivers of the north' }));
  const lakes = await submitLink(app, member, { title: 'Lakes of the south' });
  await reject(app, reviewer, lakes, '=1+1 is no reason, but someone may type it');
  await decide(app, reviewer, lakes.id, { decision: 'approve', digest: 'a'.repeat(64) });
  browser = await openBrowser();
  page = await openAdmin(browser, app, reviewer);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

const address = (path: string) => `${app.url}/admin/plugins/review/${path}`;
const rows = (of: Page = page) =>
  of.getByRole('row').filter({ has: of.locator('[data-cell=event]') });

async function choose(field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Presses a button that saves a file. Answers the file's name and text. */
async function saved(button: string): Promise<{ name: string; text: string }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const download = await coming;
  return {
    name: download.suggestedFilename(),
    text: await readFile(await download.path(), 'utf8'),
  };
}

describe('the log in the desk', () => {
  it('is reached from the queue, the newest event first', async () => {
    await page.goto(address(''));
    await page.getByRole('link', { name: 'Log', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Log' }).waitFor();
    await rows().first().getByText('Attempt refused').waitFor();
    expect(await rows().count()).toBe(50);
  });

  it('is narrowed in its address, which brings the same back', async () => {
    await page.goto(address('log'));
    await choose('Event', 'Rejected');
    await page.waitForURL(/filters%5Bevent%5D=rejected/);
    await rows().first().getByText('Lakes of the south').waitFor();
    await page.reload();
    await rows().first().getByText('Lakes of the south').waitFor();
    const events = await page.locator('td[data-cell=event]').allInnerTexts();
    expect(events.filter((event) => !event.startsWith('Rejected'))).toEqual([]);
  });

  it('goes back in time page by page, and back to now', async () => {
    await page.goto(address('log'));
    await rows().first().getByText('External link').waitFor();
    const newest = await rows().first().innerText();
    await page.getByRole('link', { name: 'Older events' }).click();
    await page.waitForURL(/before=/);
    await rows().first().getByText('Attempt refused').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Back to the newest' }).click();
    await page.waitForURL((url) => url.search === '');
    await rows().first().getByText('Attempt refused').waitFor();
    expect(await rows().first().innerText()).toBe(newest);
  });

  it('tells everything of an event, the chain included', async () => {
    await page.goto(address('log?filters[event]=refused'));
    await rows()
      .first()
      .getByRole('button', { name: /Show the details/ })
      .click();
    const [event] = await app.sql<{ hash: string }>(
      `select hash from review_events where type = 'refused' order by id desc limit 1`,
    );
    await page.getByText(event?.hash ?? 'no hash', { exact: true }).waitFor();
    await page.getByText('notDecidable').waitFor();
    await page.getByRole('button', { name: 'Show all events of this submission' }).click();
    await page.waitForURL(/filters%5Bsubmission%5D=/);
    await rows().nth(2).getByText('Submitted').waitFor();
    expect(await rows().count()).toBe(3);
    await page.getByRole('button', { name: 'Show all events', exact: true }).click();
    await page.waitForURL((url) => url.search === '');
  });

  it('is narrowed to somebody by their name', async () => {
    await page.goto(address('log'));
    await rows().first().getByRole('button', { name: 'Test Person' }).click();
    await page.waitForURL(/filters%5Bactor%5D=admin%3A/);
    await page.getByRole('button', { name: 'Remove the filter: By Test Person' }).waitFor();
  });

  it('says so where nothing matches', async () => {
    await page.goto(address('log?filters[to]=2001-01-01'));
    await page.getByText('No event matches.').waitFor();
  });

  it('is saved as CSV and JSON lines, as it is narrowed', async () => {
    await page.goto(address('log?filters[event]=rejected'));
    await rows().first().waitFor();
    const csv = await saved('Export CSV');
    expect(csv.name).toBe('review-log.csv');
    expect(csv.text).toContain(`'=1+1 is no reason`);
    const lines = await saved('Export JSON lines');
    const types = lines.text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type);
    expect([...new Set(types)]).toEqual(['rejected']);
  });
});

describe('the statistics in the desk', () => {
  async function ask(question = ''): Promise<Statistics> {
    const { body } = await api(app.url)
      .as(reviewer.token)
      .get<Envelope<Statistics>>(`/review/statistics${question}`);
    return body.data;
  }
  const figure = (name: string) =>
    page.locator('dl > div').filter({ hasText: name }).locator('dd').innerText();

  it('say what the log says', async () => {
    const { waiting, timeToDecision } = await ask();
    await page.goto(address(''));
    await page.getByRole('link', { name: 'Statistics', exact: true }).click();
    await page.getByRole('heading', { level: 2, name: 'Week by week' }).waitFor();
    expect(await figure('Waiting now')).toBe(String(waiting.total));
    expect(await figure('Decisions in the period')).toBe(String(timeToDecision.decisions));
  });

  it('have each chart’s numbers as a table, for everyone who asks', async () => {
    const { reasons } = await ask();
    await page.goto(address('statistics'));
    const section = page.getByRole('region', { name: 'Reasons for rejections' });
    const table = section.getByRole('table', { name: 'Reasons for rejections' });
    await table.waitFor({ state: 'attached' });
    expect(await table.getByRole('row').count()).toBe(reasons.length + 1);
    await section.getByRole('button', { name: 'Show the numbers' }).click();
    const duplicates = reasons.find(({ reasonId }) => reasonId === 'duplicate')?.count;
    const row = table.getByRole('row', { name: 'In the library already' });
    expect(await row.getByRole('cell').innerText()).toBe(String(duplicates));
  });

  it('are narrowed in their address, which brings the same back', async () => {
    await page.goto(address('statistics'));
    await choose('Period', 'Last year');
    await choose('Type', 'External link');
    await page.waitForURL(/filters%5Btype%5D=external-links/);
    const search = new URL(page.url()).search;
    const { timeToDecision } = await ask(search);
    await page.reload();
    await page.getByRole('heading', { level: 2, name: 'Week by week' }).waitFor();
    expect(await figure('Decisions in the period')).toBe(String(timeToDecision.decisions));
  });

  it('are saved as CSV', async () => {
    await page.goto(address(`statistics?filters[category]=${water}`));
    const { name, text } = await saved('Export CSV');
    const { waiting } = await ask(`?filters[category]=${water}`);
    expect(name).toBe('review-statistics.csv');
    expect(text).toContain(`waiting,,total,${String(waiting.total)}\r\n`);
  });
});

describe('who reviews some categories only', () => {
  it('is told that log and statistics are not for them', async () => {
    const limited = await createAdmin(app, 'review-reviewer');
    await changeSettings(app, { scopes: [{ reviewer: limited.id, categories: [water] }] });
    const own = await openAdmin(browser, app, limited);
    for (const path of ['log', 'statistics']) {
      await own.goto(address(path));
      await own.getByText(/You review some categories only/).waitFor();
    }
    await own.context().close();
  });
});

describe.each<Theme>(['light', 'dark'])('in the %s theme', (theme) => {
  let own: Page;
  beforeAll(async () => {
    own = await openAdmin(browser, app, await createAdmin(app, 'review-reviewer'), { theme });
  });
  afterAll(async () => {
    await own.context().close();
  });

  it('the log has no serious fault of accessibility', async () => {
    await own.goto(address('log'));
    await rows(own)
      .first()
      .getByRole('button', { name: /Show the details/ })
      .click();
    expect(await faultsOf(own)).toEqual([]);
  });

  it('the statistics have no serious fault of accessibility', async () => {
    await own.goto(address('statistics'));
    await own.getByRole('button', { name: 'Show the numbers' }).first().click();
    expect(await faultsOf(own)).toEqual([]);
  });
});

/** But for the menu, which is Strapi's and has a name without the number beside it. */
async function faultsOf(of: Page): Promise<string[]> {
  const found = await seriousViolations(of);
  return found.filter((fault) => !fault.startsWith('label-content-name-mismatch: <a aria-label'));
}
