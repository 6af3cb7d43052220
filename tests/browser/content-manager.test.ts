import type { Browser, Page } from 'playwright-core';

import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { openAdmin, openBrowser, seriousViolations, type Theme } from '../helpers/browser';
import { stateOf } from '../helpers/doors';
import { api } from '../helpers/http';
import { approve, LINK, ownDetail, reject, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let browser: Browser;
let reviewer: Admin;
let member: Member;
let page: Page;
let waiting: SubmissionView[];
const LIST = `/admin/content-manager/collection-types/${LINK}`;

beforeAll(async () => {
  app = await startApp({ serveAdminPanel: true });
  reviewer = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
  await approve(app, reviewer, await submitLink(app, member, { title: 'Oak' }));
  await reject(app, reviewer, await submitLink(app, member, { title: 'Pine' }));
  waiting = [];
  for (const title of ['Rowan', 'Spruce', 'Willow', 'Yew']) {
    waiting.push(await submitLink(app, member, { title }));
  }
  browser = await openBrowser();
  page = await openAdmin(browser, app, reviewer);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

const row = (title: string) => page.getByRole('row').filter({ hasText: title });
const waitingOne = (title: string) => {
  const found = waiting.find(({ item }) => item.title === title);
  if (found === undefined) throw new Error(`There is no ${title}.`);
  return found;
};

async function tick(...titles: string[]): Promise<void> {
  for (const title of titles) await row(title).getByRole('checkbox').check();
}

async function choose(state: string): Promise<void> {
  await page.getByRole('combobox', { name: 'State in review' }).click();
  await page.getByRole('option', { name: state, exact: true }).click();
}

describe("the content manager's list of a reviewed type", () => {
  it('shows the state of each row, asked for once', async () => {
    const asked: string[] = [];
    page.on('request', (request) => {
      // The page one lands on after signing in asks as well, and may still be loading.
      const isOfList = page.url().includes('/content-manager/');
      if (isOfList && request.url().includes('/review/submissions')) asked.push(request.url());
    });
    await page.goto(app.url + LIST);
    await row('Oak').getByText('Approved').waitFor();
    await row('Pine').getByText('Rejected').waitFor();
    await row('Yew').getByText('Pending').waitFor();
    expect(asked).toHaveLength(1);
  });

  it('is narrowed to a state, which its address keeps', async () => {
    await choose('Pending');
    await page.getByText('4 entries found').waitFor();
    expect([await row('Oak').count(), await row('Yew').count()]).toEqual([0, 1]);
    await page.reload();
    await page.getByText('4 entries found').waitFor();
    await row('Yew').click();
    await page.getByRole('heading', { level: 1, name: 'Yew' }).waitFor();
    await page.goBack();
    await page.getByText('4 entries found').waitFor();
    await choose('All states in review');
    await page.getByText('6 entries found').waitFor();
  });

  it('approves what is ticked and pending, and says what changed meanwhile', async () => {
    await page.goto(app.url + LIST);
    await row('Yew').getByText('Pending').waitFor();
    await tick('Oak', 'Rowan', 'Spruce');
    await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${waitingOne('Spruce').id}`, { data: { description: 'Changed.' } });
    await page.getByRole('button', { name: 'Approve…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Approve 2 submissions?' }).waitFor();
    await dialog.getByRole('button', { name: /^Approve 2/ }).click();
    await dialog.getByText('1 was approved.').waitFor();
    await dialog.getByRole('link', { name: 'Spruce' }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await row('Rowan').getByText('Approved').waitFor();
    expect(await stateOf(app, waitingOne('Spruce').item.documentId)).toBe('pending');
    // What was dealt with is not ticked any more, and what could not be decided about still is.
    expect(await row('Rowan').getByRole('checkbox').isChecked()).toBe(false);
    expect(await row('Oak').getByRole('checkbox').isChecked()).toBe(true);
  });

  it('rejects what is ticked with one reason, which each submitter reads', async () => {
    await page.goto(app.url + LIST);
    await row('Yew').getByText('Pending').waitFor();
    await tick('Willow', 'Yew');
    await page.getByRole('button', { name: 'Reject…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'In the library already' }).check();
    await dialog.getByRole('button', { name: /^Reject 2/ }).click();
    await dialog.getByText('2 were rejected.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    for (const title of ['Willow', 'Yew']) {
      const { state, history } = await ownDetail(app, member, waitingOne(title).id);
      expect([state, history.at(-1)?.reason]).toEqual([
        'rejected',
        'The library has this already.',
      ]);
    }
  });

  it.each<Theme>(['light', 'dark'])('has no serious fault of ours, %s', async (theme) => {
    const own = await openAdmin(browser, app, reviewer, { theme });
    await own.goto(app.url + LIST);
    await own.getByText('Pending').first().waitFor();
    await own.getByRole('checkbox').nth(1).check();
    await own.getByRole('button', { name: 'Approve…' }).waitFor();
    const found = await seriousViolations(own);
    // Strapi's own words about what is ticked are pale.
    expect(found.filter((violation) => !violation.includes('entry selected'))).toEqual([]);
    await own.context().close();
  });
});

describe('the menu', () => {
  it('counts what waits', async () => {
    await page.goto(`${app.url}/admin`);
    await page.locator('nav [data-count="1"]').first().waitFor();
  });
});

describe('an editor, who may not read the queue', () => {
  it('sees the list as Strapi has it', async () => {
    const outsider = await createAdmin(app, 'strapi-editor');
    const own = await openAdmin(browser, app, outsider);
    const asked: string[] = [];
    own.on('request', (request) => {
      if (request.url().includes('/review/submissions')) asked.push(request.url());
    });
    await own.goto(app.url + LIST);
    await own.getByText('6 entries found').waitFor();
    await own.getByRole('checkbox').nth(1).check();
    expect(await own.getByRole('columnheader', { name: 'Review' }).count()).toBe(0);
    expect(await own.getByRole('combobox', { name: 'State in review' }).count()).toBe(0);
    expect(await own.getByRole('button', { name: 'Approve…' }).count()).toBe(0);
    expect(asked).toEqual([]);
    await own.context().close();
  });
});
