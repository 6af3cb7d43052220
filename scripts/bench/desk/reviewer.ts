import { type Browser, chromium, type Page } from 'playwright-core';

import { PASSWORD } from '../../verify/server';

/** As root, as in a container, Chromium has no sandbox; the rest keeps it from asking outside hosts. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS });
}

export async function signIn(browser: Browser, url: string, email: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${url}/admin/auth/login`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((address) => !address.pathname.includes('login'));
  return page;
}

/**
 * From the key that confirms to the frame after the next submission's title is on the page, both by the
 * browser's clock. A text, as these scripts are compiled for no browser.
 */
const WATCH = `
  window.accessionStep = new Promise((done) => {
    const before = document.querySelector('h1').textContent;
    let pressedAt = null;
    const pressed = (event) => {
      if (event.key !== 'Enter' || !event.ctrlKey) return;
      pressedAt = performance.now();
      window.removeEventListener('keydown', pressed, true);
    };
    window.addEventListener('keydown', pressed, true);
    const look = () => {
      const heading = document.querySelector('h1')?.textContent;
      const isNext = pressedAt !== null && heading && heading !== before;
      if (isNext && document.querySelector('[role=dialog]') === null)
        requestAnimationFrame(() => done(performance.now() - pressedAt));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  // Not the promise itself, which would be waited for.
  undefined`;

/** Approves what is open, by keyboard, and waits for the next. @returns milliseconds */
export async function approveByKeyboard(page: Page): Promise<number> {
  await page.keyboard.press('a');
  await page.getByRole('dialog').waitFor();
  await page.evaluate(WATCH);
  await page.keyboard.press('Control+Enter');
  return page.evaluate<number>('window.accessionStep');
}
