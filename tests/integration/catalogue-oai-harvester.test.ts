import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { startApp, type TestApp } from '../helpers/app';
import { createCategory } from '../helpers/catalogue';
import { hostileTexts, legible } from '../helpers/hostile-texts';
import { addLiveRows, alterLiveRows, type LiveRow, withdrawLiveRows } from '../helpers/live-rows';
import { type Held, heldRecords, oai } from '../helpers/oai';
import { createAdmin } from '../helpers/people';
import { only } from '../helpers/xml';

/** Catmandu, which knows nothing of this application. `npm test` finds it, and says where it does not. */
const HARVESTER = process.env.OAI_HARVESTER;
const RECORDS = 10_000;
const MOST_BYTES = 1024 * 1024 * 1024;

/** What Catmandu prints of a record, as far as it is compared. */
interface Printed {
  _identifier: string;
  _status: string;
  _setSpec: string[];
  title?: string[];
}

interface Kept extends Held {
  sets: string[];
}

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await app.stop();
});

/** Everything the other program harvests, by `documentId`. @throws where it has a record twice */
async function harvestWith(program: string, from: string): Promise<Map<string, Kept>> {
  const address = ['--url', `${app.url}/oai`, '--metadataPrefix', 'oai_dc', '--from', from];
  const { stdout } = await promisify(execFile)(
    program,
    ['convert', 'OAI', ...address, 'to', 'JSON', '--line_delimited', '1'],
    { maxBuffer: MOST_BYTES },
  );
  const lines = stdout.split('\n').filter((line) => line !== '');
  const found = lines.map((line): [string, Kept] => {
    const { _identifier, _status, _setSpec, title } = JSON.parse(line) as Printed;
    const isDeleted = _status === 'deleted';
    const sets = [..._setSpec].sort();
    return [_identifier.split(':').at(-1) ?? '', { title: title?.[0] ?? null, isDeleted, sets }];
  });
  const kept = new Map(found);
  expect(kept.size).toBe(found.length);
  return kept;
}

/** What must be harvested: every record there is, in its sets. */
async function held(setsOf: (documentId: string) => string[]): Promise<Map<string, Kept>> {
  const records = await heldRecords(app);
  return new Map(
    [...records].map(([id, { title, isDeleted }]) => [
      id,
      { title: title === null ? null : legible(title), isDeleted, sets: setsOf(id) },
    ]),
  );
}

function idsOf(rows: readonly LiveRow[]): string[] {
  return rows.map(({ documentId }) => documentId);
}

const describeIfThere = HARVESTER === undefined ? describe.skip : describe;

describeIfThere(`a harvest of ${RECORDS} records by another program`, () => {
  it('is what the library holds, also when it is written to meanwhile', async () => {
    const editor = await createAdmin(app, 'strapi-super-admin');
    const outer = await createCategory(app, editor);
    const inner = await createCategory(app, editor, outer);
    const specs = [outer, inner].map(({ name }) => name.toLowerCase().replaceAll(' ', '-'));
    const rows = await addLiveRows(app, RECORDS, (index) => ({
      ...(index < hostileTexts.length && { title: hostileTexts[index] ?? '' }),
      categories: index % 2 === 0 ? [inner.id] : [],
    }));
    const filed = new Set(idsOf(rows.filter(({ categories }) => categories.length > 0)));
    const setsOf = (id: string) => (filed.has(id) ? [specs[0] ?? '', specs.join(':')] : []);
    await withdrawLiveRows(app, idsOf(rows.slice(1000, 1300)));
    await alterLiveRows(app, idsOf(rows.slice(2000, 2300)), 'Ältered 🎉');
    expect(await harvestWith(HARVESTER ?? '', '2000-01-01')).toEqual(await held(setsOf));

    const moment = only(await oai(app, { verb: 'Identify' }), 'responseDate').text;
    const early = harvestWith(HARVESTER ?? '', '2000-01-01T00:00:00Z');
    for (let start = 0; start < RECORDS; start += 500) {
      // As long as the other program takes, all in all.
      await sleep(200);
      await alterLiveRows(app, idsOf(rows.slice(start, start + 10)), 'Meanwhile');
      await withdrawLiveRows(app, idsOf(rows.slice(start + 100, start + 110)));
    }
    const both = new Map([...(await early), ...(await harvestWith(HARVESTER ?? '', moment))]);
    expect(both).toEqual(await held(setsOf));
  });
});
