import type { Page } from 'playwright-core';

import { until } from './kept';

/** What someone sees of the queue's rows. A row is told by the first word of its title. */
export interface QueuePage {
  /** Waits until these rows are listed, in this order. */
  seeListed: (...names: string[]) => Promise<void>;
  /** Waits until the keyboard is in this row. */
  seeFocusOn: (name: string) => Promise<void>;
  press: (...keys: string[]) => Promise<void>;
  /** Presses two keys, the second of which counts only soon after the first, until the address has these words. */
  pressPair: (first: string, second: string, words: string) => Promise<void>;
}

export function queuePage(page: Page): QueuePage {
  const listed = () =>
    page
      .locator('[data-row] td[data-cell=title]')
      .evaluateAll((cells) => cells.map((cell) => cell.textContent.trim().split(' ')[0] ?? ''));
  const focused = () =>
    page.evaluate(() => {
      const row = document.activeElement?.closest('[data-row]');
      return row?.querySelector('td[data-cell=title]')?.textContent.trim().split(' ')[0] ?? '';
    });
  const see = async (read: () => Promise<unknown>, expected: unknown) => {
    const deadline = Date.now() + 60_000;
    const wanted = JSON.stringify(expected);
    while (JSON.stringify(await read()) !== wanted && Date.now() < deadline) {
      await page.waitForTimeout(100);
    }
    expect(await read()).toEqual(expected);
  };
  const press: QueuePage['press'] = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  return {
    seeListed: (...names) => see(listed, names),
    seeFocusOn: (name) => see(focused, name),
    press,
    pressPair: (first, second, words) =>
      until(`${first} ${second} leads to ${words}`, async () => {
        await press(first, second);
        return decodeURIComponent(page.url()).includes(words);
      }),
  };
}
