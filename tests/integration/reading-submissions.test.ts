import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startApp, type TestApp } from '../helpers/app';
import { makeDocx, makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import {
  approve,
  contentManager,
  detail,
  DOCUMENT,
  documentForm,
  ownDetail,
  submitDocument,
} from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { jobsWaiting, readingOf, runDue } from '../helpers/reading-files';
import { removeUnusedIn } from '../helpers/stored-files';

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

const GAELIC =
  'Tha a’ chomataidh a’ coinneachadh gach mìos gus bruidhinn mu obair na buidhne agus mun bhuidseat. ' +
  'Feumaidh a h-uile com-pàirtiche aithisg a chur a-steach ron choinneimh, agus thèid na geàrr-chunntasan ' +
  'a chur a-mach taobh a-staigh dà latha an dèidh na coinneimh.';

async function readings(): Promise<string[]> {
  const rows = await app.sql<{ sha256: string }>('select sha256 from review_readings');
  return rows.map(({ sha256 }) => sha256);
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('a submitted file', () => {
  it('is read after the submission, and the desk and its submitter see what it holds', async () => {
    const pdf = await makePdf(`First page. ${GAELIC}`, 'The second page.');
    const submission = await submitDocument(app, member, {}, pdf);
    expect(await readingOf(app, reviewer, submission)).toMatchObject({
      state: 'waiting',
      pages: null,
    });
    await runDue(app);
    const reading = await readingOf(app, reviewer, submission);
    expect(reading).toMatchObject({
      state: 'done',
      pages: 2,
      language: 'gd',
      tagged: false,
      hasText: true,
      thumbnail: `/review/submissions/${submission.id}/thumbnail?version=draft`,
    });
    expect(reading.words).toBeGreaterThan(40);
    expect(reading.findings.map(({ code }) => code)).toEqual([
      'notTagged',
      'noTitle',
      'noLanguage',
    ]);
    const own = (await ownDetail(app, member, submission.id)).reading;
    expect(own).toEqual({
      ...reading,
      thumbnail: `/api/submissions/${submission.id}/thumbnail`,
      // It moves when somebody else submits the same bytes (decision 0031).
      readAt: null,
    });
  });

  it('is read once for all who submit the same bytes, and again when one more does', async () => {
    const pdf = await makePdf('The same bytes twice');
    const other = await createMember(app);
    const first = await submitDocument(app, member, {}, pdf);
    const second = await submitDocument(app, other, {}, pdf);
    expect((await jobsWaiting(app)).filter((name) => name === 'readFile')).toHaveLength(1);
    await runDue(app);
    await submitDocument(app, member, {}, pdf);
    expect(await jobsWaiting(app)).toContain('readFile');
    expect(await readingOf(app, reviewer, first)).toMatchObject({ state: 'done', pages: 1 });
    expect(await readingOf(app, reviewer, second)).toMatchObject({ state: 'done', pages: 1 });
  });

  it('is read again when it is replaced, and what was read of the old one goes', async () => {
    const old = await makePdf('Soon replaced');
    const submission = await submitDocument(app, member, {}, old);
    await runDue(app);
    expect(await readings()).toContain(hashOf(old));
    const { status } = await api(app.url)
      .as(member.jwt)
      .put(
        `/api/submissions/${submission.id}`,
        documentForm({}, await makeDocx('Written with a word processor'), 'new.docx'),
      );
    expect(status).toBe(200);
    await runDue(app);
    expect(await readingOf(app, reviewer, submission)).toMatchObject({ pages: null, words: 5 });
    expect(await readings()).toContain(hashOf(old));
    await removeUnusedIn(app, 31);
    expect(await readings()).not.toContain(hashOf(old));
    const texts = await app.sql('select from review_reading_pages where sha256 = $1', [
      hashOf(old),
    ]);
    expect(texts).toEqual([]);
  });

  it('is read when an editor chooses it in the content manager', async () => {
    const submission = await submitDocument(app, member);
    await runDue(app);
    const editor = await createAdmin(app, 'strapi-super-admin');
    const form = new FormData();
    const pdf = await makePdf('One', 'Two', 'Three');
    form.append('files', new Blob([new Uint8Array(pdf)]), 'three.pdf');
    const uploaded = await api(app.url).as(editor.token).post<{ id: number }[]>('/upload', form);
    const file = uploaded.body[0]?.id;
    const saved = await api(app.url)
      .as(editor.token)
      .put(contentManager(DOCUMENT, submission.item.documentId), { file });
    expect(saved.status).toBe(200);
    await runDue(app);
    expect(await readingOf(app, reviewer, submission)).toMatchObject({ state: 'done', pages: 3 });
  });

  it('that nothing can be read of ends as a finding, and is not tried for ever', async () => {
    const pdf = Buffer.from('%PDF-1.7\nNothing of a document is here.\n%%EOF\n');
    const submission = await submitDocument(app, member);
    const { id, file } = await storedFileOf(submission.item.documentId);
    await writeFile(join(app.publicFolder, 'uploads', file), pdf);
    await app.sql('update files set sha256 = $1 where id = $2', [hashOf(pdf), id]);
    await app.sql(
      `select graphile_worker.add_job('readFile', json_build_object('sha256', $1::text))`,
      [hashOf(pdf)],
    );
    await runDue(app);
    const reading = await readingOf(app, reviewer, submission);
    expect(reading).toMatchObject({ state: 'failed', pages: null, thumbnail: null });
    expect(reading.findings).toMatchObject([{ code: 'unreadable', level: 'warning' }]);
    expect(reading.findings[0]?.message).toContain('Open it yourself');
    expect((await jobsWaiting(app)).filter((name) => name === 'readFile')).toEqual([]);
  });

  it('whose bytes are others than were taken in is not believed', async () => {
    const submission = await submitDocument(app, member);
    const { file } = await storedFileOf(submission.item.documentId);
    await writeFile(join(app.publicFolder, 'uploads', file), await makePdf('Another document'));
    await runDue(app);
    expect(await readingOf(app, reviewer, submission)).toMatchObject({ state: 'waiting' });
    const [job] = await app.sql<{ last_error: string; attempts: number; max_attempts: number }>(
      `select last_error, attempts, max_attempts from graphile_worker.jobs where task_identifier = 'readFile'`,
    );
    expect(job?.max_attempts).toBe(5);
    // The next one is due in three seconds.
    expect([1, 2]).toContain(job?.attempts);
    expect(job?.last_error).toContain('not as it was taken in');
  });
});

async function storedFileOf(documentId: string): Promise<{ id: number; file: string }> {
  const [row] = await app.sql<{ id: number; file: string }>(
    `select f.id, f.hash || f.ext as file from files f
     join files_related_mph m on m.file_id = f.id join library_documents d on d.id = m.related_id
     where d.document_id = $1 order by f.id desc limit 1`,
    [documentId],
  );
  if (row === undefined) throw new Error('This item has no file');
  return row;
}

describe('what was read', () => {
  it('is looked up again where a newer reader has not read it', async () => {
    const submission = await submitDocument(app, member, {}, await makePdf('Read long ago'));
    await runDue(app);
    await app.sql('update review_readings set reader = 0, words = 0');
    await app.sql(`select graphile_worker.add_job('queueUnread')`);
    await runDue(app);
    await runDue(app);
    expect(await readingOf(app, reviewer, submission)).toMatchObject({ state: 'done', words: 3 });
  });

  it('goes with the last file of its bytes', async () => {
    const pdf = await makePdf('Shared by two and then by none');
    const [first, second] = [
      await submitDocument(app, member, {}, pdf),
      await submitDocument(app, member, {}, pdf),
    ];
    await runDue(app);
    const withdraw = (submission: { id: string }) =>
      api(app.url).as(member.jwt).delete(`/api/submissions/${submission.id}`);
    await withdraw(first);
    await removeUnusedIn(app, 31);
    expect(await readings()).toContain(hashOf(pdf));
    await withdraw(second);
    await removeUnusedIn(app, 31);
    expect(await readings()).not.toContain(hashOf(pdf));
  });
});

describe('the picture of the first page', () => {
  it('is private until the item is live, then public under an address that names it', async () => {
    const submission = await submitDocument(app, member, {}, await makePdf('With a picture'));
    await runDue(app);
    const { documentId } = submission.item;
    const anyone = api(app.url);
    const own = `/api/submissions/${submission.id}/thumbnail`;
    const desk = `/review/submissions/${submission.id}/thumbnail?version=draft`;
    const [row] = await app.sql<{ picture: string }>(
      `select thumbnail_sha256 as picture from review_readings order by read_at desc limit 1`,
    );
    const live = `/api/documents/${documentId}/thumbnail/${row?.picture ?? ''}.webp`;
    expect((await anyone.get(own)).status).toBe(403);
    expect((await anyone.get(desk)).status).toBe(401);
    expect((await anyone.get(live)).status).toBe(404);
    const stranger = await createMember(app);
    expect((await api(app.url).as(stranger.jwt).get(own)).status).toBe(404);
    expect((await api(app.url).as(member.jwt).get(own)).status).toBe(200);
    expect((await api(app.url).as(reviewer.token).get(desk)).status).toBe(200);

    await approve(app, reviewer, submission);
    const answer = await fetch(`${app.url}${live}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/webp');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(hashOf(bytes)).toBe(row?.picture);
    expect(bytes.subarray(8, 12).toString()).toBe('WEBP');
    const other = live.replace(/\/[0-9a-f]{64}/, `/${'0'.repeat(64)}`);
    expect((await anyone.get(other)).status).toBe(404);
  });

  it('is gone when the item is', async () => {
    const submission = await submitDocument(app, member, {}, await makePdf('Soon withdrawn'));
    await runDue(app);
    await approve(app, reviewer, submission);
    const item = await fetch(`${app.url}/api/catalogue/${submission.item.documentId}`);
    const { data } = (await item.json()) as { data: { thumbnail: string } };
    expect((await fetch(app.url + data.thumbnail)).status).toBe(200);
    await app.strapi.documents(DOCUMENT).unpublish({ documentId: submission.item.documentId });
    expect((await fetch(app.url + data.thumbnail)).status).toBe(404);
    expect((await detail(app, reviewer, submission.id)).reading?.thumbnail).not.toBeNull();
  });
});
