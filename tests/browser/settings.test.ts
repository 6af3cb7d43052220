import type { Browser, Page } from 'playwright-core';

import { startApp, type TestApp } from '../helpers/app';
import { hear, openAdmin, openBrowser, seriousViolations, type Theme } from '../helpers/browser';
import { createCategory } from '../helpers/desk';
import { createAdmin, type Admin } from '../helpers/people';
import { changeSettings, readSettings } from '../helpers/review-settings';

let app: TestApp;
let browser: Browser;
let editor: Admin;
let page: Page;

/** Neither a super admin nor somebody who decides: the right to keep the settings is enough. */
const RIGHTS = [
  { action: 'plugin::review.settings.manage' },
  { action: 'plugin::review.queue.read' },
];

beforeAll(async () => {
  app = await startApp({ serveAdminPanel: true });
  await changeSettings(app, { maxPendingItems: 50, maxPendingMegabytes: 500 });
  editor = await createAdmin(app, RIGHTS);
  await createAdmin(app, 'review-reviewer');
  const water = await createCategory(app, 'Water');
  await createCategory(app, 'Drinking water', water);
  browser = await openBrowser();
  page = await openAdmin(browser, app, editor);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

async function open(name: string, on = page): Promise<void> {
  await on.goto(`${app.url}/admin/settings/review/${name}`);
  await on.getByRole('heading', { level: 1 }).waitFor();
}

async function save(): Promise<void> {
  const answered = page.waitForResponse(
    (response) =>
      response.url().endsWith('/review/settings') && response.request().method() === 'PUT',
  );
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await answered;
}

/** Saves what is right, and is told so. */
const saved = () => hear(page, 'Saved.', save);

/** Does something that has the page ask the server by this address, and waits until it was answered. */
async function asking(address: string, act: () => Promise<void>): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().endsWith(address));
  const [response] = await Promise.all([answered, act()]);
  await response.finished();
}

/** Chooses in a field that finds while one types. */
async function choose(field: string, typed: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).last().click();
  await page.keyboard.type(typed);
  await page.getByRole('option', { name: option, exact: true }).click();
}

