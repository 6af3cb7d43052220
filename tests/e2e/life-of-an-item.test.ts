import { createHash } from 'node:crypto';

import type {
  Many,
  OwnSubmissionDetail,
  QueueRow,
  ReviewerSubmissionDetail,
  SubmissionView,
} from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import { documentForm, type Envelope } from '../helpers/library';
import { createAdmin, type Admin } from '../helpers/people';

// From here on everything goes over HTTP, as it does for the people who use it. Details are in tests/integration.
let app: TestApp;
let reviewer: Admin;
beforeAll(async () => {
  app = await startApp();
  reviewer = await createAdmin(app, 'review-reviewer');
});
afterAll(async () => {
  await app.stop();
});

async function register(): Promise<string> {
  const name = `reader-${Math.random().toString(36).slice(2)}`;
  const { body } = await api(app.url).post<{ jwt: string }>('/api/auth/local/register', {
    username: name,
    email: `${name}@example.org`,
    password: 'Known-password-1',
  });
  return body.jwt;
}

async function shownToReviewer(id: string): Promise<ReviewerSubmissionDetail> {
  const { body } = await api(app.url)
    .as(reviewer.token)
    .get<Envelope<ReviewerSubmissionDetail>>(`/review/submissions/${id}`);
  return body.data;
}

async function decide(id: string, decision: object): Promise<number> {
  const { digest } = await shownToReviewer(id);
  const { status } = await api(app.url)
    .as(reviewer.token)
    .post(`/review/submissions/${id}/decision`, { ...decision, digest });
  return status;
}

describe('the life of a document', () => {
  it('leads from a member’s submission to a website’s page, by way of a rejection', async () => {
    const member = api(app.url).as(await register());
    const nobody = api(app.url);
    const pdf = await makePdf('How we keep minutes');

    const submitted = await member.post<Envelope<SubmissionView>>(
      '/api/submissions/documents',
      documentForm(
        { title: 'Keeping minutes', description: 'Who writes what, and when.' },
        pdf,
        'minutes.pdf',
      ),
    );
    expect(submitted.status).toBe(201);
    const { id, item } = submitted.body.data;
    const address = `/api/documents/${item.documentId}`;

    const queue = await api(app.url).as(reviewer.token).get<Many<QueueRow>>('/review/submissions');
    expect(queue.body.data.map((row) => row.id)).toContain(id);
    expect((await nobody.get(address)).status).toBe(404);
    expect((await nobody.get(`${address}/file`)).status).toBe(404);

    expect(
      await decide(id, { decision: 'reject', reason: 'Say which meetings this is for.' }),
    ).toBe(200);
    const rejected = await member.get<Envelope<OwnSubmissionDetail>>(`/api/submissions/${id}`);
    expect(rejected.body.data.state).toBe('rejected');
    expect(rejected.body.data.history.at(-1)?.reason).toBe('Say which meetings this is for.');

    await member.put(`/api/submissions/${id}`, {
      data: { description: 'For committees: who writes what.' },
    });
    expect(await decide(id, { decision: 'approve', note: 'Thank you.' })).toBe(200);

    const live = await nobody.get<Envelope<Record<string, unknown>>>(`${address}?populate=file`);
    expect(live.body.data).toMatchObject({
      title: 'Keeping minutes',
      description: 'For committees: who writes what.',
      file: { name: 'minutes.pdf', mime: 'application/pdf', url: `${address}/file` },
    });
    const file = await nobody.raw(`${address}/file`);
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      createHash('sha256').update(pdf).digest('hex'),
    );
  });
});

describe('the life of an external link', () => {
  it('ends without a trace but in the log when its submitter withdraws it', async () => {
    const member = api(app.url).as(await register());
    const submitted = await member.post<Envelope<SubmissionView>>(
      '/api/submissions/external-links',
      {
        data: {
          title: 'A page elsewhere',
          description: 'Worth knowing.',
          url: 'https://example.org/page',
        },
      },
    );
    const { id, item } = submitted.body.data;
    expect((await member.delete(`/api/submissions/${id}`)).status).toBe(204);
    expect((await member.get(`/api/submissions/${id}`)).status).toBe(404);
    expect(
      await app.sql('select 1 from external_links where document_id = $1', [item.documentId]),
    ).toEqual([]);
    const log = await app.sql(
      'select type from review_events where submission_id = $1 order by id',
      [id],
    );
    expect(log).toEqual([{ type: 'submitted' }, { type: 'withdrawn' }]);
  });
});
