import type { Knex } from 'knex';

import { startApp, type TestApp } from '../helpers/app';
import { CATEGORY, createCategory, type Reference } from '../helpers/catalogue';
import { contentManager } from '../helpers/library';
import { api } from '../helpers/http';
import { caughtUp } from '../helpers/live-items';
import {
  addLiveRows,
  alterLiveRows,
  type LiveRow,
  withdrawLiveRows,
  withoutGuards,
} from '../helpers/live-rows';
import {
  errorsIn,
  harvest,
  type Harvested,
  heldRecords,
  keptOf,
  oai,
  recordsIn,
  tokenIn,
} from '../helpers/oai';
import { createAdmin, type Admin } from '../helpers/people';

/** Records in a part, as the server has it. */
const PART = 100;

let app: TestApp;
let editor: Admin;
beforeAll(async () => {
  app = await startApp();
  editor = await createAdmin(app, 'strapi-super-admin');
});
afterAll(async () => {
  await app.stop();
});

function idsOf(rows: readonly (LiveRow | undefined)[]): string[] {
  return rows.flatMap((row) => row?.documentId ?? []);
}

function repeated(records: readonly Harvested[]): string[] {
  const ids = records.map(({ id }) => id);
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}

/** A set of its own, so that a test knows every record in it. */
async function rowsInSet(
  count: number,
): Promise<{ set: string; rows: LiveRow[]; category: Reference }> {
  const category = await createCategory(app, editor);
  const rows = await addLiveRows(app, count, () => ({ categories: [category.id] }));
  return { set: category.name.toLowerCase().replaceAll(' ', '-'), rows, category };
}

function first(parameters: Record<string, string>) {
  return oai(app, { verb: 'ListRecords', metadataPrefix: 'oai_dc', ...parameters });
}

function resume(resumptionToken: string | undefined, verb = 'ListRecords') {
  return oai(app, { verb, resumptionToken: resumptionToken ?? '' });
}

describe('a list', () => {
  it('comes in parts, whole, each record once and in the order of its date', async () => {
    const { set, rows } = await rowsInSet(2 * PART + 30);
    const { records, parts } = await harvest(app, { set });
    expect(parts).toEqual([PART, PART, 30]);
    expect(records.map(({ id }) => id)).toEqual(idsOf(rows));
    const dates = records.map(({ datestamp }) => datestamp);
    expect(dates).toEqual([...dates].sort());
  });

  it('that fits in one part has no token', async () => {
    const { set } = await rowsInSet(PART);
    expect(tokenIn(await first({ set }))).toBeUndefined();
  });

  it('says where each part stands, and ends with an empty token', async () => {
    const { set } = await rowsInSet(PART + 1);
    const token = tokenIn(await first({ set }));
    expect(token).toMatchObject({ attributes: { cursor: '0' } });
    const end = tokenIn(await resume(token?.text));
    expect(end).toMatchObject({ text: '', attributes: { cursor: String(PART) } });
  });

  it('of the whole library says how long it is, in each part', async () => {
    await addLiveRows(app, PART + 1);
    const { records } = await harvest(app, { verb: 'ListIdentifiers' });
    const token = tokenIn(await first({}));
    const next = tokenIn(await resume(token?.text));
    expect([token, next].map((one) => one?.attributes.completeListSize)).toEqual([
      String(records.length),
      String(records.length),
    ]);
  });
});

describe('a token', () => {
  it('gives the same part whenever it is used, and however often', async () => {
    const { set } = await rowsInSet(2 * PART + 1);
    const token = tokenIn(await first({ set }))?.text;
    const second = await resume(token);
    await resume(tokenIn(second)?.text);
    expect(recordsIn(await resume(token))).toEqual(recordsIn(second));
    expect(tokenIn(await resume(token))).toEqual(tokenIn(second));
  });

  it('is kept by nobody: it is good after a restart', async () => {
    const { set } = await rowsInSet(PART + 5);
    const token = tokenIn(await first({ set }))?.text;
    const { databaseUrl, publicFolder } = app;
    await app.stop({ leave: true });
    app = await startApp({ continues: { databaseUrl, publicFolder } });
    expect(recordsIn(await resume(token))).toHaveLength(5);
  });

  it('of a set that was renamed meanwhile is good no more', async () => {
    const { set, category } = await rowsInSet(PART + 5);
    const token = tokenIn(await first({ set }))?.text;
    const address = contentManager(CATEGORY, category.documentId);
    await api(app.url)
      .as(editor.token)
      .put(address, { slug: `${set}-renamed` });
    expect(errorsIn(await resume(token))).toEqual(['badResumptionToken']);
  });
});

describe('a harvest of a library that is written to meanwhile', () => {
  it('ends with what there was at its beginning', async () => {
    const { set, rows, category } = await rowsInSet(2 * PART);
    const { records } = await harvest(app, { set }, () =>
      addLiveRows(app, 10, () => ({ categories: [category.id] })),
    );
    expect(records.map(({ id }) => id)).toEqual(idsOf(rows));
  });

  it('has no record twice, and with the next one from its date on misses nothing', async () => {
    const rows = await addLiveRows(app, 4 * PART);
    const early = await harvest(app, {}, async (part) => {
      const some = (offset: number) =>
        idsOf(rows.slice(40 * part + offset, 40 * part + offset + 7));
      await addLiveRows(app, 5);
      await alterLiveRows(app, [...some(0), ...some(200)], `Altered ${part}`);
      await withdrawLiveRows(app, [...some(10), ...some(230)]);
    });
    const late = await harvest(app, { from: early.responseDate });
    expect(repeated(early.records)).toEqual([]);
    expect(repeated(late.records)).toEqual([]);
    expect(keptOf([...early.records, ...late.records])).toEqual(await heldRecords(app));
  });

  it('misses nothing of a change that was on its way when it began', async () => {
    const rows = await addLiveRows(app, 3);
    const work = app.strapi.db.transaction(async ({ trx }: { trx: Knex.Transaction }) => {
      await trx.raw('delete from external_links where document_id = ?', [
        rows[0]?.documentId ?? '',
      ]);
      await trx.raw('set constraints all immediate');
      // Longer than the second that dates are rounded to.
      await trx.raw('select pg_sleep(1.2)');
      return harvest(app);
    });
    const early = await work;
    await caughtUp(app);
    const late = await harvest(app, { from: early.responseDate });
    expect(keptOf([...early.records, ...late.records])).toEqual(await heldRecords(app));
  });

  it.each(['ListRecords', 'ListIdentifiers'])(
    'goes on where all that was left has changed: %s',
    async (verb) => {
      const { set, rows } = await rowsInSet(PART + 20);
      const { records } = await harvest(app, { verb, set }, () =>
        alterLiveRows(app, idsOf(rows.slice(PART)), 'Altered'),
      );
      expect(records).toHaveLength(PART + 1);
      expect(idsOf(rows.slice(PART))).toContain(records.at(-1)?.id);
    },
  );

  it('ends where all that was left is in the set no more', async () => {
    const { set, rows } = await rowsInSet(PART + 20);
    const token = tokenIn(await first({ set }))?.text;
    const left = idsOf(rows.slice(PART)).map((id) => `'${id}'`);
    await withoutGuards(
      app,
      `delete from external_links_categories_lnk r using external_links l
       where l.id = r.external_link_id and l.document_id in (${left.join()})`,
    );
    expect(errorsIn(await resume(token))).toEqual(['noRecordsMatch']);
  });
});
