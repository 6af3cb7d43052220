import { writeFile } from 'node:fs/promises';

import { startApp, type TestApp } from '../helpers/app';
import { api } from '../helpers/http';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { liveDocument, nameOf, stableAddress } from '../helpers/stored-files';

let app: TestApp;
let root: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp();
  root = await createAdmin(app, 'strapi-super-admin');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});

type Headers = Record<string, string>;

/** What a client gets: status, headers, bytes. */
async function fetched(path: string, headers: Headers = {}, method = 'GET') {
  // fetch adds "no-cache" to a conditional request that says nothing of caching.
  const answer = await api(app.url).raw(path, {
    method,
    headers: { 'cache-control': 'max-age=0', ...headers },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, header: (name: string) => answer.headers.get(name), bytes };
}

describe('bytes that are not what was approved', () => {
  it.each(['GET', 'HEAD', 'range'])(
    'are not served, not even of the same length: %s',
    async (how) => {
      const { submission, bytes } = await liveDocument(app, member, root);
      const address = stableAddress(submission);
      expect((await fetched(address)).status).toBe(200);
      const changed = Buffer.from(bytes);
      changed.write('X', 20);
      await writeFile(`${app.publicFolder}/uploads/${await nameOf(app, bytes)}`, changed);
      const headers: Headers = how === 'range' ? { range: 'bytes=0-9' } : {};
      const answer = await fetched(address, headers, how === 'HEAD' ? 'HEAD' : 'GET');
      expect([answer.status, answer.header('etag'), answer.header('content-range')]).toEqual([
        404,
        null,
        null,
      ]);
    },
  );
});

describe('an odd request', () => {
  it.each([
    '/api/documents/%E0%A4%A/file',
    '/api/documents/%00/file',
    `/api/documents/x/file/${'0'.repeat(64)}/%E0%A4%A`,
    `/api/documents/x/file/${'0'.repeat(64)}/..%2f..%2fetc%2fpasswd`,
    `/api/documents/x/file/${'0'.repeat(64)}`,
    `/api/documents/x/file/${'0'.repeat(64)}/a/b`,
    `/api/external-links/x/file`,
    '/api/documents//file',
  ])('%s is the caller’s to mend', async (path) => {
    const { status } = await fetched(path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });
});
