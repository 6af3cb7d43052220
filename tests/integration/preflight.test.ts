import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { HOSTILE, REAL_FILES } from '../../scripts/corpus';
import { startApp, type TestApp } from '../helpers/app';
import { createCategory } from '../helpers/desk';
import { makeDocx, makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import {
  approve,
  documentForm,
  submitDocument,
  submitLink,
  uniqueTitle,
  type Envelope,
} from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { askBeforehand, codesOf, findCheck, PREFLIGHT, sheetOf } from '../helpers/preflight';
import { changeSettings } from '../helpers/review-settings';
import { createApiToken } from '../helpers/tokens';

let app: TestApp;
let editor: Admin;
let member: Member;

beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_MAX_FILE_SIZE_MB: '8' } });
  editor = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
}, 120_000);
afterAll(() => app.stop());

const VALUES = { title: 'A report on rivers', description: 'What was found.' };
const SENTENCES =
  'The river was measured in every month of the year, and the people who live beside it were asked what they had seen. '.repeat(
    4,
  );

/** Everything a check might leave behind. */
async function traces(): Promise<unknown> {
  const [counts] = await app.sql(
    `select (select count(*) from files) files, (select count(*) from review_submissions) submissions,
       (select count(*) from review_events) events, (select count(*) from library_documents) documents,
       (select count(*) from external_links) links, (select count(*) from review_readings) readings,
       (select count(*) from review_scans) scans, (select count(*) from review_links) known,
       (select count(*) from review_link_hosts) hosts, (select count(*) from review_link_robots) robots,
       (select count(*) from graphile_worker.jobs) jobs`,
  );
  return {
    counts,
    temporary: await readdir(join(tmpdir(), 'accession-uploads')),
    stored: await readdir(join(app.publicFolder, 'uploads')),
  };
}

