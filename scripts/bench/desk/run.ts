import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { Client } from 'pg';
import type { Page } from 'playwright-core';

import { buildAdminIfChanged } from '../../admin-build';
import { throwIfInterrupted } from '../../processes';
import { SentenceError } from '../../sentence-error';
import { dataOf } from '../../verify/client';
import { openScratchDatabase } from '../../verify/database';
import { type Server, startServer } from '../../verify/server';
import { submit } from '../../verify/submission';
import { figuresOf } from '../catalogue/load';
import { createReport, type Picture, printReport, writeReport } from '../catalogue/report';
import { fillQueue, queueLengthFrom } from '../review/queue';
import { approveByKeyboard, openBrowser, signIn } from './reviewer';

/** Waiting behind those that are decided, without their items. */
const DEFAULT_QUEUE = 5000;
const DECISIONS = 200;
const WARM_UP = 10;
const MUST_REACH_MS = 400;
const SERVER = resolve('dist', 'scripts', 'bench', 'desk', 'desk-server.js');

const MILLISECONDS: Picture = {
  name: 'desk',
  title: 'From the confirming key to the next submission, 95th percentile in milliseconds',
  axis: { type: 'value', min: 0, max: MUST_REACH_MS },
  value: ({ p95 }) => p95,
};

function browserPath(): string {
  const path = process.env.CHROMIUM_PATH;
  if (path !== undefined && path !== '') return path;
  throw new SentenceError(
    'Say in CHROMIUM_PATH where Chromium is: CHROMIUM_PATH=/usr/bin/chromium.',
  );
}

/** Documents and links in turns, as a queue has them. */
async function submitMany(server: Server, count: number): Promise<void> {
  for (let i = 1; i <= count; i += 1) {
    throwIfInterrupted();
    const title = `Submission ${String(i).padStart(4, '0')} of the benchmark`;
    if (i % 2 === 0) {
      await submit(server, title);
      continue;
    }
    const data = {
      title,
      url: `https://www.example.org/${String(i)}`,
      description: `About ${title}`,
    };
    dataOf(await server.member.send('POST', '/api/submissions/external-links', { data }));
  }
}

/** One after the other, the newest first: those have items. @returns milliseconds each */
async function decideMany(page: Page, url: string): Promise<number[]> {
  await page.goto(`${url}/admin/plugins/review?sort=submittedAt:desc`);
  await page
    .getByRole('link', { name: /of the benchmark/ })
    .first()
    .waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /of the benchmark/ }).waitFor();
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + DECISIONS; i += 1) {
    throwIfInterrupted();
    const time = await approveByKeyboard(page);
    if (i >= WARM_UP) times.push(time);
    // A reviewer reads; the next one is loaded meanwhile.
    await page.waitForTimeout(300);
  }
  return times;
}

/**
 * `CHROMIUM_PATH=… npm run bench -- desk [waiting]`: how long a reviewer waits after each decision, in a
 * browser, on the production build.
 */
export async function benchDesk([given]: string[]): Promise<number> {
  const [count, executablePath] = [queueLengthFrom(given, DEFAULT_QUEUE), browserPath()];
  await buildAdminIfChanged();
  const folder = await mkdtemp(join(tmpdir(), 'accession-bench-'));
  const database = await openScratchDatabase();
  const server = await startServer(SERVER, database.url, folder);
  const browser = await openBrowser(executablePath);
  try {
    console.log(`Writing ${String(count)} submissions, and ${String(DECISIONS)} with items …`);
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await fillQueue(client, count);
    await client.end();
    await submitMany(server, DECISIONS + WARM_UP + 1);
    console.log('Deciding …');
    const page = await signIn(browser, server.url, 'one@example.org');
    const times = await decideMany(page, server.url);
    const figures = figuresOf(times, times.reduce((sum, one) => sum + one, 0) / 1000);
    const report = createReport(count, [
      {
        work: 'approve by keyboard, to the next submission shown',
        figure: `p95 ${figures.p95.toFixed(0)} ms`,
        mustReach: `p95 under ${String(MUST_REACH_MS)} ms`,
        reached: figures.p95 < MUST_REACH_MS,
        details: { '': figures },
      },
    ]);
    printReport(report);
    console.log(`Written: ${(await writeReport(report, MILLISECONDS)).join(', ')}`);
    return 0;
  } finally {
    await browser.close();
    await server.kill();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}
