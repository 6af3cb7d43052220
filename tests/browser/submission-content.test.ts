import type { Browser, Page } from 'playwright-core';

import { startApp, type TestApp } from '../helpers/app';
import { openAdmin, openBrowser, submissionAddress } from '../helpers/browser';
import { makeDocx, makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import { approve, documentForm, submitDocument, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let browser: Browser;
let reviewer: Admin;
let member: Member;
let page: Page;
/** What a page must never give rise to. */
let alarms: string[];

beforeAll(async () => {
  app = await startApp({ serveAdminPanel: true });
  reviewer = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
  browser = await openBrowser();
  page = await openAdmin(browser, app, reviewer);
  alarms = [];
  page.on('dialog', (dialog) => {
    alarms.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    const own = url.startsWith(app.url) || /^(?:data|blob):/.test(url);
    if (!own) alarms.push(`a request to ${url}`);
  });
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) alarms.push(message.text());
  });
  page.on('pageerror', (error) => alarms.push(`an error: ${error.message}`));
});
beforeEach(() => {
  alarms.length = 0;
});
afterEach(() => {
  expect(alarms).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

async function open({ id }: { id: string }): Promise<void> {
  await page.goto(submissionAddress(app, id));
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function submitFile(file: Buffer, name: string): Promise<{ id: string }> {
  const form = documentForm({ title: name, description: 'About it' }, file, name);
  const answer = await api(app.url)
    .as(member.jwt)
    .post<{ data: { id: string } }>('/api/submissions/documents', form);
  expect(answer.status).toBe(201);
  return answer.body.data;
}

describe('the file of a submission', () => {
  it('is shown page by page as a PDF, with text to select and to find', async () => {
    const pdf = await makePdf('The first page says bread.', 'The second page says butter.');
    await open(await submitDocument(app, member, {}, pdf));
    const viewer = page.getByRole('region', { name: 'report.pdf' });
    const word = viewer.getByText('The first page says bread.');
    await word.waitFor();
    await page.getByText('of 2').waitFor();

    const box = await word.boundingBox();
    await page.mouse.dblclick((box?.x ?? 0) + 8, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    expect(await page.evaluate(() => String(window.getSelection()).trim())).toBe('The');

    const first = viewer.locator('.page').first();
    const narrow = await first.evaluate((shown) => shown.clientWidth);
    await page.getByRole('button', { name: 'Larger' }).click();
    await page.waitForFunction(
      (was) => (document.querySelector('.pdfViewer .page')?.clientWidth ?? 0) > was,
      narrow,
    );
    await page.getByRole('button', { name: 'Page after' }).click();
    await viewer.getByText('The second page says butter.').waitFor();
    await page.getByLabel('Find in the PDF').fill('page says');
    await page.getByText('1 of 2').or(page.getByText('2 of 2')).first().waitFor();
  });

  it('that is damaged is offered for download', async () => {
    const submission = await submitDocument(app, member);
    await page.route('**/file?version=draft', (route) =>
      route.fulfill({ body: '%PDF-1.7 and then nothing', contentType: 'application/pdf' }),
    );
    await open(submission);
    await page.getByText(/This PDF cannot be shown/).waitFor();
    await page.unroute('**/file?version=draft');
    expect(await page.getByRole('button', { name: 'Download report.pdf' }).count()).toBe(1);
  });

  it('of text is text, of CSV a table, and markup in it is neither', async () => {
    const text = 'Minutes\n<script>alert(1)</script>\n<img src=x onerror=alert(2)>';
    await open(await submitFile(Buffer.from(text), 'minutes.txt'));
    await page.getByText('<script>alert(1)</script>').waitFor();

    const csv = 'Place;People\nÖrnsköldsvik;27000\n"=HYPERLINK(""https://evil.example"")";<b>1</b>';
    await open(await submitFile(Buffer.from(csv), 'places.csv'));
    const table = page.getByRole('region', { name: 'places.csv' }).getByRole('table');
    await table.getByRole('columnheader', { name: 'People', exact: true }).waitFor();
    await table.getByRole('cell', { name: 'Örnsköldsvik' }).waitFor();
    await table.getByRole('cell', { name: '<b>1</b>' }).waitFor();
    expect(await table.getByRole('link').count()).toBe(0);
  });

  it('of an office program is to be downloaded', async () => {
    await open(await submitFile(await makeDocx('Words'), 'letter.docx'));
    await page.getByText('Word files are not shown in the page.').waitFor();
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download letter.docx' }).click();
    expect((await downloaded).suggestedFilename()).toBe('letter.docx');
  });

  it('that is another than the public one stands beside it', async () => {
    const submission = await submitDocument(app, member, {}, await makePdf('What is public.'));
    await approve(app, reviewer, submission);
    const form = documentForm({}, await makePdf('What is submitted now.'), 'second.pdf');
    await api(app.url).as(member.jwt).put(`/api/submissions/${submission.id}`, form);
    await open(submission);
    await page.getByText('Another file than before').waitFor();
    await page.getByText('What is submitted now.').waitFor();
    await page.getByRole('tab', { name: 'Public now' }).click();
    await page.getByText('What is public.').waitFor();
    await page.getByRole('tab', { name: 'What changed in the text' }).click();
    const file = page.getByRole('region', { name: 'File', exact: true });
    await file.locator('ins').waitFor();
    expect(await file.locator('del').allTextContents()).toEqual(['removed: public (end)']);
    expect(await file.locator('ins').allTextContents()).toEqual(['added: submitted now (end)']);
  });
});

describe('hostile texts', () => {
  const hostile = {
    title: '"><img src=x onerror=alert(1)> {{7*7}} ${7*7}',
    url: `https://evil.example/${'x'.repeat(600)}`,
    description: `שלום \u202Egnirts\u202C ${'w'.repeat(600)} <svg onload=alert(2)>`,
    publisher: '<script>alert(3)</script>',
    body: [
      '<script>document.title = "taken over"</script>',
      '[a](javascript:alert(4)) [b](data:text/html,x) [c](/admin/logout) [d](//evil.example)',
      '[e](https://example.org "a title") <javascript:alert(5)>',
      '![pixel](https://evil.example/pixel.png)',
      '<iframe src="https://evil.example"></iframe>',
      `# ${'y'.repeat(600)}`,
    ].join('\n\n'),
  };

  async function links(): Promise<{ href: string; target: string; rel: string }[]> {
    return page
      .getByRole('region', { name: 'Content' })
      .locator('a[href]')
      .evaluateAll((found) =>
        found.map((link) => ({
          href: link.getAttribute('href') ?? '',
          target: link.getAttribute('target') ?? '',
          rel: link.getAttribute('rel') ?? '',
        })),
      );
  }

  it('run nothing, load nothing, lead nowhere unasked, and stay in their place', async () => {
    const submission = await submitLink(app, member, hostile);
    await open(submission);
    const content = page.getByRole('region', { name: 'Content' });
    await content.getByText('(Picture, not shown to readers: pixel)').waitFor();
    expect(await content.locator('img, iframe, script, svg[onload], [onerror]').count()).toBe(0);
    expect(await page.title()).not.toContain('taken over');
    const found = await links();
    expect(found.map(({ href }) => new URL(href).protocol)).not.toContain('javascript:');
    expect(found.every(({ href }) => /^https?:\/\//.test(href))).toBe(true);
    expect(found.every(({ target }) => target === '_blank')).toBe(true);
    expect(found.every(({ rel }) => rel === 'noopener noreferrer nofollow')).toBe(true);
    await content.getByText(/characters that cannot be seen, among them U\+202E/).waitFor();
    await content.getByRole('button', { name: 'Show the source' }).click();
    await content.getByText('U+202E').waitFor();

    const tooWide = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(tooWide).toBeLessThanOrEqual(0);
    await page.keyboard.press('r');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
  });

  it('show as a difference what was changed about them, and run nothing there', async () => {
    const submission = await submitLink(app, member, hostile);
    await open(submission);
    await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${submission.id}`, {
        data: { publisher: '<script>alert(6)</script> & others' },
      });
    const notice = page.getByRole('alert').filter({ hasText: 'This changed' });
    await notice.waitFor();
    expect(await notice.locator('ins').allTextContents()).toEqual([
      'added: 6 (end)',
      'added:  & others (end)',
    ]);
    expect(await notice.locator('script').count()).toBe(0);
  });
});
