import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { startApp, type TestApp } from '../helpers/app';
import { linkValues } from '../helpers/doors';
import { makePdf } from '../helpers/files';
import { api, type Answer } from '../helpers/http';
import { documentForm, submitDocument, submitLink, type Envelope } from '../helpers/library';
import { createMember, type Member } from '../helpers/people';

let app: TestApp;
let member: Member;
let pdf: Buffer;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  pdf = await makePdf('What is submitted');
});
afterAll(async () => {
  await app.stop();
});

type Values = Record<string, unknown>;
const NOBODYS_ID = 'zzzzzzzzzzzzzzzzzzzzzzzz';

/** Everything a submission leaves behind: rows of each kind, and bytes. */
async function traces(): Promise<Record<string, number>> {
  const [rows] = await app.sql<Record<string, number>>(`
    select (select count(*) from library_documents)::int as documents,
      (select count(*) from external_links)::int as links, (select count(*) from files)::int as files,
      (select count(*) from review_submissions)::int as submissions,
      (select count(*) from review_events)::int as events`);
  const bytes = await readdir(join(app.publicFolder, 'uploads'));
  return { ...rows, bytes: bytes.filter((name) => !name.startsWith('.')).length };
}

/** Bytes of what is rolled back go just after the answer. */
async function tracesAre(expected: Record<string, number>): Promise<Record<string, number>> {
  let found = await traces();
  for (let tries = 0; tries < 1000 && found.bytes !== expected.bytes; tries += 1) {
    await new Promise((resume) => setTimeout(resume, 20));
    found = await traces();
  }
  return found;
}

type Ask = (values: unknown) => Promise<Answer<Envelope<null>>>;
const KINDS: [string, Ask, () => Values][] = [
  [
    'document',
    (values) =>
      api(app.url)
        .as(member.jwt)
        .post('/api/submissions/documents', documentForm(values as Values, pdf)),
    () => ({ title: 'Title', description: 'Description' }),
  ],
  [
    'external link',
    (values) =>
      api(app.url).as(member.jwt).post('/api/submissions/external-links', { data: values }),
    linkValues,
  ],
];

const WRONG: [string, Values][] = [
  ['an unknown key', { colour: 'red' }],
  ['a key of another case', { Title: 'x' }],
  ['a title that is a number', { title: 7 }],
  ['a title that is a list', { title: ['x'] }],
  ['a title that is nothing', { title: null }],
  ['a title of spaces', { title: '   ' }],
  ['a title with a NUL character', { title: 'a\u0000b' }],
  ['a body with a NUL character', { body: '\u0000' }],
  ['a title that is too long', { title: 't'.repeat(256) }],
  ['a description that is too long', { description: 'd'.repeat(2_001) }],
  ['a description that is an object', { description: { text: 'x' } }],
  ['a date no calendar has', { publishedDate: '2023-02-29' }],
  ['a language that is none', { language: 'not a language' }],
  ['categories that are one', { categories: NOBODYS_ID }],
  ['categories by number', { categories: [1] }],
  ['categories by an operation', { categories: { connect: [{ id: 1 }] } }],
  ['categories that do not exist', { categories: [NOBODYS_ID] }],
  [
    'more categories than there may be',
    { categories: Array.from({ length: 101 }, (_, n) => `c${n}`) },
  ],
  ['a source that does not exist', { source: NOBODYS_ID }],
  ['a source that is a list', { source: [NOBODYS_ID] }],
  ['a source by an operation', { source: { connect: NOBODYS_ID } }],
];

