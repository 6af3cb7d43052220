import { createHash } from 'node:crypto';

import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import { ledger, storedDraft } from '../helpers/ledger';
import {
  approve,
  contentManager,
  DOCUMENT,
  documentForm,
  reject,
  submitDocument,
  type Envelope,
} from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';

let app: TestApp;
let member: Member;
let reviewer: Admin;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
  reviewer = await createAdmin(app, 'review-reviewer');
});
afterAll(async () => {
  await app.stop();
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function publicView({ item }: SubmissionView): Promise<{ item: unknown; sha256: string }> {
  const path = `/api/documents/${item.documentId}`;
  const { body } = await api(app.url).get<Envelope<unknown>>(path);
  const file = await api(app.url).raw(`${path}/file`);
  return { item: body.data, sha256: sha256(new Uint8Array(await file.arrayBuffer())) };
}

interface Approved {
  submission: SubmissionView;
  sha256: string;
}

async function approvedDocument(): Promise<Approved> {
  const bytes = await makePdf('The approved text');
  const submission = await submitDocument(app, member, {}, bytes);
  await approve(app, reviewer, submission);
  return { submission, sha256: sha256(bytes) };
}

async function reviseWithFile({ id }: SubmissionView): Promise<void> {
  const form = documentForm({ title: 'Another title' }, await makePdf('Another text'));
  const { status } = await api(app.url).as(member.jwt).put(`/api/submissions/${id}`, form);
  if (status !== 200) throw new Error(`Revising answered ${status}`);
}

describe('the live version', () => {
  it('is the file that was approved', async () => {
    const approved = await approvedDocument();
    expect((await publicView(approved.submission)).sha256).toBe(approved.sha256);
  });

  it('stays whole while its next revision is pending', async () => {
    const { submission } = await approvedDocument();
    const before = await publicView(submission);
    await reviseWithFile(submission);
    expect(await publicView(submission)).toEqual(before);
  });

  it('stays whole when its next revision is rejected', async () => {
    const { submission } = await approvedDocument();
    const before = await publicView(submission);
    await reviseWithFile(submission);
    await reject(app, reviewer, submission);
    expect(await publicView(submission)).toEqual(before);
  });

  it('gives way to its next revision, file included, when that is approved', async () => {
    const { submission, sha256: old } = await approvedDocument();
    await reviseWithFile(submission);
    await approve(app, reviewer, submission);
    const after = await publicView(submission);
    expect(after.item).toMatchObject({ title: 'Another title' });
    expect(after.sha256).not.toBe(old);
  });
});

describe('bookkeeping', () => {
  it('of a rejection touches no column of the draft', async () => {
    const submission = await submitDocument(app, member);
    const before = await storedDraft(app, submission);
    await reject(app, reviewer, submission);
    expect(await storedDraft(app, submission)).toEqual(before);
  });

  it('of reopening touches no column of the draft', async () => {
    const submission = await submitDocument(app, member);
    await reject(app, reviewer, submission);
    const before = await storedDraft(app, submission);
    await api(app.url).as(reviewer.token).post(`/review/submissions/${submission.id}/reopen`);
    expect(await storedDraft(app, submission)).toEqual(before);
  });

  it('of an approval leaves the item unmodified in the content manager', async () => {
    const { submission } = await approvedDocument();
    const path = contentManager(DOCUMENT, submission.item.documentId);
    const { body } = await api(app.url).as(reviewer.token).get<{ data: { status: string } }>(path);
    expect(body.data.status).toBe('published');
  });

  it('of a revision shows the item as modified', async () => {
    const { submission } = await approvedDocument();
    await reviseWithFile(submission);
    const path = contentManager(DOCUMENT, submission.item.documentId);
    const { body } = await api(app.url).as(reviewer.token).get<{ data: { status: string } }>(path);
    expect(body.data.status).toBe('modified');
  });

  it('of an approval leaves draft and live row alike but for id and time of publication', async () => {
    const { submission } = await approvedDocument();
    const [row] = await app.sql<{ same: boolean }>(
      `select to_jsonb(d) - '{id,published_at}'::text[] = to_jsonb(l) - '{id,published_at}'::text[] as same
         from library_documents d join library_documents l using (document_id)
        where d.published_at is null and l.published_at is not null and document_id = $1`,
      [submission.item.documentId],
    );
    expect(row?.same).toBe(true);
  });
});

describe('saving without changes', () => {
  const VALUES = { title: 'The same', description: 'Same words', publisher: 'P', language: 'en' };

  async function saveAsMember({ id }: SubmissionView): Promise<number> {
    const sent = { data: VALUES };
    return (await api(app.url).as(member.jwt).put(`/api/submissions/${id}`, sent)).status;
  }

  async function saveAsEditor({ item }: SubmissionView): Promise<number> {
    const path = contentManager(DOCUMENT, item.documentId);
    return (await api(app.url).as(reviewer.token).put(path, VALUES)).status;
  }

  const sameFile = makePdf('The very same bytes');
  async function saveSameFile({ id }: SubmissionView): Promise<number> {
    const form = documentForm({}, await sameFile);
    return (await api(app.url).as(member.jwt).put(`/api/submissions/${id}`, form)).status;
  }

  const SAVERS = { saveAsMember, saveAsEditor, saveSameFile };
  const SETTLED = {
    pending: () => Promise.resolve(),
    approved: (submission: SubmissionView) => approve(app, reviewer, submission),
    rejected: (submission: SubmissionView) => reject(app, reviewer, submission),
  };
  const CASES = Object.keys(SAVERS).flatMap((saver) =>
    Object.keys(SETTLED).map((state) => [saver, state] as const),
  );

  it.each(CASES)('(%s) what is %s changes no state and logs nothing', async (saver, state) => {
    const submission = await submitDocument(app, member, VALUES, await sameFile);
    await SETTLED[state as keyof typeof SETTLED](submission);
    const before = await ledger(app, submission);
    expect(await SAVERS[saver as keyof typeof SAVERS](submission)).toBe(200);
    expect(await ledger(app, submission)).toEqual(before);
  });
});
