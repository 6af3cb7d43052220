import { readdir } from 'node:fs/promises';

import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

import { startApp, type TestApp } from '../helpers/app';
import { press } from '../helpers/doors';
import { makePdf, makePng } from '../helpers/files';
import { api } from '../helpers/http';
import { until } from '../helpers/kept';
import { approve, detail, DOCUMENT, submitDocument, uniqueTitle } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { verifyLog } from '../helpers/review-command';
import { BUCKET, startS3, type TestS3 } from '../helpers/s3';
import {
  liveDocument,
  nameOf,
  removeUnusedIn,
  sendAnotherFile,
  stableAddress,
  storedNames,
  sweepIn,
  timesRemoved,
  versionAddress,
} from '../helpers/stored-files';

let s3: TestS3;
let app: TestApp;
let root: Admin;
let member: Member;
beforeAll(async () => {
  s3 = await startS3();
  app = await startApp({ settings: s3.settings });
  root = await createAdmin(app, 'strapi-super-admin');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
  await s3.stop();
});

async function fetched(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const answer = await api(app.url).raw(path, { method, headers });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, header: (name: string) => answer.headers.get(name), bytes };
}

describe('a document whose file is in a bucket', () => {
  it('is private while it waits, by every address and at the service itself', async () => {
    const bytes = await makePdf(uniqueTitle('In a bucket'));
    const submission = await submitDocument(app, member, {}, bytes);
    const name = await nameOf(app, bytes);
    expect(await storedNames(app)).toContain(name);
    expect(await readdir(`${app.publicFolder}/uploads`)).toEqual([]);
    for (const path of [
      stableAddress(submission),
      versionAddress(submission, bytes),
      `/uploads/${name}`,
      `/uploads/thumbnail_${name}`,
    ]) {
      for (const method of ['GET', 'HEAD']) {
        expect((await fetched(path, {}, method)).status).toBe(404);
      }
    }
    expect((await fetch(`${s3.url}/${BUCKET}/${name}`)).status).toBe(403);
    const own = await api(app.url).as(member.jwt).raw(`/api/submissions/${submission.id}/file`);
    expect(Buffer.from(await own.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('has no address of the service, and none that is signed, in any answer', async () => {
    const { submission } = await liveDocument(app, member, root);
    const answers = [
      await detail(app, root, submission.id),
      await api(app.url).get(`/api/documents/${submission.item.documentId}?populate=file`),
      await api(app.url)
        .as(root.token)
        .get(`/content-manager/collection-types/${DOCUMENT}/${submission.item.documentId}`),
      await api(app.url).as(root.token).get('/upload/files'),
    ];
    const text = JSON.stringify(answers);
    expect(text).toContain('/uploads/');
    expect(text).not.toMatch(/X-Amz-|127\.0\.0\.1:\d+\/library|Signature/);
  });

  it('is served from it whole, in part and not again', async () => {
    const { submission, bytes } = await liveDocument(app, member, root);
    const address = stableAddress(submission);
    const whole = await fetched(address);
    expect([whole.status, whole.bytes.equals(bytes)]).toEqual([200, true]);
    const etag = whole.header('etag') ?? '';
    const rest = await fetched(address, { range: 'bytes=100-', 'if-range': etag });
    expect([rest.status, rest.header('content-range')]).toEqual([
      206,
      `bytes 100-${bytes.length - 1}/${bytes.length}`,
    ]);
    expect(rest.bytes.equals(bytes.subarray(100))).toBe(true);
    expect((await fetched(address, { range: `bytes=${bytes.length}-` })).status).toBe(416);
    const head = await fetched(address, {}, 'HEAD');
    expect([head.status, head.header('content-length')]).toEqual([200, String(bytes.length)]);
    const conditional = { 'if-none-match': etag, 'cache-control': 'max-age=0' };
    expect((await fetched(address, conditional)).status).toBe(304);
  });

  it('of several parts of an upload is the same', async () => {
    const bytes = Buffer.concat([Buffer.from('words '), Buffer.alloc(11_000_000, 'more words ')]);
    const form = new FormData();
    form.append(
      'data',
      JSON.stringify({ title: uniqueTitle('Large'), description: 'Eleven megabytes' }),
    );
    form.append('file', new Blob([bytes]), 'large.txt');
    const { body } = await api(app.url)
      .as(member.jwt)
      .post<{ data: { id: string; item: { documentId: string; title: string } } }>(
        '/api/submissions/documents',
        form,
      );
    await approve(app, root, body.data);
    const served = await fetched(stableAddress(body.data));
    expect(served.bytes.equals(bytes)).toBe(true);
    const end = await fetched(stableAddress(body.data), { range: 'bytes=-5' });
    expect(end.bytes.equals(bytes.subarray(-5))).toBe(true);
  });

  it('is replaced, withdrawn and removed as in a folder', async () => {
    const { submission, bytes: first } = await liveDocument(app, member, root);
    const second = await sendAnotherFile(app, member, submission);
    await approve(app, root, submission);
    const old = await fetched(versionAddress(submission, first));
    expect([old.status, old.header('location')]).toEqual([302, versionAddress(submission, second)]);
    await press(app, root, DOCUMENT, submission.item.documentId, 'unpublish');
    for (const address of [
      stableAddress(submission),
      versionAddress(submission, first),
      versionAddress(submission, second),
    ]) {
      expect((await fetched(address)).status).toBe(410);
    }
    const name = await nameOf(app, first);
    await removeUnusedIn(app, 31);
    expect(await storedNames(app)).not.toContain(name);
    expect(await timesRemoved(app, first)).toBe(1);
  });
});

describe('the bucket', () => {
  it('was given no access list with any object', () => {
    const stored = s3.requests.filter(({ method }) => method === 'PUT' || method === 'POST');
    expect(stored.length).toBeGreaterThan(5);
    const lists = stored.flatMap(({ headers }) =>
      Object.keys(headers).filter((name) => /acl|grant/.test(name)),
    );
    expect(lists).toEqual([]);
    expect(s3.requests.filter(({ path }) => /[?&]acl\b/.test(path))).toEqual([]);
  });

  it('is swept of what no row knows', async () => {
    const client = new S3Client({
      region: 'us-east-1',
      endpoint: s3.url,
      forcePathStyle: true,
      credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
    const bytes = await makePdf('Left by a crash');
    const [stray, foreign] = [`${'0d'.repeat(16)}.pdf`, 'backup/of-something-else.pdf'];
    for (const Key of [stray, foreign])
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: bytes }));
    await sweepIn(app, 0);
    expect(await storedNames(app)).toContain(stray);
    await sweepIn(app, 2);
    expect(await storedNames(app)).not.toContain(stray);
    expect(await storedNames(app)).toContain(foreign);
    expect(await timesRemoved(app, bytes)).toBe(1);
    expect(await verifyLog(app)).toMatchObject({ code: 0 });
  });

  it('keeps no bytes of a submission that was refused', async () => {
    const before = (await storedNames(app)).length;
    const form = new FormData();
    form.append('data', JSON.stringify({ title: 'No', description: 'x', publishedDate: 'soon' }));
    form.append('file', new Blob([new Uint8Array(await makePdf('Good'))]), 'good.pdf');
    const { status } = await api(app.url).as(member.jwt).post('/api/submissions/documents', form);
    expect(status).toBe(400);
    await until('they are gone', async () => (await storedNames(app)).length === before);
  });
});

it('a picture of the media library is at /uploads as from a folder, smaller ones too', async () => {
  const picture = makePng(800, 600);
  const form = new FormData();
  form.append('files', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'view.png');
  const { status, body } = await api(app.url)
    .as(root.token)
    .post<{ url: string; formats: { thumbnail: { url: string } } }[]>('/upload', form);
  const [file] = body;
  expect([status, file?.url]).toEqual([201, expect.stringMatching(/^\/uploads\/view_\w+\.png$/)]);
  const served = await fetched(file?.url ?? '');
  expect([served.status, served.header('content-type')]).toEqual([200, 'image/png']);
  expect(served.header('x-content-type-options')).toBe('nosniff');
  expect((await fetched(file?.formats.thumbnail.url ?? '')).status).toBe(200);
  await sweepIn(app, 10);
  expect((await fetched(file?.formats.thumbnail.url ?? '')).status).toBe(200);
});

it('a bucket that does not answer is the library’s fault, and said so', async () => {
  const { submission } = await liveDocument(app, member, root);
  await s3.stop();
  const { status, bytes, header } = await fetched(stableAddress(submission));
  expect(status).toBe(503);
  expect(bytes.toString()).toContain('cannot be reached at the moment');
  expect([header('etag'), header('content-disposition')]).toEqual([null, null]);
});