describe.each(KINDS)('a submitted %s', (_, ask, values) => {
  it.each(WRONG)('with %s is refused in a sentence and leaves nothing', async (_name, wrong) => {
    const before = await traces();
    const { status, body } = await ask({ ...values(), ...wrong });
    expect([status, body.error.message, await tracesAre(before)]).toEqual([
      400,
      expect.stringMatching(/\w+ .*\w/),
      before,
    ]);
  });

  it.each(['title', 'description'])('without a %s is refused and leaves nothing', async (key) => {
    const before = await traces();
    const { status, body } = await ask({ ...values(), [key]: undefined });
    expect([status, body.error.message, await tracesAre(before)]).toEqual([
      400,
      expect.stringContaining(key),
      before,
    ]);
  });

  it.each([null, [], 'text', 7])('that is %j is refused and leaves nothing', async (whole) => {
    const before = await traces();
    const { status } = await ask(whole);
    expect([status, await tracesAre(before)]).toEqual([400, before]);
  });

  it('tells of no internal matter when refused', async () => {
    const { body } = await ask({ ...values(), categories: [NOBODYS_ID] });
    expect(JSON.stringify(body)).not.toMatch(
      /select |insert |library_documents|external_links|\bat \//,
    );
  });
});

describe('a submitted document', () => {
  it('without a file is refused and leaves nothing', async () => {
    const before = await traces();
    const { status, body } = await api(app.url)
      .as(member.jwt)
      .post<Envelope<null>>('/api/submissions/documents', {
        data: { title: 'x', description: 'x' },
      });
    expect([status, body.error.message, await tracesAre(before)]).toEqual([
      400,
      expect.stringContaining('file'),
      before,
    ]);
  });

  it.each(['files', 'document', 'file2'])(
    'with its file under %s is refused and leaves nothing',
    async (part) => {
      const before = await traces();
      const form = new FormData();
      form.append('data', JSON.stringify({ title: 'x', description: 'x' }));
      form.append(part, new Blob([new Uint8Array(pdf)]), 'x.pdf');
      const { status } = await api(app.url).as(member.jwt).post('/api/submissions/documents', form);
      expect([status, await tracesAre(before)]).toEqual([400, before]);
    },
  );

  it('with two files is refused and leaves nothing', async () => {
    const before = await traces();
    const form = documentForm({ title: 'x', description: 'x' }, pdf);
    form.append('file', new Blob([new Uint8Array(pdf)]), 'again.pdf');
    const { status } = await api(app.url).as(member.jwt).post('/api/submissions/documents', form);
    expect([status, await tracesAre(before)]).toEqual([400, before]);
  });

  it('with data that is no JSON is refused and leaves nothing', async () => {
    const before = await traces();
    const form = new FormData();
    form.append('data', '{title:');
    form.append('file', new Blob([new Uint8Array(pdf)]), 'x.pdf');
    const { status } = await api(app.url).as(member.jwt).post('/api/submissions/documents', form);
    expect([status, await tracesAre(before)]).toEqual([400, before]);
  });
});

describe('a submitted external link', () => {
  it('with a file is refused and leaves nothing', async () => {
    const before = await traces();
    const form = documentForm(linkValues(), pdf);
    const { status } = await api(app.url)
      .as(member.jwt)
      .post('/api/submissions/external-links', form);
    expect([status >= 400, await tracesAre(before)]).toEqual([true, before]);
  });

  it.each(['javascript:alert(1)', 'https://user:secret@example.org/', 7, null])(
    'with the address %j is refused and leaves nothing',
    async (url) => {
      const before = await traces();
      const { status } = await api(app.url)
        .as(member.jwt)
        .post('/api/submissions/external-links', { data: linkValues({ url }) });
      expect([status, await tracesAre(before)]).toEqual([400, before]);
    },
  );
});

describe('a revision', () => {
  it.each(WRONG)('with %s is refused and changes nothing', async (_, wrong) => {
    const { id, item } = await submitLink(app, member);
    const rows = 'select * from external_links where document_id = $1';
    const before = await app.sql(rows, [item.documentId]);
    const { status } = await api(app.url)
      .as(member.jwt)
      .put(`/api/submissions/${id}`, { data: wrong });
    expect([status, await app.sql(rows, [item.documentId])]).toEqual([400, before]);
  });

  it('with a good file and a wrong value keeps the old file only', async () => {
    const { id } = await submitDocument(app, member);
    const before = await traces();
    const form = documentForm({ source: NOBODYS_ID }, pdf);
    const { status } = await api(app.url).as(member.jwt).put(`/api/submissions/${id}`, form);
    expect([status, await tracesAre(before)]).toEqual([400, before]);
  });
});
