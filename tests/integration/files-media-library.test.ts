import { startApp, type TestApp } from '../helpers/app';
import { makePdf } from '../helpers/files';
import { api, type Answer } from '../helpers/http';
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

interface FileRow {
  id: number;
  name: string;
  ext: string;
  mime: string;
}

const asRoot = () => api(app.url).as(root.token);

async function pdfForm(name = 'other.pdf'): Promise<FormData> {
  const form = new FormData();
  form.append('files', new Blob([new Uint8Array(await makePdf('Other words'))]), name);
  return form;
}

/** A file of the library that nothing uses. */
async function unusedFile(): Promise<FileRow> {
  const { body } = await asRoot().post<FileRow[]>('/upload', await pdfForm());
  if (body[0] === undefined) throw new Error('No file was taken in');
  return body[0];
}

interface Live {
  id: number;
  address: string;
  row: () => Promise<unknown>;
  bytes: Buffer;
}

async function liveFile(): Promise<Live> {
  const { submission, bytes } = await liveDocument(app, member, root);
  const [file] = await app.sql<{ id: number }>('select id from files where hash || ext = $1', [
    await nameOf(app, bytes),
  ]);
  if (file === undefined) throw new Error('The live row has no file');
  const { id } = file;
  const row = () => app.sql('select * from files where id = $1', [id]);
  return { id, address: stableAddress(submission), row, bytes };
}

/** Does something that is refused, and leaves row and bytes as they were. */
async function expectUntouched(
  { address, row, bytes }: Live,
  attempt: () => Promise<Answer>,
): Promise<void> {
  const before = await row();
  expect((await attempt()).status).toBe(409);
  expect(await row()).toEqual(before);
  const served = await api(app.url).raw(address);
  expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true);
}

describe('a file that is uploaded to the media library', () => {
  it.each(['/upload', '/upload/files'])('is told by its content, sent to %s', async (path) => {
    const { status, body } = await asRoot().post<FileRow | FileRow[]>(path, await pdfForm('a.exe'));
    expect(status).toBe(201);
    expect([body].flat()).toMatchObject([{ name: 'a.pdf', ext: '.pdf', mime: 'application/pdf' }]);
  });

  it('is refused with all that came with it', async () => {
    const before = await app.sql('select count(*) from files');
    const form = await pdfForm();
    form.append('files', new Blob(['<html><script>alert(1)</script>']), 'second.pdf');
    expect((await asRoot().post('/upload', form)).status).toBe(415);
    expect(await app.sql('select count(*) from files')).toEqual(before);
  });
});

describe('in the media library, the file of what is live', () => {
  it.each<[string, (id: number) => string]>([
    ['/upload?id=', (id) => `/upload?id=${String(id)}`],
    ['/upload/files/:id/replace', (id) => `/upload/files/${String(id)}/replace`],
  ])('is not replaced by %s', async (_, path) => {
    const live = await liveFile();
    const form = await pdfForm();
    await expectUntouched(live, () => asRoot().post(path(live.id), form));
  });

  it.each(['name', 'alternativeText', 'caption'])('is given no other %s', async (key) => {
    const live = await liveFile();
    const fileInfo = { [key]: 'Other words' };
    const form = () => {
      const body = new FormData();
      body.append('fileInfo', JSON.stringify(fileInfo));
      return body;
    };
    const path = `/upload/files/${String(live.id)}`;
    const updates = [{ id: live.id, fileInfo }];
    await expectUntouched(live, () => asRoot().put(path, form()));
    await expectUntouched(live, () => asRoot().post(`/upload?id=${String(live.id)}`, form()));
    await expectUntouched(live, () => asRoot().post('/upload/actions/bulk-update', { updates }));
  });

  it('is not deleted, alone or among others', async () => {
    const live = await liveFile();
    const other = await unusedFile();
    const fileIds = [other.id, live.id];
    await expectUntouched(live, () => asRoot().delete(`/upload/files/${String(live.id)}`));
    await expectUntouched(live, () => asRoot().post('/upload/actions/bulk-delete', { fileIds }));
    expect(await app.sql('select from files where id = $1', [other.id])).toHaveLength(1);
  });

  it('is not deleted with a folder it lies in, however deep', async () => {
    const live = await liveFile();
    const folderIn = async (parent: number | null, name: string) => {
      const { body } = await asRoot().post<{ data: { id: number } }>('/upload/folders', {
        name,
        parent,
      });
      return body.data.id;
    };
    const outer = await folderIn(null, 'Outer');
    const destinationFolderId = await folderIn(outer, 'Inner');
    const moving = { destinationFolderId, fileIds: [live.id] };
    expect((await asRoot().post('/upload/actions/bulk-move', moving)).status).toBe(200);
    for (const folder of [outer, destinationFolderId]) {
      await expectUntouched(live, () =>
        asRoot().post('/upload/actions/bulk-delete', { folderIds: [folder] }),
      );
    }
    const kept = await app.sql('select from upload_folders where id = any($1)', [
      [outer, destinationFolderId],
    ]);
    expect(kept).toHaveLength(2);
  });
});
