import type {
  OwnSubmissionDetail,
  QueueRow,
  ReviewerSubmissionDetail,
  SubmissionView,
} from '../../src/plugins/review/shared/wire';
import type { TestApp } from './app';
import { makePdf } from './files';
import { api, type Answer } from './http';
import type { Admin, Member } from './people';

export const DOCUMENT = 'api::library-document.library-document';
export const LINK = 'api::external-link.external-link';

/** The envelope of every answer: one of the two is there. */
export interface Envelope<T> {
  data: T;
  error: { status: number; name: string; message: string; details: Record<string, unknown> };
}

let counter = 0;

export function uniqueTitle(kind = 'Title'): string {
  counter += 1;
  return `${kind} ${counter} ${Math.random().toString(36).slice(2, 8)}`;
}

export function documentForm(
  values: Record<string, unknown>,
  file: Buffer | null,
  name = 'report.pdf',
): FormData {
  const form = new FormData();
  form.append('data', JSON.stringify(values));
  if (file !== null) form.append('file', new Blob([new Uint8Array(file)]), name);
  return form;
}

function created<T>(answer: Answer<Envelope<T>>): T {
  if (answer.status >= 300)
    throw new Error(`Answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body.data;
}

/** A pending document with a real PDF. */
export async function submitDocument(
  app: TestApp,
  member: Member,
  values: Record<string, unknown> = {},
  file?: Buffer,
): Promise<SubmissionView> {
  const title = uniqueTitle('Document');
  const bytes = file ?? (await makePdf(`The text of ${title}`));
  const form = documentForm({ title, description: `About ${title}`, ...values }, bytes);
  return created(
    await api(app.url)
      .as(member.jwt)
      .post<Envelope<SubmissionView>>('/api/submissions/documents', form),
  );
}

/** A pending external link. */
export async function submitLink(
  app: TestApp,
  member: Member,
  values: Record<string, unknown> = {},
): Promise<SubmissionView> {
  const title = uniqueTitle('Link');
  const data = { title, description: `About ${title}`, url: 'https://example.org/a', ...values };
  return created(
    await api(app.url)
      .as(member.jwt)
      .post<Envelope<SubmissionView>>('/api/submissions/external-links', { data }),
  );
}

export async function decide(
  app: TestApp,
  admin: Admin,
  submissionId: string,
  decision: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<Answer<Envelope<QueueRow>>> {
  return api(app.url)
    .as(admin.token)
    .withHeaders(headers)
    .post<Envelope<QueueRow>>(`/review/submissions/${submissionId}/decision`, decision);
}

/** Approves what the reviewer is shown now. @throws where the server refuses */
export async function approve(
  app: TestApp,
  admin: Admin,
  submission: { id: string },
): Promise<QueueRow> {
  const { digest } = await detail(app, admin, submission.id);
  return created(await decide(app, admin, submission.id, { decision: 'approve', digest }));
}

export async function reject(
  app: TestApp,
  admin: Admin,
  submission: { id: string },
  reason = 'Not for this library',
): Promise<QueueRow> {
  const { digest } = await detail(app, admin, submission.id);
  return created(await decide(app, admin, submission.id, { decision: 'reject', digest, reason }));
}

export async function detail(
  app: TestApp,
  admin: Admin,
  id: string,
): Promise<ReviewerSubmissionDetail> {
  return created(
    await api(app.url)
      .as(admin.token)
      .get<Envelope<ReviewerSubmissionDetail>>(`/review/submissions/${id}`),
  );
}

export async function ownDetail(
  app: TestApp,
  member: Member,
  id: string,
): Promise<OwnSubmissionDetail> {
  return created(
    await api(app.url).as(member.jwt).get<Envelope<OwnSubmissionDetail>>(`/api/submissions/${id}`),
  );
}

/** Titles of the live rows of a type, asked of the database itself. */
export async function liveTitles(
  app: TestApp,
  table: 'library_documents' | 'external_links',
): Promise<string[]> {
  const rows = await app.sql<{ title: string }>(
    `select title from ${table} where published_at is not null order by title`,
  );
  return rows.map(({ title }) => title);
}

/** The address of an item in the content manager's API. */
export function contentManager(uid: string, documentId = ''): string {
  return `/content-manager/collection-types/${uid}${documentId === '' ? '' : `/${documentId}`}`;
}