describe('a check of a document', () => {
  it('says what the file is, how long, in what language, and that the library does not have it', async () => {
    const sheet = await sheetOf(app, documentForm(VALUES, await makePdf(SENTENCES, SENTENCES)));
    expect(sheet).toMatchObject({ type: 'documents', level: 'note', complete: true });
    expect(findCheck(sheet, 'type')).toMatchObject({ level: 'ok', details: { kind: 'pdf' } });
    expect(findCheck(sheet, 'pages')?.details).toEqual({ pages: 2 });
    expect(findCheck(sheet, 'words')?.details).toEqual({ words: 184, inPart: false });
    expect(findCheck(sheet, 'language')?.details).toEqual({ language: 'en' });
    expect(findCheck(sheet, 'noTwin')).toMatchObject({ level: 'ok', details: { of: 'file' } });
    expect(findCheck(sheet, 'noScanner')?.level).toBe('note');
    const findings = sheet.checks.flatMap((check) =>
      check.code === 'finding' ? [check.details.finding] : [],
    );
    expect(findings).toEqual(expect.arrayContaining(['notTagged', 'noTitle', 'noLanguage']));
    expect(sheet.checks.filter(({ message }) => !/^[A-Z].*[.”]$/u.test(message))).toEqual([]);
  });

  it('needs nothing but the file, suggests a title, and says what a submission would still miss', async () => {
    const form = new FormData();
    const file = await makeDocx('How to mend a river bank');
    form.append('file', new Blob([new Uint8Array(file)]), 'river_bank-2.docx');
    const sheet = await sheetOf(app, form);
    expect(sheet.level).toBe('stop');
    expect(findCheck(sheet, 'missing')?.details).toEqual({ fields: ['title', 'description'] });
    expect(findCheck(sheet, 'suggestedTitle')?.details).toEqual({
      title: 'How to mend a river bank',
      from: 'text',
    });
  });

  it('finds a text in another language than was said', async () => {
    const form = documentForm({ ...VALUES, language: 'gd' }, await makePdf(SENTENCES));
    expect(findCheck(await sheetOf(app, form), 'otherLanguage')).toMatchObject({
      level: 'note',
      details: { given: 'gd', found: 'en' },
      message: expect.stringContaining('Scottish Gaelic') as unknown,
    });
  });

  it('reads the beginning of a long file, and says so', async () => {
    const pages = Array.from({ length: 60 }, (_, page) => `Page ${page}. ${SENTENCES}`);
    const sheet = await sheetOf(app, documentForm(VALUES, await makePdf('First.', ...pages)));
    expect(findCheck(sheet, 'readInPart')?.details).toEqual({ pages: 61 });
    expect(findCheck(sheet, 'pages')?.details).toEqual({ pages: 61 });
    expect(findCheck(sheet, 'words')?.details).toMatchObject({ inPart: true });
  });

  it('names the live items that have the same bytes, with their address', async () => {
    const file = await makePdf(`Twice: ${uniqueTitle()}`);
    const live = await submitDocument(app, member, {}, file);
    await approve(app, editor, live);
    const sheet = await sheetOf(app, documentForm(VALUES, file, 'another-name.pdf'));
    expect(findCheck(sheet, 'sameFile')).toMatchObject({
      level: 'warning',
      details: {
        items: [
          {
            type: 'documents',
            documentId: live.item.documentId,
            title: live.item.title,
            address: `/api/documents/${live.item.documentId}`,
          },
        ],
      },
    });
    const { status } = await api(app.url).get(`/api/documents/${live.item.documentId}`);
    expect(status).toBe(200);
  });

  it('suggests the category of live items like it, and says which they are', async () => {
    const category = await createCategory(app, 'Salmon and trout');
    const other = await createCategory(app, 'Committees');
    const titles = ['Salmon ladders', 'Counting salmon at weirs', 'Trout and salmon fry'];
    for (const title of titles) {
      const description = 'About salmon hatcheries, weirs and spawning gravel.';
      await approve(
        app,
        editor,
        await submitDocument(app, member, { title, description, categories: [category] }),
      );
    }
    await approve(
      app,
      editor,
      await submitDocument(app, member, { title: 'Minutes of a meeting', categories: [other] }),
    );
    const file = await makePdf(
      'The salmon pass the weirs in May. Their spawning gravel is kept clean.',
    );
    const sheet = await sheetOf(app, documentForm(VALUES, file));
    const [suggested, ...others] = findCheck(sheet, 'suggestedCategory')?.details.categories ?? [];
    expect(suggested).toMatchObject({ documentId: category, name: 'Salmon and trout' });
    expect([...(suggested?.because ?? [])].sort()).toEqual([...titles].sort());
    expect(others).toEqual([]);
    const filed = { ...VALUES, categories: [other] };
    expect(codesOf(await sheetOf(app, documentForm(filed, file)))).not.toContain(
      'suggestedCategory',
    );
  });

  it('leaves nothing behind', async () => {
    const asked = await createMember(app);
    const before = await traces();
    await sheetOf(app, documentForm(VALUES, await makePdf(SENTENCES)), { member: asked });
    await askBeforehand(app, documentForm(VALUES, Buffer.from('MZ\0')), { member: asked });
    expect(await traces()).toEqual(before);
  });
});

describe('a check of the files of the corpus', () => {
  it.each(HOSTILE.map((file) => [file.name, file] as const))(
    'stops at %s, as a submission would',
    async (name, file) => {
      const bytes = await file.make();
      const form = () => documentForm(VALUES, bytes, name);
      const asked = await askBeforehand(app, form());
      const submitted = await api(app.url)
        .as(member.jwt)
        .post<Envelope<unknown>>('/api/submissions/documents', form());
      const { message, details } = submitted.body.error;
      if (submitted.status === 413) {
        expect(asked.status).toBe(413);
        return;
      }
      const refused = findCheck(asked.body.data, 'refused');
      expect(refused).toMatchObject({ level: 'stop', message, details: { code: details.code } });
      expect(asked.body.data.level).toBe('stop');
    },
    30_000,
  );

  it.each(REAL_FILES.map((file) => [file.name, file] as const))(
    'does not stop at %s',
    async (name, file) => {
      const sheet = await sheetOf(app, documentForm(VALUES, await file.make(), name));
      expect(sheet.checks.filter(({ level }) => level === 'stop')).toEqual([]);
      expect(findCheck(sheet, 'words') ?? findCheck(sheet, 'unread')).toBeDefined();
    },
    30_000,
  );
});

