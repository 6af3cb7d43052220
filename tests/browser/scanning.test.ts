import type { Browser, Page } from 'playwright-core';

import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import {
  openAdmin,
  openBrowser,
  queueAddress,
  seriousViolations,
  submissionAddress,
} from '../helpers/browser';
import { submitDocument } from '../helpers/library';
import { createAdmin, createMember, type Admin } from '../helpers/people';

let app: TestApp;
let browser: Browser;
let root: Admin;
let page: Page;
let waiting: SubmissionView;
let infected: SubmissionView;

/** What a scanner has said meanwhile. */
async function verdict({ id }: SubmissionView, signature: string | null): Promise<void> {
  await app.sql(
    `insert into review_scans select file_sha256, $2, 'ClamAV 1.4.3', $3, now()
       from review_submissions where id = $1`,
    [id, signature === null ? 'clean' : 'infected', signature],
  );
}

beforeAll(async () => {
  // Nothing listens there, and no system hands this port out, so nobody answers.
  app = await startApp({
    serveAdminPanel: true,
    settings: { CLAMAV_HOST: '127.0.0.1', CLAMAV_PORT: '1' },
  });
  root = await createAdmin(app, 'strapi-super-admin');
  const member = await createMember(app);
  waiting = await submitDocument(app, member);
  infected = await submitDocument(app, member);
  await verdict(infected, 'Eicar-Test-Signature');
  browser = await openBrowser();
  page = await openAdmin(browser, app, root);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

async function open({ id }: SubmissionView, on = page): Promise<void> {
  await on.goto(submissionAddress(app, id));
  await on.getByRole('heading', { level: 1 }).waitFor();
}

function enabled(name: string): Promise<boolean> {
  return page.getByRole('button', { name }).first().isEnabled();
}

describe('the queue', () => {
  it('marks what the scanner keeps from being approved', async () => {
    await page.goto(queueAddress(app));
    await page.locator(`[data-row="${waiting.id}"]`).getByText('Not scanned').waitFor();
    await page.locator(`[data-row="${infected.id}"]`).getByText('Infected').waitFor();
  });
});

describe('the page of a submission', () => {
  it('that waits for the scanner offers to reject it, not to approve it', async () => {
    await open(waiting);
    await page.getByText('Not scanned for viruses yet').waitFor();
    expect([await enabled('Approve'), await enabled('Reject')]).toEqual([false, true]);
    await page.keyboard.press('a');
    await page.getByText('has not been scanned for viruses yet').first().waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('whose file is infected says so, and opens it for nobody', async () => {
    await open(infected);
    await page.getByText('This file is infected').waitFor();
    await page.getByText('Eicar-Test-Signature').waitFor();
    expect(await page.getByRole('button', { name: /^Download/ }).count()).toBe(0);
    expect([await enabled('Approve'), await enabled('Reject')]).toEqual([false, true]);
  });

  it('whose file is clean says when it was scanned, and offers to approve', async () => {
    const clean = await submitDocument(app, await createMember(app));
    await verdict(clean, null);
    await open(clean);
    await page.getByText(/^Scanned for viruses on .*: nothing found\.$/).waitFor();
    expect(await enabled('Approve')).toBe(true);
  });
});

describe('the rules', () => {
  it('tell that the scanner does not answer, and what waits for it', async () => {
    await page.goto(`${app.url}/admin/settings/review/rules`);
    await page.getByText(/The scanner does not answer\. One submission waits for it/).waitFor();
    await page.getByRole('button', { name: 'Ask it again' }).waitFor();
  });
});

describe.each(['light', 'dark'] as const)('in the %s theme, in French', (theme) => {
  it('nothing of it is a serious fault for axe', async () => {
    const own = await openAdmin(browser, app, root, { theme, language: 'fr' });
    for (const submission of [waiting, infected]) {
      await open(submission, own);
      await own
        .getByText(/Ce fichier est infecté|Pas encore analysé/)
        .first()
        .waitFor();
      expect(await seriousViolations(own)).toEqual([]);
    }
    await own.goto(`${app.url}/admin/settings/review/rules`);
    await own.getByText(/L’antivirus ne répond pas/).waitFor();
    expect(await seriousViolations(own)).toEqual([]);
    await own.goto(queueAddress(app));
    await own.getByText('Non analysé').first().waitFor();
    expect(await seriousViolations(own)).toEqual([]);
    await own.context().close();
  });
});
