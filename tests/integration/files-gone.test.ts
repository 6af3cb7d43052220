import { startApp, type TestApp } from '../helpers/app';
import { press } from '../helpers/doors';
import { api } from '../helpers/http';
import {
  approve,
  contentManager,
  DOCUMENT,
  reject,
  submitDocument,
  uniqueTitle,
} from '../helpers/library';
import { makePdf } from '../helpers/files';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { changeSettings } from '../helpers/review-settings';
import {
  liveDocument,
  nameOf,
  sendAnotherFile,
  stableAddress,
  versionAddress,
  type LiveDocument,
} from '../helpers/stored-files';
import type { SubmissionView } from '../../src/plugins/review/shared/wire';

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

async function statusOf(path: string, init: RequestInit = {}): Promise<number> {
  const answer = await api(app.url).raw(path, init);
  await answer.arrayBuffer();
  return answer.status;
}

const REQUESTS: RequestInit[] = [
  {},
  { method: 'HEAD' },
  { headers: { range: 'bytes=0-3' } },
  { headers: { range: 'bytes=0-3', 'if-range': '"x"' } },
  { headers: { 'if-none-match': '*', 'cache-control': 'max-age=0' } },
];

/** Every address that might lead to bytes, however it is asked for, as a set of the statuses answered. */
async function answersFor(submission: SubmissionView, bytes: Buffer): Promise<number[]> {
  const name = await nameOf(app, bytes);
  const paths = [
    stableAddress(submission),
    `${stableAddress(submission)}?download`,
    versionAddress(submission, bytes),
    versionAddress(submission, bytes, 'other.pdf'),
    `/uploads/${name}`,
    `/uploads/thumbnail_${name}`,
    `/uploads/small_${name}`,
    `/%75ploads/${name}`,
    `/uploads/%2e/${name}`,
    `//uploads//${name}`,
    `/UPLOADS/${name}`,
    `/api/uploads/${name}`,
    `/api/upload/files`,
    `/api/submissions/${submission.id}/file`,
    `/review/submissions/${submission.id}/file`,
  ];
  const statuses = new Set<number>();
  for (const path of paths) {
    for (const init of REQUESTS) statuses.add(await statusOf(path, init));
  }
  return [...statuses].sort();
}

describe('a file that was never public', () => {
  const HIDDEN = [401, 403, 404];

  it.each<[string, (submission: SubmissionView) => Promise<unknown>]>([
    ['waits', () => Promise.resolve()],
    ['was rejected', (submission) => reject(app, root, submission)],
    ['was withdrawn', ({ id }) => api(app.url).as(member.jwt).delete(`/api/submissions/${id}`)],
  ])('is at no address while its submission %s', async (_, decide) => {
    const bytes = await makePdf(uniqueTitle('Hidden'));
    const submission = await submitDocument(app, member, {}, bytes);
    await decide(submission);
    const answers = await answersFor(submission, bytes);
    expect(answers.filter((status) => !HIDDEN.includes(status))).toEqual([]);
  });

  it('is answered word for word like one that never was', async () => {
    const bytes = await makePdf(uniqueTitle('Hidden'));
    const submission = await submitDocument(app, member, {}, bytes);
    const never = { item: { documentId: 'a'.repeat(24), title: '' } };
    for (const address of [stableAddress, (of: typeof never) => versionAddress(of, bytes)]) {
      const [hidden, absent] = [
        await api(app.url).get(address(submission)),
        await api(app.url).get(address(never)),
      ];
      expect([hidden.status, hidden.body]).toEqual([404, absent.body]);
      expect(hidden.headers.get('cache-control')).toBe(absent.headers.get('cache-control'));
    }
  });

  it('is none of a live item’s, while the revision it came with waits or was rejected', async () => {
    const { submission, bytes } = await liveDocument(app, member, root);
    const waiting = await sendAnotherFile(app, member, submission);
    expect(await statusOf(versionAddress(submission, waiting))).toBe(404);
    await reject(app, root, submission);
    expect(await statusOf(versionAddress(submission, waiting))).toBe(404);
    expect(await statusOf(versionAddress(submission, bytes))).toBe(200);
  });

  it('is not told by the old address of a withdrawn item either', async () => {
    const { submission } = await liveDocument(app, member, root);
    await press(app, root, DOCUMENT, submission.item.documentId, 'unpublish');
    const waiting = await sendAnotherFile(app, member, submission);
    expect(await statusOf(versionAddress(submission, waiting))).toBe(404);
  });
});

const WAYS: [string, (documentId: string) => Promise<unknown>][] = [
  ['unpublished', (id) => press(app, root, DOCUMENT, id, 'unpublish')],
  ['deleted', (id) => api(app.url).as(root.token).delete(contentManager(DOCUMENT, id))],
];

describe.each(WAYS)('an item that was %s', (_, takeDown) => {
  let first: LiveDocument;
  let second: Buffer;
  beforeAll(async () => {
    first = await liveDocument(app, member, root);
    second = await sendAnotherFile(app, member, first.submission);
    await approve(app, root, first.submission);
    await takeDown(first.submission.item.documentId);
  });

  it.each<[string, () => string]>([
    ['its stable address', () => stableAddress(first.submission)],
    ['the address of its last version', () => versionAddress(first.submission, second)],
    ['the address of an older version', () => versionAddress(first.submission, first.bytes)],
    ['an address with another name', () => versionAddress(first.submission, second, 'x.pdf')],
  ])('answers 410 at %s, by every method and setting', async (_name, address) => {
    for (const oldFiles of ['serve', 'redirect', 'gone'] as const) {
      await changeSettings(app, { oldFiles });
      for (const init of REQUESTS) expect(await statusOf(address(), init)).toBe(410);
    }
  });

  it('says so in a sentence, and lets that be kept for a minute only', async () => {
    const { body, headers } = await api(app.url).get(stableAddress(first.submission));
    expect(body).toMatchObject({ data: null, error: { status: 410, details: { code: 'gone' } } });
    expect(headers.get('cache-control')).toBe('public, max-age=60, must-revalidate');
    expect([headers.get('etag'), headers.get('link')]).toEqual([null, null]);
  });

  it('has no byte at /uploads', async () => {
    const answers = await answersFor(first.submission, second);
    expect(answers.filter((status) => status < 400)).toEqual([]);
  });
});

it('an item that is approved again has its addresses again', async () => {
  const { submission, bytes } = await liveDocument(app, member, root);
  await press(app, root, DOCUMENT, submission.item.documentId, 'unpublish');
  expect(await statusOf(versionAddress(submission, bytes))).toBe(410);
  await api(app.url).as(root.token).post(`/review/submissions/${submission.id}/reopen`, {});
  await approve(app, root, submission);
  expect(await statusOf(versionAddress(submission, bytes))).toBe(200);
  expect(await statusOf(stableAddress(submission))).toBe(200);
});

it('an item from before files were noted is known by the log', async () => {
  const { submission } = await liveDocument(app, member, root);
  await press(app, root, DOCUMENT, submission.item.documentId, 'unpublish');
  await app.sql('delete from review_published_files where item_id = $1', [
    submission.item.documentId,
  ]);
  expect(await statusOf(stableAddress(submission))).toBe(410);
});
