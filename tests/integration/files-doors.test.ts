import { readdir } from 'node:fs/promises';

import { startApp, type TestApp } from '../helpers/app';
import { makeDocx, makePdf } from '../helpers/files';
import { api, type Answer } from '../helpers/http';
import {
  approve,
  documentForm,
  submitDocument,
  uniqueTitle,
  type Envelope,
} from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { temporaryUploads, untilUploadsAreGone } from '../helpers/temporary-uploads';

let app: TestApp;
let root: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_MAX_FILE_SIZE_MB: '1' } });
  root = await createAdmin(app, 'strapi-super-admin');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});

const HTML = Buffer.from('<!doctype html><html><script>alert(1)</script></html>');

async function stored(): Promise<string[]> {
  return (await readdir(`${app.publicFolder}/uploads`))
    .filter((name) => name !== '.gitkeep')
    .sort();
}

async function rows(): Promise<number> {
  const [row] = await app.sql<{ count: string }>('select count(*) from files');
  return Number(row?.count);
}

type Refusal = Answer<Envelope<null>>;

const values = () => ({ title: uniqueTitle('Door'), description: 'A file at a door' });

function form(bytes: Buffer, name: string): FormData {
  const body = new FormData();
  body.append('files', new Blob([new Uint8Array(bytes)], { type: 'application/pdf' }), name);
  return body;
}

function submitAs(bytes: Buffer, name: string): Promise<Refusal> {
  return api(app.url)
    .as(member.jwt)
    .post<Envelope<null>>('/api/submissions/documents', documentForm(values(), bytes, name));
}

function uploadAsAdmin(bytes: Buffer, name: string): Promise<Refusal> {
  return api(app.url).as(root.token).post<Envelope<null>>('/upload', form(bytes, name));
}

describe.each([
  ['a submission', submitAs],
  ['the admin’s media library', uploadAsAdmin],
] as const)('%s', (_door, send) => {
  it.each([
    ['a web page named .pdf', HTML, 'report.pdf'],
    ['an empty file', Buffer.alloc(0), 'empty.pdf'],
    ['a truncated PDF', Buffer.from('%PDF-1.7\n1 0 obj\n'), 'cut.pdf'],
    ['a program', Buffer.from('7f454c4602010100', 'hex'), 'tool.docx'],
    ['text with NUL characters', Buffer.from('a\u0000b'), 'notes.txt'],
    ['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'x.svg'],
  ])('refuses %s with a sentence and keeps nothing of it', async (_what, bytes, name) => {
    const before = [await stored(), await rows()];
    const { status, body } = await send(bytes, name);
    expect([400, 415]).toContain(status);
    expect(body.error.message).toMatch(/^[A-Z]\w+ .{5,}/);
    expect([await stored(), await rows()]).toEqual(before);
  });
});

describe('a submission', () => {
  it('takes a Word file, told by its content whatever its name', async () => {
    const docx = await makeDocx('Some words');
    const answer = await submitAs(docx, 'words.exe');
    expect(answer.status).toBe(201);
    const [file] = await app.sql('select ext, mime from files order by id desc limit 1');
    expect(file).toMatchObject({ ext: '.docx' });
  });

  it('above the size limit is refused with 413 and leaves nothing', async () => {
    const before = [await stored(), await rows()];
    const { status } = await submitAs(Buffer.alloc(1_200_000, 'a'), 'long.txt');
    expect(status).toBe(413);
    expect([await stored(), await rows()]).toEqual(before);
  });

  it('whose values are refused leaves no bytes of its file', async () => {
    const before = [await stored(), await rows()];
    const body = documentForm(
      { ...values(), publishedDate: 'yesterday' },
      await makePdf('A good file'),
    );
    const { status } = await api(app.url).as(member.jwt).post('/api/submissions/documents', body);
    expect(status).toBe(400);
    // The bytes go when the transaction is rolled back, a moment after the answer.
    for (
      let waited = 0;
      waited < 1000 && (await stored()).length > (before[0] as string[]).length;
      waited += 1
    ) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect([await stored(), await rows()]).toEqual(before);
  });
});

describe('the file of an approved document', () => {
  async function approvedFile(): Promise<{ id: number; rowId: number }> {
    const submission = await submitDocument(app, member);
    await approve(app, root, submission);
    const [row] = await app.sql<{ id: number; row_id: number }>(
      `select m.file_id as id, d.id as row_id from files_related_mph m
         join library_documents d on d.id = m.related_id
        where d.document_id = $1 and d.published_at is not null`,
      [submission.item.documentId],
    );
    if (row === undefined) throw new Error('The live row has no file');
    return { id: row.id, rowId: row.row_id };
  }

  it('is not replaced through the media library', async () => {
    const { id } = await approvedFile();
    const before = await app.sql('select * from files where id = $1', [id]);
    const body = new FormData();
    body.append('files', new Blob([new Uint8Array(await makePdf('Other words'))]), 'other.pdf');
    const { status } = await api(app.url).as(root.token).post(`/upload?id=${id}`, body);
    expect(status).toBe(409);
    expect(await app.sql('select * from files where id = $1', [id])).toEqual(before);
  });

  it('is not deleted through the media library', async () => {
    const { id } = await approvedFile();
    expect((await api(app.url).as(root.token).delete(`/upload/files/${id}`)).status).toBe(409);
    expect(await app.sql('select id from files where id = $1', [id])).toHaveLength(1);
  });

  it('is not swapped by an upload that names the live row', async () => {
    const { rowId } = await approvedFile();
    const body = form(await makePdf('Smuggled'), 'smuggled.pdf');
    body.append('ref', 'api::library-document.library-document');
    body.append('refId', String(rowId));
    body.append('field', 'file');
    const before = await rows();
    expect((await api(app.url).as(root.token).post('/upload', body)).status).toBe(403);
    expect(await rows()).toBe(before);
  });
});

describe('members and the public', () => {
  it.each([
    ['GET', '/api/upload/files'],
    ['POST', '/api/upload'],
    ['DELETE', '/api/upload/files/1'],
  ])('have no %s %s', async (method, path) => {
    for (const client of [api(app.url), api(app.url).as(member.jwt)]) {
      const init = method === 'POST' ? { body: form(await makePdf('x'), 'x.pdf') } : {};
      expect([401, 403, 404, 405]).toContain((await client.raw(path, { method, ...init })).status);
    }
  });

  it.each(['/api/documents', '/api/nowhere', '/admin/login', '/api/auth/local', '/nowhere'])(
    'leave no temporary file by a multipart request to %s',
    async (path) => {
      const before = await temporaryUploads();
      const { status } = await api(app.url).raw(path, {
        method: 'POST',
        body: form(await makePdf('x'), 'x.pdf'),
      });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      await untilUploadsAreGone(before);
    },
  );
});
