import type { Browser, Locator, Page } from 'playwright-core';

import { DEFAULT_REASONS } from '../../src/plugins/review/server/src/default-reasons';
import { startApp, type TestApp } from '../helpers/app';
import { hear, openAdmin, openBrowser, queueAddress, submissionAddress } from '../helpers/browser';
import { api } from '../helpers/http';
import { ownDetail, submitDocument, submitLink } from '../helpers/library';
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

async function open(to: Page, { id }: { id: string }, search = ''): Promise<void> {
  await to.goto(submissionAddress(app, id) + search);
  await to.getByRole('heading', { level: 1 }).waitFor();
}

async function revise({ id }: { id: string }, data: Record<string, unknown>): Promise<void> {
  const answer = await api(app.url).as(member.jwt).put(`/api/submissions/${id}`, { data });
  expect(answer.status).toBe(200);
}

function button(on: Page | Locator, name: string): Locator {
  return on.getByRole('button', { name, exact: true });
}

/** What of the texts in a part of the page is marked as removed, and as added. */
async function marks(part: Locator): Promise<{ removed: string[]; added: string[] }> {
  const read = (tag: string) =>
    part
      .locator(tag)
      .evaluateAll((found) => found.map((mark) => mark.textContent.replace(/\s*\(end\)$/, '')));
  return { removed: await read('del'), added: await read('ins') };
}

describe('a second look', () => {
  const changes = DEFAULT_REASONS.find(({ id }) => id === 'changes')?.text.en;

  it('shows what was asked and the difference alone, word by word', async () => {
    const submission = await submitDocument(app, member, {
      description: 'A report about rivers, lakes and the sea.',
    });
    await open(page, submission);
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Changes needed' }).click();
    await dialog.getByLabel('Note', { exact: true }).fill('Please leave out the lakes.');
    await dialog.getByLabel('Internal note').fill('Between us: third time.');
    const letter = dialog.getByRole('region', { name: `What ${member.username} will read` });
    expect(await letter.textContent()).toContain('Please leave out the lakes.');
    expect(await letter.textContent()).toContain(changes);
    expect(await letter.textContent()).not.toContain('Between us');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    const told = (await ownDetail(app, member, submission.id)).history.at(-1);
    expect(told).toMatchObject({ event: 'rejected', reason: changes });
    expect(told).toMatchObject({ note: 'Please leave out the lakes.' });

    await revise(submission, { description: 'A report about rivers and the sea.' });
    await open(page, submission);
    const content = page.getByRole('region', { name: 'Content' });
    const asked = content.getByRole('region', { name: 'What was asked' });
    expect(await asked.textContent()).toContain('Please leave out the lakes.');
    await content.getByText('1 of 11 fields changed.').waitFor();
    expect(await marks(content)).toEqual({ removed: ['removed: , lakes'], added: [] });
    await page.getByText('The same file as before, byte for byte').first().waitFor();

    await content.getByRole('tab', { name: 'All fields' }).click();
    expect(await content.getByText(submission.item.title).count()).toBe(1);
    await content.getByRole('tab', { name: 'As readers will see it' }).click();
    await content.getByText('A report about rivers and the sea.').waitFor();
    expect(await marks(content)).toEqual({ removed: [], added: [] });
  });
});

describe('what changes while a reviewer reads it', () => {
  it('is said within ten seconds, and can be approved once it was seen', async () => {
    const submission = await submitLink(app, member, { description: 'Four village halls.' });
    await open(page, submission);
    const notice = page
      .getByRole('alert')
      .filter({ hasText: 'This changed while you were reading' });
    /** In how many milliseconds it is said. */
    const said = async (description: string) => {
      await revise(submission, { description });
      const begun = Date.now();
      await notice.waitFor();
      return Date.now() - begun;
    };
    let took = await said('Five village halls.');
    expect(await marks(notice)).toEqual({ removed: ['removed: Four'], added: ['added: Five'] });
    expect(await button(page, 'Approve').isDisabled()).toBe(true);
    await page.keyboard.press('a');
    expect(await page.getByRole('dialog').count()).toBe(0);

    await button(page, 'Go on with the new version').click();
    await page.getByText('Five village halls.').waitFor();
    // It is later where the machine is busy with something else, so that it may be changed again.
    for (const count of ['Six', 'Seven']) {
      if (took < 10_000) break;
      took = await said(`${count} village halls.`);
      await button(page, 'Go on with the new version').click();
      await notice.waitFor({ state: 'detached' });
    }
    expect(took).toBeLessThan(10_000);
    await page.keyboard.press('a');
    await button(page.getByRole('dialog'), 'Approve').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await ownDetail(app, member, submission.id)).state).toBe('approved');
  });

  it('is refused, shown, and then approved with the note that was typed', async () => {
    const submission = await submitLink(app, member, { description: 'One page about bees.' });
    // No beat may come in between: it is the server that has to refuse.
    await page.route('**/presence', (route) => route.abort());
    await open(page, submission);
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Note', { exact: true }).fill('Thank you for the bees.');
    await revise(submission, { description: 'Two pages about bees.' });
    await page.keyboard.press('Control+Enter');
    const notice = page.getByRole('alert').filter({ hasText: 'Nothing was decided' });
    await notice.waitFor();
    await page.unroute('**/presence');
    expect(await marks(notice)).toEqual({
      removed: ['removed: One page'],
      added: ['added: Two pages'],
    });
    expect((await ownDetail(app, member, submission.id)).state).toBe('pending');

    await page.keyboard.press('t');
    await page.keyboard.press('a');
    const note = dialog.getByLabel('Note', { exact: true });
    expect(await note.inputValue()).toBe('Thank you for the bees.');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    const { state, history } = await ownDetail(app, member, submission.id);
    expect(state).toBe('approved');
    expect(history.at(-1)).toMatchObject({ note: 'Thank you for the bees.' });
  });
});

