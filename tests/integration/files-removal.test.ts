import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { eventsOf, press } from '../helpers/doors';
import { makePdf } from '../helpers/files';
import { api } from '../helpers/http';
import {
  approve,
  contentManager,
  DOCUMENT,
  reject,
  submitDocument,
  uniqueTitle,
} from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { verifyLog } from '../helpers/review-command';
import { changeSettings } from '../helpers/review-settings';
import {
  liveDocument,
  nameOf,
  removeUnusedIn,
  sendAnotherFile,
  sha256Of,
  storedNames,
  sweepIn,
  timesRemoved,
} from '../helpers/stored-files';

let app: TestApp;
let root: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp();
  root = await createAdmin(app, 'strapi-super-admin');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});
beforeEach(async () => {
  await changeSettings(app, { oldFiles: 'redirect', keepUnusedFilesDays: 30 });
});

interface Pending {
  submission: SubmissionView;
  bytes: Buffer;
  name: string;
}

async function pendingDocument(): Promise<Pending> {
  const bytes = await makePdf(uniqueTitle('Removed one day'));
  const submission = await submitDocument(app, member, {}, bytes);
  return { submission, bytes, name: await nameOf(app, bytes) };
}

async function isKept(name: string): Promise<[stored: boolean, row: boolean]> {
  const rows = await app.sql('select from files where hash || ext = $1', [name]);
  return [(await storedNames(app)).includes(name), rows.length > 0];
}

const withdrawn = (id: string) => api(app.url).as(member.jwt).delete(`/api/submissions/${id}`);

const WAYS: [string, (pending: Pending) => Promise<unknown>][] = [
  ['withdrawn by its submitter', ({ submission }) => withdrawn(submission.id)],
  [
    'deleted in the content manager',
    ({ submission }) =>
      api(app.url).as(root.token).delete(contentManager(DOCUMENT, submission.item.documentId)),
  ],
  [
    'replaced before a decision',
    async ({ submission }) => {
      await sendAnotherFile(app, member, submission);
    },
  ],
];

describe.each(WAYS)('the file of a submission that was %s', (_, end) => {
  it('stays until its time is over, and then goes once, row, bytes and all', async () => {
    const pending = await pendingDocument();
    await end(pending);
    await removeUnusedIn(app, 29);
    expect(await isKept(pending.name)).toEqual([true, true]);
    await removeUnusedIn(app, 31);
    expect(await isKept(pending.name)).toEqual([false, false]);
    await removeUnusedIn(app, 31);
    await sweepIn(app, 31);
    expect(await timesRemoved(app, pending.bytes)).toBe(1);
  });

  it('stays where none is to be removed', async () => {
    const pending = await pendingDocument();
    await end(pending);
    await changeSettings(app, { keepUnusedFilesDays: null });
    await removeUnusedIn(app, 10_000);
    expect(await isKept(pending.name)).toEqual([true, true]);
  });
});

describe('the log', () => {
  it('says which bytes went, of which item, by whom, and holds', async () => {
    const { submission, bytes } = await pendingDocument();
    await withdrawn(submission.id);
    await removeUnusedIn(app, 31);
    expect((await eventsOf(app, submission.item.documentId)).at(-1)).toMatchObject({
      type: 'fileRemoved',
      file_sha256: sha256Of(bytes),
      actor_kind: 'system',
    });
    expect(await verifyLog(app)).toMatchObject({ code: 0 });
    const { body } = await api(app.url)
      .as(root.token)
      .get<{ data: { fileSha256: string }[] }>('/review/log?filters[event]=fileRemoved&limit=1');
    expect(body.data[0]?.fileSha256).toBe(sha256Of(bytes));
  });

  it('says so too where an editor deletes the file in the media library', async () => {
    const { submission, bytes, name } = await pendingDocument();
    const [file] = await app.sql<{ id: number }>('select id from files where hash || ext = $1', [
      name,
    ]);
    const { status } = await api(app.url)
      .as(root.token)
      .delete(`/upload/files/${String(file?.id)}`);
    expect([status, await isKept(name)]).toEqual([200, [false, false]]);
    expect((await eventsOf(app, submission.item.documentId)).at(-1)).toMatchObject({
      type: 'fileRemoved',
      file_sha256: sha256Of(bytes),
      actor_kind: 'admin',
      actor_id: root.id,
    });
  });
});

