import { request } from 'node:http';

import { startApp, type TestApp } from '../helpers/app';
import { read, until } from '../helpers/kept';
import { addLiveRows } from '../helpers/live-rows';

const EXPORT = '/api/catalogue/export';
/** More than fits into the buffers on the way, so that the server has to wait for who reads. */
const ITEMS = 20_000;

let app: TestApp;
beforeAll(async () => {
  app = await startApp({
    settings: { ACCESSION_REQUESTS_PER_MINUTE: '100000', IS_PROXIED: 'true' },
  });
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

/** As the proxy would have seen it. */
function from(address: number): Record<string, string> {
  return { 'x-forwarded-for': `192.0.2.${address}` };
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
      await until('there is room for one more', async () => (await abandon()) === 200);
    }
    await until('all of them have ended', async () => (await exporting()) === 0);
    const whole = await read(app, EXPORT, from(1));
    const lines = (await whole.text()).trimEnd().split('\n');
    expect(lines).toHaveLength(ITEMS + 1);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ entries: ITEMS });
  });

  it('is one of two at most, and the one of its address, and others are told when to come back', async () => {
    const addresses = Array.from({ length: 6 }, (_, number) => number);
    const answers = await Promise.all(addresses.map((number) => read(app, EXPORT, from(number))));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 200, 503, 503, 503, 503]);
    for (const answer of answers) {
      if (answer.status === 503) expect(answer.headers.get('retry-after')).toBe('10');
      await answer.text();
    }
    const [other, again] = [await read(app, EXPORT, from(1)), await read(app, EXPORT, from(1))];
    expect([other.status, again.status]).toEqual([200, 503]);
    const another = await read(app, EXPORT, from(2));
    expect(another.status).toBe(200);
    await Promise.all([other, again, another].map((answer) => answer.text()));
  });

  it('packed holds the same as plain', async () => {
    const [plain, packed] = [
      await (await read(app, EXPORT, from(3))).text(),
      await (await read(app, EXPORT, { ...from(3), 'accept-encoding': 'gzip' })).text(),
    ];
    expect(packed).toBe(plain);
  });
});