describe('two reviewers at one submission', () => {
  it('see each other and whose turn it is; one decides, and the other is told', async () => {
    const colleague = await createAdmin(app, 'review-reviewer');
    const other = await openAdmin(browser, app, colleague);
    const submission = await submitLink(app, member);
    await open(page, submission);
    await open(other, submission);
    await other.keyboard.press('c');
    await other.getByText(/^You have claimed this/).waitFor();
    await page.getByText(/has claimed this until .* You can decide all the same/).waitFor();
    await page.getByText(/is looking at this now/).waitFor();

    await page.keyboard.press('r');
    await page.getByRole('radio', { name: 'Other' }).click();
    await page.getByLabel('Reason in your words').fill('A reason that stays mine.');
    await other.keyboard.press('a');
    await other.getByRole('dialog').waitFor();
    await other.keyboard.press('Control+Enter');
    await other.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await ownDetail(app, member, submission.id)).state).toBe('approved');

    await page.keyboard.press('Control+Enter');
    await page.getByText(/It is now: Approved, by/).waitFor();
    const { state, history } = await ownDetail(app, member, submission.id);
    expect(state).toBe('approved');
    expect(history.map(({ event }) => event)).not.toContain('rejected');
    // The decision led the other on, and so away from here.
    await page.getByText(/is looking at this now/).waitFor({ state: 'detached' });
    await other.context().close();
  });
});

describe('the way through the queue', () => {
  it('leads on after each decision, and back to the row one came from', async () => {
    const links = [
      await submitLink(app, member, { title: 'Way 1' }),
      await submitLink(app, member, { title: 'Way 2' }),
      await submitLink(app, member, { title: 'Way 3' }),
    ];
    await page.goto(queueAddress(app, '?_q=Way&sort=title:desc'));
    await page.getByRole('link', { name: 'Way 2' }).click();
    const heading = (name: string) => page.getByRole('heading', { level: 1, name });
    await heading('Way 2').waitFor();
    await page.keyboard.press('k');
    await heading('Way 3').waitFor();
    await page.keyboard.press('j');
    await heading('Way 2').waitFor();
    await page.keyboard.press('a');
    await button(page.getByRole('dialog'), 'Approve').waitFor();
    await page.keyboard.press('Control+Enter');
    await heading('Way 1').waitFor();
    await hear(page, 'This is the last of the queue.', () => page.keyboard.press('j'));
    await page.keyboard.press('u');
    await page.getByRole('link', { name: 'Way 1' }).waitFor();
    const address = decodeURIComponent(new URL(page.url()).search);
    expect(address).toContain('_q=Way');
    expect(address).toContain('sort=title:desc');
    expect((await ownDetail(app, member, links[1]?.id ?? '')).state).toBe('approved');
    expect((await ownDetail(app, member, links[0]?.id ?? '')).state).toBe('pending');
  });

  it('turned down for good with a reason of the list keeps which one it was', async () => {
    const submission = await submitLink(app, member);
    await open(page, submission);
    await page.keyboard.press('r');
    await page.getByRole('radio', { name: 'In the library already' }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const rows = await app.sql<{ reason_id: string; reason: string }>(
      `select reason_id, reason from review_events where submission_id = $1 and type = 'rejected'`,
      [submission.id],
    );
    expect(rows).toEqual([{ reason_id: 'duplicate', reason: 'The library has this already.' }]);
  });
});
