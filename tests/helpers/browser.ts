import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';

import type { TestApp } from './app';
import type { Admin } from './people';

/** As root, as in a container, Chromium has no sandbox; the rest keeps it from asking outside hosts. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What a test waits for has a bound of its own. This one ends only what hangs, and no test of a busy machine. */
jest.setTimeout(600_000);

export type Theme = 'light' | 'dark';

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH;
  if (executablePath === undefined) throw new Error('CHROMIUM_PATH names no browser');
  return chromium.launch({ executablePath, args: FLAGS });
}

export interface Look {
  theme?: Theme;
  width?: number;
  language?: 'en' | 'fr';
}

/** A window of its own, with its own session, signed in to the admin. */
export async function openAdmin(
  browser: Browser,
  app: TestApp,
  admin: Admin,
  { theme = 'light', width = 1280, language = 'en' }: Look = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  await context.addInitScript(
    ([look, spoken]) => {
      localStorage.setItem('STRAPI_THEME', look);
      localStorage.setItem('strapi-admin-language', spoken);
      // Strapi shows buttons when the page is idle, and a headless page that draws no frame is never said to be.
      window.requestIdleCallback = (callback) =>
        window.setTimeout(() => {
          callback({ didTimeout: false, timeRemaining: () => 50 });
        });
      window.cancelIdleCallback = (handle) => {
        window.clearTimeout(handle);
      };
    },
    [theme, language] as const,
  );
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${app.url}/admin/auth/login`);
  // By what does not depend on the language.
  await page.locator('input[name=email]').fill(admin.email);
  await page.locator('input[name=password]').fill(admin.password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.includes('login'));
  return page;
}

export const queueAddress = (app: TestApp, query = ''): string =>
  `${app.url}/admin/plugins/review${query}`;

export const submissionAddress = (app: TestApp, id: string): string =>
  `${app.url}/admin/plugins/review/submissions/${id}`;

/** Does something, and waits for words that the page then shows for some seconds: it is the page that looks for them. */
export async function hear(page: Page, words: string, act: () => Promise<void>): Promise<void> {
  const heard = page.waitForFunction((said) => document.body.innerText.includes(said), words);
  await Promise.all([heard, act()]);
}

/** What fades in has other colours than it will have. Some of what moves on a page does so without end. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter(({ playState, effect }) => {
      const end = effect?.getComputedTiming().endTime;
      return playState === 'running' && typeof end === 'number' && Number.isFinite(end);
    });
    const ended = Promise.allSettled(passing.map(({ finished }) => finished));
    await Promise.race([ended, new Promise((resume) => setTimeout(resume, 5000))]);
  });
}

/** The violations that axe calls serious or critical, each as rule and element. */
export async function seriousViolations(page: Page): Promise<string[]> {
  await atRest(page);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(async () => {
    // Put there by the line before.
    const { axe: here } = window as unknown as { axe: typeof axe };
    return here.run(document, { resultTypes: ['violations'] });
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
