import { startApp, type TestApp } from '../helpers/app';
import { press } from '../helpers/doors';
import { api, type Api } from '../helpers/http';
import {
  approve,
  contentManager,
  DOCUMENT,
  submitDocument,
  type Envelope,
} from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let member: Member;
let root: Admin;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  root = await createAdmin(app, 'strapi-super-admin');
});
afterAll(async () => {
  await app.stop();
});

const asRoot = (): Api => api(app.url).as(root.token);

const WAYS: [string, (documentId: string) => Promise<unknown>][] = [
  ['unpublished', (id) => press(app, root, DOCUMENT, id, 'unpublish')],
  ['deleted', (id) => asRoot().delete(contentManager(DOCUMENT, id))],
];

describe.each(WAYS)('an item that was %s', (_, takeDown) => {
  async function taken(): Promise<{ documentId: string; etag: string; uploads: string }> {
    const submission = await submitDocument(app, member);
    await approve(app, root, submission);
    const { documentId } = submission.item;
    const served = await api(app.url).raw(`/api/documents/${documentId}/file`);
    await served.arrayBuffer();
    const [file] = await app.sql<{ url: string }>('select url from files order by id desc limit 1');
    expect(served.status).toBe(200);
    await takeDown(documentId);
    return { documentId, etag: served.headers.get('etag') ?? '', uploads: file?.url ?? '' };
  }

  it('is gone from its address and from the list at once', async () => {
    const { documentId } = await taken();
    const { status } = await api(app.url).get(`/api/documents/${documentId}`);
    const { body } = await api(app.url).get<{ data: { documentId: string }[] }>(
      '/api/documents?pagination[pageSize]=100',
    );
    expect([status, body.data.some((entry) => entry.documentId === documentId)]).toEqual([
      404,
      false,
    ]);
  });

  it('has no file any more, whatever the cache asks', async () => {
    const { documentId, etag } = await taken();
    const path = `/api/documents/${documentId}/file`;
    const plain = await api(app.url).raw(path);
    const revalidated = await api(app.url).raw(path, { headers: { 'if-none-match': etag } });
    const ranged = await api(app.url).raw(path, { headers: { range: 'bytes=0-9' } });
    expect([plain.status, revalidated.status, ranged.status]).toEqual([410, 410, 410]);
  });

  it('has no file under the uploads', async () => {
    const { uploads } = await taken();
    expect((await api(app.url).raw(uploads)).status).toBe(404);
  });

  it('is answered like one that never was', async () => {
    const { documentId } = await taken();
    const about = await api(app.url).get(`/api/documents/${documentId}`);
    const none = await api(app.url).get('/api/documents/zzzzzzzzzzzzzzzzzzzzzzzz');
    expect([about.status, about.body]).toEqual([none.status, none.body]);
  });
});

describe('another member’s submission', () => {
  it.each([
    ['GET', ''],
    ['GET', '/file'],
    ['PUT', ''],
    ['DELETE', ''],
  ])('is answered to %s %s like one that never was', async (method, rest) => {
    const { id } = await submitDocument(app, member);
    const other = api(app.url).as((await createMember(app)).jwt);
    const init = {
      method,
      ...(method === 'PUT'
        ? {
            body: JSON.stringify({ data: { title: 'x' } }),
            headers: { 'content-type': 'application/json' },
          }
        : {}),
    };
    const about = await other.raw(`/api/submissions/${id}${rest}`, init);
    const none = await other.raw(`/api/submissions/${'0'.repeat(24)}${rest}`, init);
    expect([about.status, await about.text()]).toEqual([none.status, await none.text()]);
    expect(about.status).toBe(404);
  });

  it('does not show in the list of one’s own', async () => {
    await submitDocument(app, member);
    const other = api(app.url).as((await createMember(app)).jwt);
    const { body } = await other.get<Envelope<unknown[]>>('/api/submissions');
    expect(body.data).toEqual([]);
  });
});