describe('what is asked for in another way', () => {
  it('is refused where a name is not known', async () => {
    const file = await makePdf('Text.');
    const unknownParameter = await askBeforehand(app, documentForm(VALUES, file), {
      query: '?typ=documents',
    });
    expect(unknownParameter.status).toBe(400);
    expect(unknownParameter.body.error.details).toMatchObject({ code: 'invalidParameter' });
    expect(unknownParameter.body.error.message).toContain('type');
    const unknownType = await askBeforehand(app, documentForm(VALUES, file), {
      query: '?type=books',
    });
    expect(unknownType.status).toBe(400);
    expect(unknownType.body.error.message).toContain('documents');
    const unknownKey = await askBeforehand(app, documentForm({ ...VALUES, slug: 'a' }, file));
    expect(unknownKey.body.error).toMatchObject({ status: 400, details: { code: 'invalidKey' } });
    const unknownPart = await askBeforehand(app, { data: {}, more: 1 });
    expect(unknownPart.body.error).toMatchObject({ status: 400, details: { code: 'invalidKey' } });
    const fileOfLink = await askBeforehand(app, documentForm({}, file), {
      query: '?type=external-links',
    });
    expect(fileOfLink.body.error).toMatchObject({ status: 400, details: { code: 'invalidKey' } });
    const noCategory = await askBeforehand(
      app,
      documentForm({ ...VALUES, categories: ['none'] }, file),
    );
    expect(noCategory.body.error).toMatchObject({ status: 400, details: { code: 'invalidValue' } });
  });

  it('is checked as the type it names', async () => {
    const sheet = await sheetOf(app, { data: VALUES }, { query: '?type=documents' });
    expect(sheet.type).toBe('documents');
    expect(findCheck(sheet, 'missing')?.details).toEqual({ fields: ['file'] });
  });

  it('is for registered users alone', async () => {
    const form = documentForm(VALUES, await makePdf('Text.'));
    expect((await api(app.url).post(PREFLIGHT, form)).status).toBe(401);
    expect((await api(app.url).post(PREFLIGHT, { data: VALUES })).status).toBe(403);
    const token = await createApiToken(app, { type: 'full-access' });
    expect((await api(app.url).as(token).post(PREFLIGHT, { data: VALUES })).status).toBe(403);
    expect((await api(app.url).as(member.jwt).get(PREFLIGHT)).status).toBe(404);
  });
});

describe('what checks cost', () => {
  it('is limited: one at a time and ten a minute for each member, whatever came of them', async () => {
    const busy = await createMember(app);
    const file = await makePdf(...(Array.from({ length: 30 }, () => SENTENCES) as [string]));
    const two = await Promise.all([
      askBeforehand(app, documentForm(VALUES, file), { member: busy }),
      askBeforehand(app, documentForm(VALUES, file), { member: busy }),
    ]);
    expect(two.map(({ status }) => status).sort()).toEqual([200, 429]);
    for (let times = 1; times < 10; times += 1) {
      const { status } = await askBeforehand(app, { data: VALUES }, { member: busy });
      expect(status).toBe(200);
    }
    const refused = await askBeforehand(app, { data: VALUES }, { member: busy });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(refused.body.error.details.code).toBe('tooSoon');
    const other = await askBeforehand(app, { data: VALUES });
    expect(other.status).toBe(200);
  });

  it('is bounded for all: some wait, more are told to come back, and none fails', async () => {
    const members = await Promise.all(Array.from({ length: 14 }, () => createMember(app)));
    const file = await makePdf(...(Array.from({ length: 30 }, () => SENTENCES) as [string]));
    const answers = await Promise.all(
      members.map((one) => askBeforehand(app, documentForm(VALUES, file), { member: one })),
    );
    const counts = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect(counts(200)).toBeGreaterThanOrEqual(10);
    expect(counts(200) + counts(503)).toBe(14);
    expect(counts(503)).toBeGreaterThan(0);
    const refused = answers.find(({ status }) => status === 503);
    expect(refused?.headers.get('retry-after')).toBe('5');
  }, 60_000);

  it('counts against a quota: what could not be submitted is a stop', async () => {
    const full = await createMember(app);
    await changeSettings(app, { maxPendingItems: 1 });
    await submitLink(app, full);
    const sheet = await sheetOf(app, { data: VALUES }, { member: full });
    expect(findCheck(sheet, 'refused')?.details).toEqual({ code: 'quotaReached' });
  });
});
