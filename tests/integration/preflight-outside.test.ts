import type { RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { startApp, type TestApp } from '../helpers/app';
import { type Clamd, describeWithClamd, prepareClamd } from '../helpers/clamd';
import { makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import { approve, documentForm, submitLink, uniqueTitle, type Envelope } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { deskChecks, findCheck, sheetOf } from '../helpers/preflight';
import { runDue } from '../helpers/reading-files';
import { clean, infected } from '../helpers/scanning';
import { reachOf, serve, type Site } from '../helpers/web';

let app: TestApp;
let site: Site;
let clamd: Clamd;
let editor: Admin;
let member: Member;

const answer: RequestListener = (request, response) => {
  const path = request.url ?? '/';
  if (path === '/robots.txt') {
    response.end('User-agent: *\nDisallow: /closed\n');
  } else if (path === '/gone') response.writeHead(404).end();
  else if (path === '/moved') response.writeHead(301, { location: '/there' }).end();
  else if (path === '/inside') {
    response.writeHead(302, { location: 'http://127.0.0.1/secret' }).end();
  } else if (path === '/slow') void sleep(20_000).then(() => response.end());
  else response.end('fine');
};

beforeAll(async () => {
  site = await serve(answer);
  clamd = await prepareClamd(2);
  app = await startApp({
    settings: {
      ACCESSION_LINK_CHECKS: 'on',
      CLAMAV_HOST: clamd.host,
      CLAMAV_PORT: String(clamd.port),
      // A check has its own time; a submission is to have the scanner's verdict.
      CLAMAV_TIMEOUT_MS: '20000',
    },
  });
  within(site);
  editor = await createAdmin(app, 'strapi-super-admin');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
  await site.stop();
  await clamd.remove();
});

function within(...sites: Site[]): void {
  app.strapi
    .plugin('review')
    .service<{ within(reach: object): void }>('links')
    .within(reachOf(sites));
}

const VALUES = { title: 'A page on rivers', description: 'What was found.' };

let hosts = 0;
/** An address of a host of its own, because of each so many are looked at in a minute. */
function newUrl(path: string): string {
  hosts += 1;
  return site.at(`outside-${hosts}.test`, path);
}
const ask = (url: string) => sheetOf(app, { data: { ...VALUES, url } });

/** Has 24 addresses of one host checked. Answers what is said of them, and what the host was asked. */
async function askOften(host: string): Promise<{ codes: string[]; requests: string[] }> {
  const asked = await serve(answer);
  within(site, asked);
  const codes: string[] = [];
  let checking = member;
  for (let page = 0; page < 24; page += 1) {
    // Each member has so many checks a minute.
    if (page % 8 === 0) checking = await createMember(app);
    const url = asked.at(host, `/page-${page}`);
    const { checks } = await sheetOf(app, { data: { ...VALUES, url } }, { member: checking });
    codes.push(...checks.map(({ code }) => code).filter((code) => code.startsWith('link')));
  }
  within(site);
  await asked.stop();
  return { codes, requests: asked.requests };
}

describe('a check of a link', () => {
  it.each([
    ['/fine', 'linkWorks', 'ok', { status: 200 }],
    ['/gone', 'linkFails', 'warning', { reason: 'gone', status: 404 }],
    ['/closed/page', 'linkClosed', 'note', { reason: 'robots' }],
    ['/inside', 'linkFails', 'warning', { reason: 'address', status: null }],
  ] as const)('at %s says %s', async (path, code, level, details) => {
    const sheet = await ask(newUrl(path));
    expect(sheet).toMatchObject({ type: 'external-links', complete: true });
    expect(findCheck(sheet, code)).toMatchObject({ level, details });
    expect(findCheck(sheet, 'noTwin')?.details).toEqual({ of: 'address' });
  });

  it('asks nothing that is closed, and nothing inside', async () => {
    expect(site.requests.filter((request) => request.includes('/closed'))).toEqual([]);
    const sheet = await ask('http://169.254.169.254/latest/meta-data/');
    expect(findCheck(sheet, 'linkFails')).toMatchObject({ details: { reason: 'address' } });
  });

  it('suggests where it moved for good', async () => {
    const url = newUrl('/moved');
    const sheet = await ask(url);
    expect(findCheck(sheet, 'linkMoved')?.details).toEqual({
      address: new URL('/there', url).href,
    });
  });

  it('does not wait for a slow server', async () => {
    const began = performance.now();
    const url = newUrl('/slow');
    const sheet = await sheetOf(app, { data: { ...VALUES, url } }, { member });
    expect(findCheck(sheet, 'linkUnchecked')).toMatchObject({
      level: 'note',
      details: { why: 'late' },
    });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('names the live item with the same address in another spelling', async () => {
    const url = newUrl('/twin');
    const live = await submitLink(app, member, { url });
    await approve(app, editor, live);
    const sheet = await ask(`${url}/#below`);
    expect(findCheck(sheet, 'sameAddress')).toMatchObject({
      level: 'warning',
      details: { items: [{ type: 'external-links', title: live.item.title }] },
    });
  });

  it.each([
    'river',
    'ftp://example.org/a',
    'javascript:alert(1)',
    'https://me:secret@example.org/',
  ])('stops at %s, as a submission would', async (url) => {
    const sheet = await ask(url);
    expect(findCheck(sheet, 'badAddress')?.level).toBe('stop');
    const data = { ...VALUES, url };
    const submitted = await api(app.url)
      .as(member.jwt)
      .post<Envelope<unknown>>('/api/submissions/external-links', { data });
    expect(submitted.status).toBe(400);
  });

  it('asks one host so often and not more', async () => {
    let often = await askOften('often-0.test');
    // One that is late on a busy machine is left unchecked as well; then another host is asked as often.
    for (let host = 1; host < 6 && often.codes.indexOf('linkUnchecked') !== 20; host += 1) {
      often = await askOften(`often-${host}.test`);
    }
    expect(often.codes).toEqual([
      ...Array.from({ length: 20 }, () => 'linkWorks'),
      ...Array.from({ length: 4 }, () => 'linkUnchecked'),
    ]);
    expect(often.requests).toHaveLength(40);
  });

  it('is told to reviewers from what was looked at later', async () => {
    const submission = await submitLink(app, member, { url: site.at('later.test', '/gone') });
    const waiting = await deskChecks(app, editor, submission);
    expect(waiting.complete).toBe(false);
    expect(findCheck(waiting, 'linkUnchecked')?.details).toEqual({ why: 'waiting' });
    await runDue(app);
    const looked = await deskChecks(app, editor, submission);
    expect(findCheck(looked, 'linkFails')).toMatchObject({ details: { reason: 'gone' } });
    expect(looked.complete).toBe(true);
  });
});

describeWithClamd('a check with a scanner', () => {
  it('stops at an infected file, as a submission would, and keeps nothing of it', async () => {
    await clamd.start();
    const file = infected();
    const sheet = await sheetOf(app, documentForm(VALUES, file, 'notes.txt'));
    expect(findCheck(sheet, 'infected')?.level).toBe('stop');
    const submitted = await api(app.url)
      .as(member.jwt)
      .post<Envelope<unknown>>(
        '/api/submissions/documents',
        documentForm(VALUES, file, 'notes.txt'),
      );
    expect(submitted.body.error.details.code).toBe('infectedFile');
    expect(await app.sql('select from review_scans')).toEqual([]);
  });

  it('finds nothing in a clean one', async () => {
    await clamd.start();
    const sheet = await sheetOf(app, documentForm(VALUES, await clean()));
    expect(findCheck(sheet, 'clean')?.level).toBe('ok');
    expect(findCheck(sheet, 'noScanner')).toBeUndefined();
  });

  it('says so where the scanner does not answer', async () => {
    await clamd.start();
    clamd.pause();
    const file = await makePdf(uniqueTitle());
    const sheet = await sheetOf(app, documentForm(VALUES, file), { member });
    clamd.resume();
    expect(findCheck(sheet, 'unscanned')?.level).toBe('warning');
    expect(sheet.complete).toBe(false);
  });
});
