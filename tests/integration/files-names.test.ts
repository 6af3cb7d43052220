import { startApp, type TestApp } from '../helpers/app';
import { makeDocx, makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import { approve, documentForm, uniqueTitle, type Envelope } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { sha256Of, stableAddress } from '../helpers/stored-files';
import type { SubmissionView } from '../../src/plugins/review/shared/wire';

let app: TestApp;
let reviewer: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp();
  reviewer = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});

async function fetched(path: string) {
  const answer = await api(app.url).raw(path);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, header: (name: string) => answer.headers.get(name), bytes };
}

async function liveFile(bytes: Buffer, name: string): Promise<string> {
  const title = uniqueTitle('Named');
  const form = documentForm({ title, description: 'About it' }, bytes, name);
  const { body } = await api(app.url)
    .as(member.jwt)
    .post<Envelope<SubmissionView>>('/api/submissions/documents', form);
  await approve(app, reviewer, body.data);
  return stableAddress(body.data);
}

describe('a file’s name', () => {
  it.each([
    'Übersicht – Wasser.pdf',
    'gàidhlig.pdf',
    '水.pdf',
    '100% sure; "really".pdf',
    "it's (2) [draft] #1.pdf",
    'a+b&c=d.pdf',
    '😀.pdf',
  ])('%s is in the header and in the address of the catalogue', async (name) => {
    const bytes = await makePdf(name);
    const address = await liveFile(bytes, name);
    const { header } = await fetched(address);
    const [row] = await app.sql<{ name: string }>('select name from files where sha256 = $1', [
      sha256Of(bytes),
    ]);
    const disposition = header('content-disposition') ?? '';
    const extended = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
    const plain = /filename="((?:[^"\\]|\\.)*)"/.exec(disposition)?.[1];
    const named = extended === undefined ? plain : decodeURIComponent(extended);
    expect(named).toBe(row?.name);
    const [, , , documentId = ''] = address.split('/');
    const { body } = await api(app.url).get<{ data: { file: { immutableUrl: string } } }>(
      `/api/catalogue/${documentId}`,
    );
    expect(body.data.file.immutableUrl).toMatch(/^[\w./~%-]+$/);
    const version = await fetched(body.data.file.immutableUrl);
    expect([version.status, version.bytes.equals(bytes)]).toEqual([200, true]);
  });
});

describe('a file is shown', () => {
  it('as text, in UTF-8', async () => {
    const { header } = await fetched(await liveFile(Buffer.from('Grüße'), 'words.txt'));
    expect(header('content-disposition')).toMatch(/^inline;/);
    expect(header('content-type')).toBe('text/plain; charset=utf-8');
  });

  it.each([
    ['a Word file', () => makeDocx('Words'), 'words.docx'],
    ['a table', () => Promise.resolve(Buffer.from('a,b\n1,2\n')), 'table.csv'],
  ])('unless it is %s, which is saved', async (_, make, name) => {
    const { header } = await fetched(await liveFile(await make(), name));
    expect(header('content-disposition')).toMatch(/^attachment;/);
  });
});
