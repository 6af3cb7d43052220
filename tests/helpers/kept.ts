import { setTimeout as sleep } from 'node:timers/promises';

import type { TestApp } from './app';

/** A request of nobody in particular, without the headers that Node's `fetch` adds by itself. */
export function read(
  app: TestApp,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Response> {
  return fetch(app.url + path, {
    method,
    redirect: 'manual',
    headers: { 'accept-encoding': 'identity', accept: 'application/json', ...headers },
  });
}

/** Only what is made anew costs, and says so. */
export function isMadeAnew({ headers }: Response): boolean {
  return headers.has('ratelimit-limit');
}

/** Whether the next request for it is answered from what is kept. */
export async function isKept(
  app: TestApp,
  path: string,
  headers: Record<string, string> = {},
): Promise<boolean> {
  const response = await read(app, path, headers);
  await response.text();
  return response.ok && !isMadeAnew(response);
}

/** Asks until the answer is kept: right after a commit the first one may have begun too early. */
export async function keep(
  app: TestApp,
  path: string,
  headers: Record<string, string> = {},
): Promise<void> {
  for (let tries = 0; tries < 1500; tries += 1) {
    if (await isKept(app, path, headers)) return;
    await sleep(20);
  }
  throw new Error(`${path} is never kept`);
}

/**
 * Waits where the minute, of which an address may ask for so much, is nearly over: what is left would soon be all
 * again. Pays for a request.
 */
export async function withinOneMinute(app: TestApp): Promise<void> {
  const { headers } = await read(app, '/api/catalogue/nothing-has-this-name');
  const seconds = Number(headers.get('ratelimit-reset'));
  if (seconds < 20) await sleep(seconds * 1000);
}

/** Waits for what must come, and fails if it has not come after a good while. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1500; tries += 1) {
    if (await isSo()) return;
    await sleep(20);
  }
  throw new Error(`In half a minute it did not come about that ${what}`);
}