describe('the file of a rejected submission', () => {
  it('goes with it, at its time', async () => {
    const { submission, bytes, name } = await pendingDocument();
    await reject(app, root, submission);
    await changeSettings(app, { keepRejectedDays: 60 });
    const retention = app.strapi
      .plugin('review')
      .service<{ run(now: Date): Promise<void> }>('retention');
    await removeUnusedIn(app, 10_000);
    expect(await isKept(name)).toEqual([true, true]);
    await retention.run(new Date(Date.now() + 61 * 86_400_000));
    expect(await isKept(name)).toEqual([false, false]);
    expect(await timesRemoved(app, bytes)).toBe(1);
    await changeSettings(app, { keepRejectedDays: null });
  });
});

describe('a file that another one replaced', () => {
  it('goes at its time, where its address does not serve it', async () => {
    const { submission, bytes } = await liveDocument(app, member, root);
    const name = await nameOf(app, bytes);
    await sendAnotherFile(app, member, submission);
    await removeUnusedIn(app, 10_000);
    expect(await isKept(name)).toEqual([true, true]); // it is live still
    await approve(app, root, submission);
    await changeSettings(app, { oldFiles: 'serve' });
    await removeUnusedIn(app, 10_000);
    expect(await isKept(name)).toEqual([true, true]);
    await changeSettings(app, { oldFiles: 'gone' });
    await removeUnusedIn(app, 31);
    expect(await isKept(name)).toEqual([false, false]);
  });

  it('goes though it would be served, once the item is withdrawn', async () => {
    const { submission, bytes } = await liveDocument(app, member, root);
    const name = await nameOf(app, bytes);
    await sendAnotherFile(app, member, submission);
    await approve(app, root, submission);
    await changeSettings(app, { oldFiles: 'serve' });
    await press(app, root, DOCUMENT, submission.item.documentId, 'unpublish');
    await removeUnusedIn(app, 31);
    expect(await isKept(name)).toEqual([false, false]);
  });
});

describe('a file that two items have', () => {
  it('survives the end of one, and goes after the end of the other', async () => {
    const { submission, name, bytes } = await pendingDocument();
    const [file] = await app.sql<{ id: number }>('select id from files where hash || ext = $1', [
      name,
    ]);
    const { body } = await api(app.url)
      .as(root.token)
      .post<{ data: { documentId: string } }>(contentManager(DOCUMENT), {
        title: uniqueTitle('Shares a file'),
        description: 'Of another item',
        file: file?.id,
      });
    await withdrawn(submission.id);
    await removeUnusedIn(app, 10_000);
    expect(await isKept(name)).toEqual([true, true]);
    await api(app.url).as(root.token).delete(contentManager(DOCUMENT, body.data.documentId));
    await removeUnusedIn(app, 31);
    expect(await isKept(name)).toEqual([false, false]);
    expect(await timesRemoved(app, bytes)).toBe(1);
  });
});

it('a file that is in use stays, whatever is noted of it', async () => {
  const { name } = await pendingDocument();
  await app.sql(
    `update review_held_files set unused_since = now() - interval '1 year'
      where file_id = (select id from files where hash || ext = $1)`,
    [name],
  );
  await removeUnusedIn(app, 31);
  expect(await isKept(name)).toEqual([true, true]);
});

it('a file of the media library that no item ever had is nobody’s to remove', async () => {
  const body = new FormData();
  body.append('files', new Blob([new Uint8Array(await makePdf('For later'))]), 'later.pdf');
  const { status } = await api(app.url).as(root.token).post('/upload', body);
  const [file] = await app.sql<{ name: string }>(
    'select hash || ext as name from files order by id desc limit 1',
  );
  await removeUnusedIn(app, 10_000);
  await sweepIn(app, 10_000);
  expect([status, await isKept(file?.name ?? '')]).toEqual([201, [true, true]]);
});

it('two that remove at once remove and log each once', async () => {
  const all = [await pendingDocument(), await pendingDocument(), await pendingDocument()];
  for (const { submission } of all) await withdrawn(submission.id);
  await Promise.all([removeUnusedIn(app, 31), removeUnusedIn(app, 31)]);
  expect(await Promise.all(all.map(({ bytes }) => timesRemoved(app, bytes)))).toEqual([1, 1, 1]);
});
