import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { HOSTILE, REAL_FILES } from '../../scripts/corpus';
import type { Check, CheckCode, Preflight } from '../../src/plugins/review/shared/checks';
import { startApp, type TestApp } from '../helpers/app';
import { createCategory } from '../helpers/desk';
import { makePdf } from '../helpers/files';
import { api, type Answer } from '../helpers/http';
import {
  approve,
  documentForm,
  submitDocument,
  submitLink,
  uniqueTitle,
  type Envelope,
} from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let editor: Admin;
let member: Member;

const CHECK = '/api/submissions/check';

beforeAll(async () => {
  app = await startApp();
  editor = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
}, 120_000);
afterAll(() => app.stop());

type Checked = Answer<Envelope<Preflight>>;

/** By somebody who has had no check yet, because each has so many a minute. */
async function askAs(
  someone: Pick<Member, 'jwt'> | null,
  body: FormData | object,
  query = '',
): Promise<Checked> {
  const { jwt } = someone ?? (await createMember(app));
  return api(app.url).as(jwt).post<Envelope<Preflight>>(`${CHECK}${query}`, body);
}

async function sheetOf(body: FormData | object, query = ''): Promise<Preflight> {
  const { status, body: answer } = await askAs(null, body, query);
  if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(answer)}`);
  return answer.data;
}

function find<Code extends CheckCode>(
  { checks }: Pick<Preflight, 'checks'>,
  code: Code,
): Extract<Check, { code: Code }> | undefined {
  return checks.find((check): check is Extract<Check, { code: Code }> => check.code === code);
}

const VALUES = { title: 'A report on rivers', description: 'What was found.' };

describe('a check of a document', () => {
  it('says what the file is, how long, in what language, and that the library does not have it', async () => {
    const text =
      'The river was measured in every month of the year, and the people who live beside it were asked what they had seen. '.repeat(
        4,
      );
    const sheet = await sheetOf(documentForm(VALUES, await makePdf(text, text)));
    expect(sheet).toMatchObject({ type: 'documents', level: 'note', complete: true });
    expect(find(sheet, 'type')).toMatchObject({ level: 'ok', details: { kind: 'pdf' } });
    expect(find(sheet, 'pages')?.details).toEqual({ pages: 2 });
    expect(find(sheet, 'words')?.details).toEqual({ words: 176, inPart: false });
    expect(find(sheet, 'language')?.details).toEqual({ language: 'en' });
    expect(find(sheet, 'noTwin')).toMatchObject({ level: 'ok', details: { of: 'file' } });
    expect(find(sheet, 'noScanner')?.level).toBe('note');
    expect(sheet.checks.map(({ message }) => message).every((message) => /\.$/.test(message))).toBe(
      true,
    );
  });
});
