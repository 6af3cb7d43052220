import type { Browser, Page } from 'playwright-core';

import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { openAdmin, openBrowser } from '../helpers/browser';
import { api } from '../helpers/http';
import { ownDetail, submitDocument, submitLink, type Envelope } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

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

async function openFromQueue({ item }: SubmissionView): Promise<void> {
  await page.goto(`${app.url}/admin/plugins/review`);
  await page.getByRole('link', { name: item.title }).click();
  await page.getByRole('heading', { level: 1, name: item.title }).waitFor();
}

function dialogButton(name: string) {
  return page.getByRole('dialog').getByRole('button', { name, exact: true });
}

/** Presses the dialog's button and waits until the server has answered. */
async function decideBy(name: string): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().endsWith('/decision'));
  await dialogButton(name).click();
  await answered;
}

describe('a reviewer in a browser', () => {
  it('approves from the queue, and the public API then has it', async () => {
    const submission = await submitDocument(app, member);
    const address = `/api/documents/${submission.item.documentId}`;
    expect((await api(app.url).get(address)).status).toBe(404);

    await openFromQueue(submission);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await decideBy('Approve');

    const live = await api(app.url).get<Envelope<{ title: string }>>(address);
    expect(live.status).toBe(200);
    expect(live.body.data.title).toBe(submission.item.title);
  });

  it('rejects another with a reason, and the member reads the reason', async () => {
    const submission = await submitLink(app, member);
    await openFromQueue(submission);
    await page.getByRole('button', { name: 'Reject', exact: true }).click();
    await page.getByRole('radio', { name: 'Other' }).click();
    await page.getByLabel('Reason in your words').fill('The page has moved.');
    await decideBy('Reject');

    const { state, history } = await ownDetail(app, member, submission.id);
    expect(state).toBe('rejected');
    expect(history.at(-1)).toMatchObject({ event: 'rejected', reason: 'The page has moved.' });
  });

  it('is told when the content changed while it was open, and nothing is decided', async () => {
    const submission = await submitLink(app, member);
    // Told of it before, the page would not send the decision: it is the server that has to refuse.
    await page.route('**/presence', (route) => route.abort());
    await openFromQueue(submission);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${submission.id}`, { data: { description: 'Changed meanwhile.' } });
    await dialogButton('Approve').click();
    await page
      .getByText(/nothing was decided/i)
      .first()
      .waitFor();
    await page.unroute('**/presence');
    expect((await ownDetail(app, member, submission.id)).state).toBe('pending');
  });
});

describe('an author, who may not decide', () => {
  it('finds no button that publishes', async () => {
    const author = await createAdmin(app, 'strapi-author');
    const own = await openAdmin(browser, app, author);
    await own.goto(
      `${app.url}/admin/content-manager/collection-types/api::external-link.external-link/create`,
    );
    await own.getByRole('button', { name: 'Save', exact: true }).waitFor();
    expect(await own.getByRole('button', { name: /publish/i }).count()).toBe(0);
    await own.context().close();
  });
});
