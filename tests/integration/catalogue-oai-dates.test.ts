import { startApp, type TestApp } from '../helpers/app';
import { createCategory } from '../helpers/catalogue';
import { addLiveRows } from '../helpers/live-rows';
import { errorsIn, harvest, oai, type OaiParameters } from '../helpers/oai';
import { createAdmin, type Admin } from '../helpers/people';

let app: TestApp;
let editor: Admin;
beforeAll(async () => {
  app = await startApp();
  editor = await createAdmin(app, 'strapi-super-admin');
});
afterAll(async () => {
  await app.stop();
});

/** A set of its own, whose records have these dates. */
async function setOf(moments: readonly string[]): Promise<string> {
  const { id, name } = await createCategory(app, editor);
  const rows = await addLiveRows(app, moments.length, () => ({ categories: [id] }));
  const ids = rows.map(({ documentId }) => documentId);
  // Moments grow with the numbers of changes, so whatever was before these was earlier.
  await app.sql(`update catalogue_change set at = '2000-01-01' where document_id <> all ($1)`, [
    ids,
  ]);
  await app.sql(
    `update catalogue_change c set at = m.at from unnest($1::text[], $2::timestamptz[]) as m (id, at)
     where m.id = c.document_id`,
    [ids, moments],
  );
  return name.toLowerCase().replaceAll(' ', '-');
}

const MOMENTS = [
  '2020-01-01T00:00:00.000Z',
  '2020-01-01T23:59:59.999Z',
  '2020-01-02T00:00:00.000Z',
  '2020-01-02T10:00:00.400Z',
  '2020-01-02T10:00:01.000Z',
];

describe('a harvest of some time', () => {
  it.each<[OaiParameters, number[]]>([
    [{ from: '2020-01-01' }, [0, 1, 2, 3, 4]],
    [{ from: '2020-01-02' }, [2, 3, 4]],
    [{ until: '2020-01-01' }, [0, 1]],
    [{ from: '2020-01-02', until: '2020-01-02' }, [2, 3, 4]],
    [{ from: '2020-01-01T23:59:59Z' }, [1, 2, 3, 4]],
    [{ from: '2020-01-02T10:00:00Z', until: '2020-01-02T10:00:00Z' }, [3]],
    [{ from: '2020-01-02T10:00:01Z' }, [4]],
    [{ until: '2020-01-01T23:59:58Z' }, [0]],
    [{ until: '2020-01-01T23:59:59Z' }, [0, 1]],
    [{ from: '0001-01-01', until: '9999-12-31' }, [0, 1, 2, 3, 4]],
  ])('%j takes in both ends', async (span, expected) => {
    const set = await setOf(MOMENTS);
    const { records } = await harvest(app, { set, ...span });
    expect(records.map(({ datestamp }) => datestamp)).toEqual(
      expected.map((index) => MOMENTS[index]?.replace(/\.\d+/, '')),
    );
  });

  it.each<OaiParameters>([
    { from: '2020-01-03' },
    { until: '2019-12-31' },
    { from: '2020-01-02T10:00:02Z' },
  ])('%j has no records where nothing changed then', async (span) => {
    const set = await setOf(MOMENTS);
    expect(
      errorsIn(await oai(app, { verb: 'ListRecords', metadataPrefix: 'oai_dc', set, ...span })),
    ).toEqual(['noRecordsMatch']);
  });

  it('keeps to its time in all its parts', async () => {
    const moments = Array.from({ length: 150 }, (_, index) =>
      new Date(Date.UTC(2021, 0, 1, 0, index)).toISOString(),
    );
    const set = await setOf(moments);
    const span = { from: '2021-01-01T00:10:00Z', until: '2021-01-01T02:19:00Z' };
    const { records, parts } = await harvest(app, { set, ...span });
    expect(parts).toEqual([100, 30]);
    expect([records[0], records.at(-1)]).toMatchObject([
      { datestamp: span.from },
      { datestamp: span.until },
    ]);
  });
});