describe('an editor with the right to the settings', () => {
  it('finds them in a section of their own', async () => {
    await page.goto(`${app.url}/admin/settings`);
    await page.getByRole('link', { name: 'Reasons', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Reasons' }).waitFor();
  });

  it('writes a reason in several languages, and its id is made of its label', async () => {
    await open('reasons');
    await choose('Add a language', 'span', 'Spanish');
    await page.getByRole('button', { name: 'Add a reason' }).click();
    const fields = (language: string) => page.getByRole('group', { name: language });
    await fields('English').getByLabel('Label').fill('Scanned upside down');
    await fields('English').getByLabel('Text').fill('The pages are upside down.');
    await fields('Spanish').getByLabel('Label').fill('Al revés');
    await page.getByLabel('This reason asks for changes').check();
    await saved();
    expect((await readSettings(app)).reasons.at(-1)).toEqual({
      id: 'scanned-upside-down',
      label: { en: 'Scanned upside down', es: 'Al revés' },
      text: { en: 'The pages are upside down.' },
      asksForChanges: true,
    });
  });

  it('moves reasons by keyboard and removes one', async () => {
    await open('reasons');
    const up = page.getByRole('button', { name: 'Move “Scanned upside down” up' });
    await up.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove Changes needed' }).click();
    await saved();
    const ids = (await readSettings(app)).reasons.map(({ id }) => id);
    expect(ids).toHaveLength(6);
    expect([ids.indexOf('changes'), ids.indexOf('scanned-upside-down')]).toEqual([-1, 3]);
  });

  it('is told at the field what is wrong, and is taken there', async () => {
    await open('reasons');
    await page.getByRole('button', { name: 'Add a reason' }).click();
    await page.getByLabel('Text').first().fill('A text without a label.');
    await page.getByRole('button', { name: 'Add a reason' }).click();
    // The one before has closed.
    await page.getByRole('group', { name: 'English' }).nth(1).waitFor({ state: 'detached' });
    await save();
    await page.getByText('Cannot be empty.').first().waitFor();
    // Strapi takes the focus there a moment after it has shown what is wrong.
    await page.locator(':focus[aria-invalid=true]').waitFor();
    expect(await page.getByText('Needs correcting').count()).toBe(2);
    expect((await readSettings(app)).reasons).toHaveLength(6);
  });

  it('is warned when leaving what is not saved', async () => {
    await page.getByRole('link', { name: 'Rules', exact: true }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('heading', { level: 1, name: 'Rules' }).waitFor();
  });

  it('sets the rules', async () => {
    await open('rules');
    await page.getByRole('radio', { name: /^Not allowed/ }).check();
    await page.getByLabel('Minutes a claim lasts').fill('0');
    await page.getByRole('radio', { name: 'Removed after some time' }).check();
    await page.getByLabel('Days to keep them').fill('30');
    await page.getByRole('radio', { name: 'No limit' }).last().check();
    await page.getByLabel('At most so many', { exact: false }).fill('25');
    await page.getByText('Files are not scanned for viruses').waitFor();
    await page.getByRole('radio', { name: 'The file as it was' }).check();
    await page.getByLabel('Days to keep unused files').fill('7');
    await save();
    await page.getByText('Must be a whole number from 1 to 10,080.').waitFor();
    await page.getByLabel('Minutes a claim lasts').fill('90');
    await saved();
    expect(await readSettings(app)).toMatchObject({
      allowSelfApproval: false,
      claimMinutes: 90,
      keepRejectedDays: 30,
      maxPendingItems: 25,
      maxPendingMegabytes: null,
      oldFiles: 'serve',
      keepUnusedFilesDays: 7,
    });
  });

  it('sets due dates, for a category as well', async () => {
    await open('due-dates');
    await page.getByRole('radio', { name: 'None' }).check();
    await page.getByRole('button', { name: 'Add a category' }).click();
    await choose('Category', 'drink', 'Water › Drinking water');
    await page.getByRole('textbox', { name: 'Working days' }).fill('2');
    await saved();
    const { dueDays, dueDaysByCategory } = await readSettings(app);
    expect([dueDays, dueDaysByCategory.map(({ days }) => days)]).toEqual([null, [2]]);
  });

  it('limits a reviewer to categories', async () => {
    await open('reviewers');
    const limit = page.getByRole('button', { name: 'Limit a reviewer' });
    await asking('/review/reviewers', () => limit.click());
    await page.getByRole('combobox', { name: 'Reviewer' }).click();
    await page.getByRole('option').first().click();
    await choose('Categories', 'wat', 'Water');
    await choose('Categories', 'drink', 'Water › Drinking water');
    await page.getByRole('button', { name: 'Remove Water', exact: true }).click();
    await saved();
    expect((await readSettings(app)).scopes.map(({ categories }) => categories.length)).toEqual([
      1,
    ]);
  });

  it('keeps what is typed after it was saved, whatever others save', async () => {
    await open('rules');
    let release = (): void => undefined;
    const isTyped = new Promise<void>((resolve) => (release = resolve));
    let isSaved = false;
    await page.route('**/review/settings', async (route) => {
      if (isSaved) await isTyped;
      isSaved ||= route.request().method() === 'PUT';
      await route.continue();
    });
    await page.getByLabel('Minutes a claim lasts').fill('46');
    await saved();
    await changeSettings(app, { dueDays: 8 });
    await page.getByLabel('Minutes a claim lasts').fill('48');
    release();
    await saved();
    await page.unroute('**/review/settings');
    expect(await readSettings(app)).toMatchObject({ dueDays: 8, claimMinutes: 48 });
  });

  it('does not take back what someone else saved meanwhile', async () => {
    await open('rules');
    await changeSettings(app, { dueDays: 7 });
    await page.getByLabel('Minutes a claim lasts').fill('45');
    await saved();
    expect(await readSettings(app)).toMatchObject({ dueDays: 7, claimMinutes: 45 });

    await changeSettings(app, { claimMinutes: 20 });
    await page.getByLabel('Minutes a claim lasts').fill('50');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Someone else saved these settings meanwhile.').waitFor();
    expect((await readSettings(app)).claimMinutes).toBe(20);
    await page.getByRole('button', { name: 'Show what they saved' }).click();
    await page.locator('input[inputmode=decimal][value="20"]').waitFor();
  });
});

describe('a reviewer without the right', () => {
  it('finds no settings of the review', async () => {
    const reviewer = await createAdmin(app, 'review-reviewer');
    const own = await openAdmin(browser, app, reviewer);
    await own.goto(`${app.url}/admin/settings/review/rules`);
    await own.getByText(/have the permissions to access/).waitFor();
    expect(await own.getByRole('link', { name: 'Rules', exact: true }).count()).toBe(0);
    await own.context().close();
  });
});

describe('the pages of the settings', () => {
  it.each<Theme>(['light', 'dark'])(
    'have no serious fault for assistive technology, %s',
    async (theme) => {
      const own = await openAdmin(browser, app, editor, { theme });
      for (const name of ['reasons', 'due-dates', 'reviewers', 'rules']) {
        await open(name, own);
        if (name === 'reasons')
          await own.getByRole('button', { name: 'Information missing', exact: true }).click();
        expect([name, await seriousViolations(own)]).toEqual([name, []]);
      }
      await own.context().close();
    },
  );

  it('speak French to whoever chose it, refusals included', async () => {
    const own = await openAdmin(browser, app, editor, { language: 'fr' });
    await open('rules', own);
    await own.getByRole('heading', { level: 1, name: 'Règles' }).waitFor();
    await own.getByLabel('Minutes que dure une prise en charge').fill('0');
    await own.getByRole('button', { name: 'Enregistrer' }).click();
    await own.getByText(/^Doit être un nombre entier de 1 à/).waitFor();
    await own.context().close();
  });
});
