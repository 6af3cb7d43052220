import { readdir } from 'node:fs/promises';
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
  uniqueTitle,
  type Envelope,
} from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { askBeforehand, codesOf, findCheck, isLate, sheetOf } from '../helpers/preflight';
import { temporaryUploads, untilUploadsAreGone } from '../helpers/temporary-uploads';

let app: TestApp;
let editor: Admin;
let member: Member;

beforeAll(async () => {
  app = await startApp({ settings: { ACCESSION_MAX_FILE_SIZE_MB: '8' } });
  editor = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
});
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
    // None is suggested where looking takes too long.
    const sheet = await sheetOf(app, documentForm(VALUES, file), {
      isWhole: (one) => !isLate(one) && findCheck(one, 'suggestedCategory') !== undefined,
    });
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
    const foldersBefore = await temporaryUploads();
    await sheetOf(app, documentForm(VALUES, await makePdf(SENTENCES)), { member: asked });
    await askBeforehand(app, documentForm(VALUES, Buffer.from('MZ\0')), { member: asked });
    expect(await traces()).toEqual(before);
    await untilUploadsAreGone(foldersBefore);
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
  );

  it.each(REAL_FILES.map((file) => [file.name, file] as const))(
    'does not stop at %s',
    async (name, file) => {
      // One check is enough: for some of them there is never the time.
      const asked = { member: await createMember(app) };
      const sheet = await sheetOf(app, documentForm(VALUES, await file.make(), name), asked);
      expect(sheet.checks.filter(({ level }) => level === 'stop')).toEqual([]);
      expect(findCheck(sheet, 'words') ?? findCheck(sheet, 'unread')).toBeDefined();
    },
  );
});
