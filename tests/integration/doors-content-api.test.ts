import { startApp, type TestApp } from '../helpers/app';
import { linkValues } from '../helpers/doors';
import { makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import { violations } from '../helpers/invariants';
import { approve, submitDocument, submitLink } from '../helpers/library';
import { createAdmin, createMember } from '../helpers/people';
import { allowMembers, createApiToken, everyContentApiAction } from '../helpers/tokens';

let app: TestApp;
let callers: Record<string, string>;
let documentId: string;
let linkId: string;
let pendingId: string;
let liveRowId: number;
beforeAll(async () => {
  app = await startApp();
  const member = await createMember(app);
  const reviewer = await createAdmin(app, 'review-reviewer');
  const root = await createAdmin(app, 'strapi-super-admin');
  const document = await submitDocument(app, member);
  const link = await submitLink(app, member);
  await approve(app, reviewer, document);
  await approve(app, reviewer, link);
  documentId = document.item.documentId;
  linkId = link.item.documentId;
  pendingId = (await submitDocument(app, member)).item.documentId;
  const [row] = await app.sql<{ id: number }>(
    'select id from library_documents where published_at is not null',
  );
  liveRowId = row?.id ?? 0;
  // The worst an administrator can do by mistake: everything there is, to every member.
  await allowMembers(app, everyContentApiAction(app));
  callers = {
    'a member who was granted everything': member.jwt,
    'a token with full access': await createApiToken(app, { type: 'full-access' }),
    'a token with every permission': await createApiToken(app, {
      type: 'custom',
      permissions: everyContentApiAction(app),
    }),
    'a super admin': root.token,
  };
});
// Whatever the tests did, and whoever was refused: what must hold, holds.
afterAll(async () => {
  const found = await violations(app);
  await app.stop();
  expect(found).toEqual([]);
});

const WRITES: [string, string][] = [
  ['POST', '/api/documents'],
  ['POST', '/api/external-links'],
  ['PUT', '/api/documents/:document'],
  ['PUT', '/api/documents/:pending'],
  ['PUT', '/api/external-links/:link'],
  ['PATCH', '/api/documents/:document'],
  ['DELETE', '/api/documents/:document'],
  ['DELETE', '/api/external-links/:link'],
  ['POST', '/api/documents/:pending/actions/publish'],
  ['POST', '/api/documents?status=published'],
  ['POST', '/api/library-documents'],
  ['POST', '/api/categories'],
  ['POST', '/api/information-sources'],
];

function pathOf(path: string): string {
  return path
    .replace(':document', documentId)
    .replace(':pending', pendingId)
    .replace(':link', linkId);
}

describe.each([
  'a member who was granted everything',
  'a token with full access',
  'a token with every permission',
  'a super admin',
])('the content API, for %s,', (caller) => {
  it.each(WRITES)('has no %s %s', async (method, path) => {
    const response = await api(app.url)
      .as(callers[caller] ?? '')
      .raw(pathOf(path), {
        method,
        body: JSON.stringify({ data: linkValues() }),
        headers: { 'content-type': 'application/json' },
      });
    expect([404, 405]).toContain(response.status);
  });

  it.each(['library_documents', 'external_links'])('leaves the rows of %s alone', async (table) => {
    const rows = `select * from ${table} order by id`;
    const before = await app.sql(rows);
    for (const [method, path] of WRITES) {
      await api(app.url)
        .as(callers[caller] ?? '')
        .raw(pathOf(path), {
          method,
          body: JSON.stringify({ data: linkValues() }),
          headers: { 'content-type': 'application/json' },
        });
    }
    expect(await app.sql(rows)).toEqual(before);
  });

  it('hangs no uploaded file on an item', async () => {
    const form = new FormData();
    form.append('files', new Blob([new Uint8Array(await makePdf('Another'))]), 'another.pdf');
    form.append('ref', 'api::library-document.library-document');
    form.append('refId', String(liveRowId));
    form.append('field', 'file');
    const before = await app.sql('select * from files_related_mph order by id');
    const { status } = await api(app.url)
      .as(callers[caller] ?? '')
      .post('/api/upload', form);
    expect([status >= 400, await app.sql('select * from files_related_mph order by id')]).toEqual([
      true,
      before,
    ]);
  });

  it('replaces no bytes of a live item', async () => {
    const [file] = await app.sql<{ file_id: number }>(
      'select file_id from files_related_mph where related_id = $1',
      [liveRowId],
    );
    const form = new FormData();
    form.append('files', new Blob([new Uint8Array(await makePdf('Swapped'))]), 'swapped.pdf');
    const before = await app.sql('select * from files order by id');
    const { status } = await api(app.url)
      .as(callers[caller] ?? '')
      .post(`/api/upload?id=${file?.file_id ?? 0}`, form);
    expect([status >= 400, await app.sql('select * from files order by id')]).toEqual([
      true,
      before,
    ]);
  });

  it('deletes no file of a live item', async () => {
    const [file] = await app.sql<{ file_id: number }>(
      'select file_id from files_related_mph where related_id = $1',
      [liveRowId],
    );
    const { status } = await api(app.url)
      .as(callers[caller] ?? '')
      .delete(`/api/upload/files/${file?.file_id ?? 0}`);
    expect([401, 404, 405, 409]).toContain(status);
  });
});
