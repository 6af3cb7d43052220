import { request } from 'node:http';

import { startApp, type TestApp } from '../helpers/app';
import { read, until } from '../helpers/kept';
import { addLiveRows } from '../helpers/live-rows';

const EXPORT = '/api/catalogue/export';
/** More than fits into the buffers on the way, so that the server has to wait for who reads. */
const ITEMS = 20_000;

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_REQUESTS_PER_MINUTE: '100000' } });
  await addLiveRows(app, ITEMS);
});
afterAll(async () => {
  await app.stop();
});

/** Reads a little and goes away without a word. */
function abandon(): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(app.url + EXPORT, (answer) => {
      answer.once('data', () => {
        asked.destroy();
        resolve(answer.statusCode ?? 0);
      });
      answer.on('error', () => undefined);
    });
    asked.on('error', reject);
    asked.end();
  });
}

async function exporting(): Promise<number> {
  const rows = await app.sql(
    `select from pg_stat_activity where datname = current_database() and query like 'copy (select printed%' and state <> 'idle'`,
  );
  return rows.length;
}

describe('an export', () => {
  it('whose reader goes away holds nothing back', async () => {
    for (let time = 0; time < 30; time += 1) {
      await until('there is room for one more', async () => (await exporting()) < 2);
      expect(await abandon()).toBe(200);
    }
    await until('all of them have ended', async () => (await exporting()) === 0);
    const whole = await read(app, EXPORT);
    const lines = (await whole.text()).trimEnd().split('\n');
    expect(lines).toHaveLength(ITEMS + 1);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ entries: ITEMS });
  });

  it('is one of two at most, and others are told when to come back', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => read(app, EXPORT)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 200, 503, 503, 503, 503]);
    for (const answer of answers) {
      if (answer.status === 503) expect(answer.headers.get('retry-after')).toBe('10');
      await answer.text();
    }
    expect((await read(app, EXPORT)).status).toBe(200);
  });

  it('packed holds the same as plain', async () => {
    const [plain, packed] = [
      await (await read(app, EXPORT)).text(),
      await (await read(app, EXPORT, { 'accept-encoding': 'gzip' })).text(),
    ];
    expect(packed).toBe(plain);
  });
});
