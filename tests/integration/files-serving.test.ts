import { createHash } from 'node:crypto';

import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import { approve, submitDocument } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let reviewer: Admin;
let member: Member;
let pdf: Buffer;
let pending: SubmissionView;
let live: SubmissionView;
beforeAll(async () => {
  app = await startApp();
  reviewer = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
  pdf = await makePdf('Bytes that somebody approved');
  pending = await submitDocument(app, member);
  live = await submitDocument(app, member, {}, pdf);
  await approve(app, reviewer, live);
});
afterAll(async () => {
  await app.stop();
});

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const addressOf = ({ item }: SubmissionView): string => `/api/documents/${item.documentId}/file`;

async function storedName({ item }: SubmissionView): Promise<string> {
  const [file] = await app.sql<{ name: string }>(
    `select f.hash || f.ext as name from files f
       join files_related_mph m on m.file_id = f.id
       join library_documents d on d.id = m.related_id
      where d.document_id = $1 limit 1`,
    [item.documentId],
  );
  if (file === undefined) throw new Error('The item has no stored file');
  return file.name;
}

describe('the file of a live document', () => {
  it('is shown under its own name, with its hash as a strong ETag', async () => {
    const answer = await api(app.url).raw(addressOf(live));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe(`"${sha256(pdf)}"`);
    expect(answer.headers.get('content-disposition')).toBe('inline; filename="report.pdf"');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-length')).toBe(String(pdf.length));
    expect(sha256(Buffer.from(await answer.arrayBuffer()))).toBe(sha256(pdf));
  });

  it('answers HEAD with the length and no body', async () => {
    const answer = await api(app.url).raw(addressOf(live), { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe(String(pdf.length));
    expect(await answer.text()).toBe('');
  });

  it('is sent in part where a range is asked for', async () => {
    const answer = await api(app.url).raw(addressOf(live), { headers: { range: 'bytes=5-14' } });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes 5-14/${pdf.length}`);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(pdf.subarray(5, 15));
  });

  it('is not sent again to whoever has it', async () => {
    // fetch adds "no-cache" to a conditional request that says nothing of caching, which asks for it all.
    const headers = { 'if-none-match': `"${sha256(pdf)}"`, 'cache-control': 'max-age=0' };
    expect((await api(app.url).raw(addressOf(live), { headers })).status).toBe(304);
  });

  it('refuses a range beyond its end', async () => {
    const headers = { range: `bytes=${pdf.length}-` };
    expect((await api(app.url).raw(addressOf(live), { headers })).status).toBe(416);
  });

  it('is not served any more once the stored bytes are others', async () => {
    const { writeFile } = await import('node:fs/promises');
    const tampered = await submitDocument(app, member);
    await approve(app, reviewer, tampered);
    await writeFile(`${app.publicFolder}/uploads/${await storedName(tampered)}`, 'short');
    expect((await api(app.url).get(addressOf(tampered))).status).toBe(404);
  });
});

describe('the file of a pending document', () => {
  it('is told from nothing by nobody', async () => {
    const never = await api(app.url).get('/api/documents/aaaaaaaaaaaaaaaaaaaaaaaa/file');
    const answer = await api(app.url).get(addressOf(pending));
    expect([answer.status, answer.body]).toEqual([never.status, never.body]);
    expect(answer.status).toBe(404);
  });

  it('is its submitter’s to fetch', async () => {
    const answer = await api(app.url).as(member.jwt).raw(`/api/submissions/${pending.id}/file`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  });

  it('is not another member’s', async () => {
    const other = await createMember(app);
    expect(
      (await api(app.url).as(other.jwt).get(`/api/submissions/${pending.id}/file`)).status,
    ).toBe(404);
  });
});

describe.each(['pending', 'live'] as const)('/uploads, for the file of a %s document', (which) => {
  it.each([
    (name: string) => `/uploads/${name}`,
    (name: string) => `/uploads//${name}`,
    (name: string) => `//uploads/${name}`,
    (name: string) => `/UPLOADS/${name}`,
    (name: string) => `/%75ploads/${name}`,
    (name: string) => `/uploads%2F${name}`,
    (name: string) => `/uploads/%2e/${name}`,
    (name: string) => `/x/%2e%2e/uploads/${name}`,
    (name: string) => `/uploads/thumbnail_${name}`,
    (name: string) => `/uploads/${encodeURIComponent(name).replace('.', '%2E')}`,
    (name: string) => `/uploads/${name}?x=1`,
    (name: string) => `/uploads/${name}/`,
  ])('answers 404 to spelling %#, by GET, HEAD and Range', async (spell) => {
    const path = spell(await storedName(which === 'pending' ? pending : live));
    for (const init of [{}, { method: 'HEAD' }, { headers: { range: 'bytes=0-3' } }]) {
      expect((await api(app.url).raw(path, init)).status).toBe(404);
    }
  });
});
