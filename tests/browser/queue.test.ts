import type { Browser, Page } from 'playwright-core';

import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { openAdmin, openBrowser, queueAddress } from '../helpers/browser';
import { backdate, createCategory, deskOf } from '../helpers/desk';
import { api } from '../helpers/http';
import { ownDetail, submitLink } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { queuePage, type QueuePage } from '../helpers/queue-page';

let app: TestApp;
let browser: Browser;
let reviewer: Admin;
let anna: Member;
let ben: Member;
let page: Page;
let queue: QueuePage;
let water: string;
let links: SubmissionView[];

/** Anna's have waited longest. Each tells its place in the queue by its title. */
const ANNAS = ['Alder', 'Birch', 'Cedar', 'Dogwood'] as const;
const BENS = ['Elm', 'Fir', 'Gorse', 'Hazel', 'Ivy', 'Juniper', 'Kapok', 'Larch'] as const;
const NAMES = [...ANNAS, ...BENS];
const OVERDUE = 3;

beforeAll(async () => {
  app = await startApp({ serveAdminPanel: true });
  reviewer = await createAdmin(app, 'review-reviewer');
  anna = await createMember(app);
  ben = await createMember(app);
  water = await createCategory(app, 'Water');
  await createCategory(app, 'Drinking water', water);
  links = [];
  for (const [index, name] of NAMES.entries()) {
    const categories = index % 2 === 0 ? [water] : [];
    const title = `${name} in the city`;
    const link = await submitLink(app, index < ANNAS.length ? anna : ben, { title, categories });
    await backdate(app, link, { daysAgo: NAMES.length - index, dueIn: index < OVERDUE ? -1 : 5 });
    links.push(link);
  }
  browser = await openBrowser();
  page = await openAdmin(browser, app, reviewer);
  queue = queuePage(page);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

const linkTo = (name: string) => page.getByRole('link', { name: `${name} in the city` });
const link = (name: (typeof NAMES)[number]) => {
  const found = links[NAMES.indexOf(name)];
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
};

async function openQueue(query = ''): Promise<void> {
  await page.goto(queueAddress(app, query));
  await page.locator('[data-row]').first().waitFor();
}

function submissionOf(name: string) {
  return page.getByRole('heading', { level: 1, name: `${name} in the city` });
}

describe('what the queue is narrowed to', () => {
  it('is in the address, told in chips, and survives a reload and going back', async () => {
    await openQueue();
    await queue.seeListed(...NAMES);
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('combobox', { name: 'Category' }).click();
    await page.keyboard.type('wat');
    await page.getByRole('option', { name: 'Drinking water' }).waitFor();
    await page.getByRole('option', { name: 'Water', exact: true }).click();
    await page.getByRole('checkbox', { name: /overdue/i }).click();
    await page.keyboard.press('Escape');
    await queue.seeListed('Alder', 'Cedar');

    await page.reload();
    await queue.seeListed('Alder', 'Cedar');
    await page.getByRole('button', { name: 'Remove the filter: Category: Water' }).click();
    await queue.seeListed('Alder', 'Birch', 'Cedar');

    await page.goBack();
    await queue.seeListed('Alder', 'Cedar');
    await page.getByRole('button', { name: 'Clear all' }).click();
    await queue.seeListed(...NAMES);
    expect(new URL(page.url()).search).toBe('');
  });

  it('is one submitter after a click on their name', async () => {
    await openQueue();
    await page.getByRole('button', { name: ben.username }).first().click();
    await queue.seeListed(...BENS);
    await page
      .getByRole('button', { name: `Remove the filter: Submitter: ${ben.username}` })
      .click();
    await queue.seeListed(...NAMES);
  });

  it('can be kept under a name and opened again', async () => {
    await openQueue('?_q=in the city&sort=title:desc');
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByLabel('Save what is on screen as').fill('City, backwards');
    await page.getByRole('button', { name: 'Save the view' }).click();
    await page.getByRole('button', { name: 'City, backwards', exact: true }).waitFor();

    await openQueue();
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('link', { name: 'City, backwards' }).click();
    await queue.seeListed(...[...NAMES].reverse());

    await page.getByRole('button', { name: 'City, backwards', exact: true }).click();
    await page.getByRole('button', { name: 'Remove the view “City, backwards”' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('No view is saved yet').waitFor();
  });

  it('is said to be nothing when nothing matches, with the way out', async () => {
    await page.goto(queueAddress(app, '?_q=nowhere to be found'));
    await page.getByText('No submission matches').waitFor();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await queue.seeListed(...NAMES);
  });
});

describe('coming back from a submission', () => {
  it('lands on its row', async () => {
    await openQueue('?sort=title:asc');
    await linkTo('Gorse').click();
    await submissionOf('Gorse').waitFor();
    expect(new URL(page.url()).searchParams.get('sort')).toBe('title:asc');
    await page.goBack();
    await queue.seeFocusOn('Gorse');
    expect(new URL(page.url()).searchParams.get('sort')).toBe('title:asc');
  });

  it('lands on the row that takes its place when it was decided', async () => {
    await openQueue();
    await linkTo('Elm').click();
    await submissionOf('Elm').waitFor();
    const elm = link('Elm');
    await deskOf(app, reviewer).bulk({ items: [{ id: elm.id, digest: elm.digest }] });
    await page.goBack();
    await queue.seeFocusOn('Fir');
  });
});

describe('the keyboard', () => {
  it('moves from row to row, opens, and shows its keys', async () => {
    await openQueue();
    await queue.press('j', 'j', 'j', 'k');
    await queue.seeFocusOn('Birch');
    await queue.press('j', 'ArrowDown');
    await queue.seeFocusOn('Dogwood');
    await queue.press('?');
    await page.getByRole('dialog').getByText('Next row').waitFor();
    await queue.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await queue.press('o');
    await submissionOf('Dogwood').waitFor();
  });

  it('goes on at the next page after the last row, and back', async () => {
    await openQueue('?pagination[pageSize]=10');
    const { body } = await deskOf(app, reviewer).list();
    const names = body.data.map(({ item }) => item.title.split(' ')[0] ?? '');
    for (const name of names.slice(0, 11)) {
      await queue.press('j');
      await queue.seeFocusOn(name);
    }
    expect(new URL(page.url()).searchParams.get('pagination[page]')).toBe('2');
    await queue.press('k');
    await queue.seeFocusOn(names[9] ?? '');
    expect(new URL(page.url()).searchParams.get('pagination[page]')).toBeNull();
  });

  it('claims the row, and finds it again under what is mine', async () => {
    await openQueue();
    await queue.press('j', 'c');
    await page.getByRole('button', { name: 'Release “Alder in the city”' }).waitFor();
    await queue.pressPair('g', 'm', 'filters[assignee]=me');
    await queue.seeListed('Alder');
    await queue.press('j', 'c');
    await page.getByText('You have claimed nothing').waitFor();
  });

  it('types in the search, where letters are letters', async () => {
    await openQueue();
    await queue.press('/');
    await page.keyboard.type('jxk');
    expect(await page.getByRole('searchbox').inputValue()).toBe('jxk');
    await queue.press('Enter');
    await page.getByText('No submission matches').waitFor();
  });

  it('decides nothing by one key, whatever that key is', async () => {
    await openQueue();
    await queue.press('j', 'x');
    await page.getByText('1 chosen').first().waitFor();
    const sent: string[] = [];
    page.on('request', (request) => {
      if (/decisions?$/.test(request.url())) sent.push(request.url());
    });
    const dialog = page.getByRole('dialog');
    for (const key of 'abdefhilmnpqrstuvwyz') {
      await queue.press(key);
      if ('amr'.includes(key)) await dialog.waitFor();
      await queue.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
    expect(sent).toEqual([]);
  });
});

describe('a decision about several at once', () => {
  it('is made of those that are as they were ticked, and lists the others with why', async () => {
    await openQueue(`?filters[submitter]=user:${String(ben.id)}&filters[waitingDays]=5`);
    await queue.seeListed('Fir', 'Gorse', 'Hazel');
    await page.getByRole('checkbox', { name: 'Choose all on this page' }).click();
    await page.getByText('3 chosen').first().waitFor();
    await api(app.url)
      .as(ben.jwt)
      .put(`/api/submissions/${link('Gorse').id}`, { data: { description: 'Changed meanwhile.' } });

    await queue.press('r');
    await page.getByRole('dialog').getByRole('radio', { name: 'Not for this library' }).click();
    await page
      .getByRole('dialog')
      .getByText('This is outside what the library collects.')
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Reject 3' }).click();
    await page.getByText('2 were rejected.').waitFor();
    await page.getByText('1 stays as it was').waitFor();
    const refused = page.getByRole('dialog').getByRole('link', { name: 'Gorse in the city' });
    expect(await refused.count()).toBe(1);

    for (const name of ['Fir', 'Hazel'] as const) {
      const { state, history } = await ownDetail(app, ben, link(name).id);
      expect([name, state]).toEqual([name, 'rejected']);
      expect(history.at(-1)?.reason).toBe('This is outside what the library collects.');
    }
    expect((await ownDetail(app, ben, link('Gorse').id)).state).toBe('pending');
    await refused.click();
    await submissionOf('Gorse').waitFor();
  });
});
