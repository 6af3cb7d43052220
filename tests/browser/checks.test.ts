import type { Browser, Page } from 'playwright-core';

import { startApp, type TestApp } from '../helpers/app';
import { openAdmin, openBrowser, seriousViolations, submissionAddress } from '../helpers/browser';
import { makePdf } from '../helpers/files';
import { ownDetail, submitDocument, uniqueTitle } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { runDue } from '../helpers/reading-files';

let app: TestApp;
let browser: Browser;
let reviewer: Admin;
let member: Member;
let page: Page;

beforeAll(async () => {
  app = await startApp({ serveAdminPanel: true });
  reviewer = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
  browser = await openBrowser();
  page = await openAdmin(browser, app, reviewer);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

const bytes = () => makePdf(`${uniqueTitle('River')} was measured in every month of the year.`);

describe('the checks of a submission', () => {
  it('stand on its page, name what is the same, and warn once more before approving', async () => {
    const file = await bytes();
    const other = await submitDocument(app, member, { title: 'The first of two' }, file);
    const submission = await submitDocument(app, member, { title: 'Sent once more' }, file);
    await page.goto(submissionAddress(app, submission.id));
    const card = page.getByRole('region', { name: 'Checks' });
    await card.getByText('The file has not been read by machine yet.').waitFor();
    await runDue(app);
    // Without a reload: it asks again while something is still being found out.
    await card.getByText('The PDF is not tagged, so screen readers').waitFor();
    await card.getByText('This very file was submitted more than once:').waitFor();
    const link = card.getByRole('link', { name: 'The first of two' });
    expect(await link.getAttribute('href')).toContain(`/submissions/${other.id}`);
    await card.getByText(/checks without objection/).click();
    await card.getByText('The library does not have this file yet.').waitFor();
    expect(await seriousViolations(page)).toEqual([]);

    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog');
    const doubts = dialog.getByRole('list', { name: 'A check warns of this' });
    await doubts.getByText('This very file was submitted more than once:').waitFor();
    expect(await doubts.getByText('not tagged').count()).toBe(0);
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    expect((await ownDetail(app, member, submission.id)).state).toBe('approved');

    await page.goto(submissionAddress(app, other.id));
    await card.getByText('The library has this very file already:').waitFor();
    const live = card.getByRole('link', { name: 'Sent once more' });
    expect(await live.getAttribute('href')).toBe(`/api/documents/${submission.item.documentId}`);
  });

  it('are read in French too', async () => {
    const french = await openAdmin(browser, app, reviewer, { language: 'fr' });
    const submission = await submitDocument(app, member, {}, await bytes());
    await french.goto(submissionAddress(app, submission.id));
    const card = french.getByRole('region', { name: 'Vérifications' });
    await card.getByText('Aucun antivirus n’est configuré.').waitFor();
    await card.getByText('Le fichier n’a pas encore été lu par la machine.').waitFor();
    await french.context().close();
  });
});
