import { startApp, type TestApp } from '../helpers/app';
import { api } from '../helpers/http';
import { isMadeAnew, keep, read, withinOneMinute } from '../helpers/kept';
import { approve, submitLink } from '../helpers/library';
import { createAdmin, createMember } from '../helpers/people';

const PER_MINUTE = 150;
const LIST = '/api/catalogue';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({
    settings: { ACCESSION_REQUESTS_PER_MINUTE: String(PER_MINUTE), IS_PROXIED: 'true' },
  });
  const reviewer = await createAdmin(app, 'review-reviewer');
  await approve(app, reviewer, await submitLink(app, await createMember(app)));
});
beforeEach(async () => {
  await withinOneMinute(app);
  await keep(app, LIST);
});
afterAll(async () => {
  await app.stop();
});

/** Waits until the application knows of what was written past it, at an address that costs nothing. */
async function noticed(app: TestApp): Promise<void> {
  await api(app.url).post('/api/auth/local', { identifier: 'x', password: 'y' });
}

const leftIn = ({ headers }: Response) => Number(headers.get('ratelimit-remaining'));

describe('an address that asks for ever more', () => {
  it('is told what is left, and when there is more', async () => {
    const { headers } = await read(app, `${LIST}?pagination[pageSize]=1`);
    expect(headers.get('ratelimit-limit')).toBe(String(PER_MINUTE));
    expect(Number(headers.get('ratelimit-reset'))).toBeGreaterThan(0);
  });

  it('pays nothing for what is kept, unchanged or refused at sight', async () => {
    const before = leftIn(await read(app, `${LIST}?pagination[pageSize]=2`));
    for (let time = 0; time < 20; time += 1) {
      await read(app, LIST);
      await read(app, `${LIST}?nonsense=${time}`);
    }
    const { headers } = await read(app, LIST);
    const named = { 'if-none-match': `"other", W/${headers.get('etag') ?? ''}` };
    // Whatever is kept is forgotten, and found to be what it was.
    await app.sql('update up_roles set name = name');
    await noticed(app);
    const unchanged = await read(app, LIST, named);
    expect([unchanged.status, isMadeAnew(unchanged)]).toEqual([304, true]);
    const after = leftIn(await read(app, `${LIST}?pagination[pageSize]=3`));
    expect(before - after).toBe(1);
  });

  it.each([
    ['a star', { 'if-none-match': '*' }],
    ['a date to come', { 'if-modified-since': 'Fri, 31 Dec 9999 23:59:59 GMT' }],
  ])('pays for what %s makes unchanged', async (what, condition) => {
    const first = 30 + what.length;
    const before = leftIn(await read(app, `${LIST}?pagination[pageSize]=${first}`));
    for (let size = 1; size <= 5; size += 1) {
      const path = `${LIST}?pagination[pageSize]=${first + size}`;
      expect((await read(app, path, condition)).status).toBe(304);
    }
    const after = leftIn(await read(app, `${LIST}?pagination[pageSize]=${first + 6}`));
    expect(before - after).toBe(6);
  });

  it('pays for what is made for nobody else, unchanged or not', async () => {
    const { headers } = await read(app, LIST, { cookie: 'a=b' });
    const named = { cookie: 'a=b', 'if-none-match': headers.get('etag') ?? '' };
    const before = leftIn(await read(app, `${LIST}?pagination[pageSize]=21`));
    for (let time = 0; time < 5; time += 1) expect((await read(app, LIST, named)).status).toBe(304);
    const after = leftIn(await read(app, `${LIST}?pagination[pageSize]=22`));
    expect(before - after).toBe(6);
  });

  it('pays for an export as for fifty, and nothing for one that has not changed', async () => {
    const before = leftIn(await read(app, `${LIST}?pagination[pageSize]=4`));
    const whole = await read(app, '/api/catalogue/export');
    await whole.text();
    expect(before - leftIn(whole)).toBe(50);
    const etag = whole.headers.get('etag') ?? '';
    const unchanged = await read(app, '/api/catalogue/export', { 'if-none-match': etag });
    expect(unchanged.status).toBe(304);
    const after = leftIn(await read(app, `${LIST}?pagination[pageSize]=5`));
    expect(leftIn(whole) - after).toBe(1);
  });

  it('pays for a sitemap as for ten', async () => {
    const before = leftIn(await read(app, `${LIST}?pagination[pageSize]=6`));
    expect(before - leftIn(await read(app, '/sitemap-1.xml'))).toBe(10);
  });

  it('is the one its proxy saw, whatever it says of itself', async () => {
    const from = (pretended: string, size: number) =>
      read(app, `${LIST}?pagination[pageSize]=${size}`, {
        'x-forwarded-for': `${pretended}, 192.0.2.7`,
      });
    const before = leftIn(await from('192.0.2.1', 61));
    expect(before - leftIn(await from('192.0.2.2', 62))).toBe(1);
  });

  it('pays for odd spellings of an address as for any', async () => {
    for (const path of [
      '/api/catalogue/%61bc',
      '/API/CATALOGUE/abc',
      '/api/catalogue/abc/',
      '/api/documents/',
    ]) {
      const before = leftIn(await read(app, path));
      expect([path, before - leftIn(await read(app, path))]).toEqual([path, 1]);
    }
  });

  it('gets a 429 that says when to come back, and still what is kept', async () => {
    for (let time = 0; time < PER_MINUTE; time += 1) await read(app, `/api/catalogue/no-${time}`);
    const refused = await read(app, '/api/catalogue/one-more');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('ratelimit-remaining')).toBe('0');
    expect(refused.headers.get('cache-control')).toBe('no-store');
    const { error } = (await refused.json()) as { error: { details: { code: string } } };
    expect(error.details.code).toBe('rate-limited');
    for (const path of ['/api/documents', '/api/catalogue/export', '/sitemap.xml']) {
      expect([path, (await read(app, path)).status]).toEqual([path, 429]);
    }
    const harvester = await read(app, '/oai?verb=Identify');
    expect([harvester.status, harvester.headers.has('retry-after')]).toEqual([503, true]);
    const form = { method: 'POST', body: new URLSearchParams({ verb: 'Identify' }) };
    expect((await fetch(`${app.url}/oai`, form)).status).toBe(503);
    expect((await read(app, LIST)).status).toBe(200);
  });
});
