import type { Browser, Page } from 'playwright-core';

import { startApp, type TestApp } from '../helpers/app';
import { openAdmin, openBrowser, seriousViolations, submissionAddress } from '../helpers/browser';
import { makePdf } from '../helpers/files';
import { submitDocument, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { runDue } from '../helpers/reading-files';

let app: TestApp;
let browser: Browser;
let reviewer: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp({ serveAdminPanel: true });
  reviewer = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

const TEXT =
  'The committee meets every month to speak about the work of the group and about its budget. Every partner brings a report.';

function card(page: Page, name = 'What the file holds') {
  return page.getByRole('region', { name });
}

describe('what the file holds', () => {
  it('appears by itself once it was read', async () => {
    const submission = await submitDocument(app, member, {}, await makePdf(TEXT, 'Two.'));
    const page = await openAdmin(browser, app, reviewer);
    await page.goto(submissionAddress(app, submission.id));
    await card(page).getByText('The file is being read by machine.').waitFor();
    await runDue(app);
    await card(page).getByText('English, by its text').waitFor();
    const terms = await card(page).getByRole('term').allInnerTexts();
    const values = await card(page).getByRole('definition').allInnerTexts();
    expect(Object.fromEntries(terms.map((term, i) => [term, values[i]]))).toEqual({
      Pages: '2',
      Words: '23',
      Language: 'English, by its text',
      'Tagged for screen readers': 'No',
    });
    const picture = card(page).getByRole('img', { name: 'The first page' });
    // It has its frame before it has its bytes.
    const width = await picture.evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      return image.naturalWidth;
    });
    expect(width).toBe(400);
    expect(await card(page).getByRole('listitem').allInnerTexts()).toHaveLength(3);
    await page.context().close();
  });

  it('has no place where there is no file', async () => {
    const submission = await submitLink(app, member);
    const page = await openAdmin(browser, app, reviewer);
    await page.goto(submissionAddress(app, submission.id));
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await card(page).count()).toBe(0);
    await page.context().close();
  });

  it.each(['light', 'dark'] as const)(
    'is free of serious barriers, %s and in French',
    async (theme) => {
      const submission = await submitDocument(app, member, {}, await makePdf(TEXT));
      await runDue(app);
      const page = await openAdmin(browser, app, reviewer, { theme, language: 'fr' });
      await page.goto(submissionAddress(app, submission.id));
      await card(page, 'Ce que contient le fichier')
        .getByText('anglais, d’après le texte')
        .waitFor();
      await card(page, 'Ce que contient le fichier').getByRole('img').waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await page.context().close();
    },
  );
});
