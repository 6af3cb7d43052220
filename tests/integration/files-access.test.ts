import { startApp, type TestApp } from '../helpers/app';
import { makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import { approve, contentManager, submitDocument, uniqueTitle } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { changeSettings } from '../helpers/review-settings';
import { liveDocument, nameOf, sha256Of, stableAddress } from '../helpers/stored-files';
import { allowMembers } from '../helpers/tokens';
import type { SubmissionView } from '../../src/plugins/review/shared/wire';

let app: TestApp;
let root: Admin;
let member: Member;
let submission: SubmissionView;
let bytes: Buffer;
beforeAll(async () => {
  app = await startApp();
  root = await createAdmin(app, 'strapi-super-admin');
  member = await createMember(app);
  bytes = await makePdf('For those who may');
  submission = await submitDocument(app, member, {}, bytes);
});
afterAll(async () => {
  await app.stop();
});

const READ_QUEUE = [{ action: 'plugin::review.queue.read' }];

async function statusFor(reviewer: Admin, of = submission): Promise<number> {
  const answer = await api(app.url).as(reviewer.token).raw(`/review/submissions/${of.id}/file`);
  await answer.arrayBuffer();
  return answer.status;
}

describe('a reviewer’s way to a file that waits', () => {
  const LOSSES: [string, (reviewer: Admin) => Promise<unknown>, number][] = [
    [
      'the right to read the queue was taken from their role',
      ({ id }) =>
        app.sql(
          `delete from admin_permissions where action = 'plugin::review.queue.read' and id in (
             select l.permission_id from admin_permissions_role_lnk l
             join admin_users_roles_lnk u on u.role_id = l.role_id where u.user_id = $1)`,
          [id],
        ),
      403,
    ],
    [
      'their role was taken from them',
      ({ id }) => app.sql('delete from admin_users_roles_lnk where user_id = $1', [id]),
      403,
    ],
    [
      'their account was closed',
      ({ id }) => app.sql('update admin_users set is_active = false where id = $1', [id]),
      401,
    ],
    [
      'they were limited to other categories',
      async ({ id }) => {
        const { body } = await api(app.url)
          .as(root.token)
          .post<{ data: { documentId: string } }>(contentManager('api::category.category'), {
            name: uniqueTitle('Elsewhere'),
          });
        await changeSettings(app, {
          scopes: [{ reviewer: id, categories: [body.data.documentId] }],
        });
      },
      403,
    ],
  ];

  it.each(LOSSES)('ends at the next request when %s', async (_, lose, refused) => {
    const reviewer = await createAdmin(app, READ_QUEUE);
    expect(await statusFor(reviewer)).toBe(200);
    await lose(reviewer);
    expect(await statusFor(reviewer)).toBe(refused);
    await changeSettings(app, { scopes: [] });
  });

  it('is no address that works without signing in, nor one that is kept', async () => {
    const reviewer = await createAdmin(app, READ_QUEUE);
    const path = `/review/submissions/${submission.id}/file`;
    const mine = await api(app.url).as(reviewer.token).raw(path);
    await mine.arrayBuffer();
    expect(mine.headers.get('cache-control')).toBe('private, no-store');
    expect(mine.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect((await api(app.url).raw(path)).status).toBe(401);
    expect((await api(app.url).raw(`${path}?token=${reviewer.token}`)).status).toBe(401);
    expect((await api(app.url).as(member.jwt).raw(path)).status).toBe(401);
  });
});

describe('a submitter’s way to their file', () => {
  it('ends when their account is blocked', async () => {
    const other = await createMember(app);
    const theirs = await submitDocument(app, other);
    const fetchIt = () => api(app.url).as(other.jwt).raw(`/api/submissions/${theirs.id}/file`);
    expect((await fetchIt()).status).toBe(200);
    await app.sql('update up_users set blocked = true where id = $1', [other.id]);
    expect((await fetchIt()).status).toBe(401);
  });

  it('ends when they withdraw it, though the bytes are kept a while', async () => {
    const theirs = await submitDocument(app, member);
    const path = `/api/submissions/${theirs.id}/file`;
    await api(app.url).as(member.jwt).delete(`/api/submissions/${theirs.id}`);
    expect((await api(app.url).as(member.jwt).raw(path)).status).toBe(404);
    expect(
      (
        await api(app.url)
          .as(root.token)
          .raw(`/review${path.slice(4)}`)
      ).status,
    ).toBe(404);
  });
});

describe('a member who was given rights to the media library by mistake', () => {
  const RIGHTS = ['upload', 'find', 'findOne', 'findPage', 'destroy'].map(
    (action) => `plugin::upload.content-api.${action}`,
  );
  beforeAll(async () => {
    await allowMembers(app, RIGHTS);
  });

  async function idOf(name: string): Promise<number> {
    const [file] = await app.sql<{ id: number }>('select id from files where hash || ext = $1', [
      name,
    ]);
    return file?.id ?? 0;
  }

  const form = async (more: Record<string, string> = {}) => {
    const body = new FormData();
    body.append('files', new Blob([new Uint8Array(await makePdf('Smuggled'))]), 'report.pdf');
    for (const [name, value] of Object.entries(more)) body.append(name, value);
    return body;
  };

  it('neither swaps nor renames nor deletes the file of what is live', async () => {
    const live = await liveDocument(app, member, root);
    const id = await idOf(await nameOf(app, live.bytes));
    const asMember = api(app.url).as(member.jwt);
    const answers = [
      await asMember.post(`/api/upload?id=${id}`, await form()),
      await asMember.delete(`/api/upload/files/${id}`),
    ];
    const info = new FormData();
    info.append('fileInfo', JSON.stringify({ name: 'other.pdf' }));
    answers.push(await asMember.post(`/api/upload?id=${id}`, info));
    expect(answers.filter(({ status }) => status < 400)).toEqual([]);
    const served = await api(app.url).raw(stableAddress(live.submission));
    expect(sha256Of(Buffer.from(await served.arrayBuffer()))).toBe(sha256Of(live.bytes));
  });

  it('hangs no file on an item, live or waiting', async () => {
    const live = await liveDocument(app, member, root);
    for (const { item } of [live.submission, submission]) {
      const rows = await app.sql<{ id: number }>(
        'select id from library_documents where document_id = $1',
        [item.documentId],
      );
      for (const { id } of rows) {
        const more = {
          ref: 'api::library-document.library-document',
          refId: String(id),
          field: 'file',
        };
        const { status } = await api(app.url)
          .as(member.jwt)
          .post('/api/upload', await form(more));
        expect(status).toBe(403);
      }
    }
    expect(await statusFor(root)).toBe(200);
  });

  it('learns of no file that waits', async () => {
    const name = await nameOf(app, bytes);
    const id = await idOf(name);
    for (const path of ['/api/upload/files', `/api/upload/files/${id}`, '/api/upload/files/page']) {
      const { status, body } = await api(app.url).as(member.jwt).get(path);
      expect(status).toBe(404);
      expect(JSON.stringify(body)).not.toContain(name);
    }
  });
});

it('a decision leaves the reviewer the live file, and the public too', async () => {
  const reviewer = await createAdmin(app, 'review-reviewer');
  const theirs = await submitDocument(app, member);
  await approve(app, reviewer, theirs);
  expect(await statusFor(reviewer, theirs)).toBe(200);
  expect((await api(app.url).raw(stableAddress(theirs))).status).toBe(200);
});
