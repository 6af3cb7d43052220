import { createHash } from 'node:crypto';

import { storageOf } from '../../src/plugins/review/server/src/file/storage/of-application';
import type { Storage } from '../../src/plugins/review/server/src/file/storage/storage';
import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import type { TestApp } from './app';
import { makePdf } from './files';
import { api } from './http';
import { approve, documentForm, submitDocument, uniqueTitle } from './library';
import type { Admin, Member } from './people';

export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export const stableAddress = ({ item }: Pick<SubmissionView, 'item'>): string =>
  `/api/documents/${item.documentId}/file`;

export function versionAddress(
  submission: Pick<SubmissionView, 'item'>,
  bytes: Buffer,
  name = 'report.pdf',
): string {
  return `${stableAddress(submission)}/${sha256Of(bytes)}/${encodeURIComponent(name)}`;
}

export interface LiveDocument {
  submission: SubmissionView;
  bytes: Buffer;
}

export async function liveDocument(
  app: TestApp,
  member: Member,
  reviewer: Admin,
): Promise<LiveDocument> {
  const bytes = await makePdf(uniqueTitle('Bytes'));
  const submission = await submitDocument(app, member, {}, bytes);
  await approve(app, reviewer, submission);
  return { submission, bytes };
}

/** Sends another file for a submission, which then waits. Answers its bytes. */
export async function sendAnotherFile(
  app: TestApp,
  member: Member,
  { id }: Pick<SubmissionView, 'id'>,
  name = 'report.pdf',
): Promise<Buffer> {
  const bytes = await makePdf(uniqueTitle('Other bytes'));
  const form = documentForm({}, bytes, name);
  const { status, body } = await api(app.url).as(member.jwt).put(`/api/submissions/${id}`, form);
  if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  return bytes;
}

export function storage(app: TestApp): Storage {
  return storageOf(app.strapi);
}

/** What lies in storage, by name. */
export async function storedNames(app: TestApp): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of storage(app).list()) names.push(name);
  return names.sort();
}

/** What the file of these bytes is called in storage. */
export async function nameOf(app: TestApp, bytes: Buffer): Promise<string> {
  const [row] = await app.sql<{ name: string }>(
    'select hash || ext as name from files where sha256 = $1 order by id desc limit 1',
    [sha256Of(bytes)],
  );
  if (row === undefined) throw new Error('No file has these bytes');
  return row.name;
}

interface FileRemoval {
  removeUnused(now: Date): Promise<void>;
  sweep(now: Date): Promise<void>;
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * 86_400_000);
}

/** Removes unused files as it will be done in so many days. */
export function removeUnusedIn(app: TestApp, days: number): Promise<void> {
  return app.strapi
    .plugin('review')
    .service<FileRemoval>('file-removal')
    .removeUnused(inDays(days));
}

/** Sweeps the storage as it will be done in so many days. */
export function sweepIn(app: TestApp, days: number): Promise<void> {
  return app.strapi.plugin('review').service<FileRemoval>('file-removal').sweep(inDays(days));
}

/** Which bytes the log says were removed, oldest first. */
export async function removedBytes(app: TestApp): Promise<string[]> {
  const rows = await app.sql<{ file_sha256: string }>(
    `select file_sha256 from review_events where type = 'fileRemoved' order by id`,
  );
  return rows.map(({ file_sha256 }) => file_sha256);
}

export async function timesRemoved(app: TestApp, bytes: Buffer): Promise<number> {
  const removed = await removedBytes(app);
  return removed.filter((sha256) => sha256 === sha256Of(bytes)).length;
}
