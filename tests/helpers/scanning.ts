import { readdir } from 'node:fs/promises';

import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import type { TestApp } from './app';
import { type Clamd, MARK } from './clamd';
import { makePdf } from './files';
import { api, type Answer } from './http';
import { decide, detail, documentForm, uniqueTitle, type Envelope } from './library';
import type { Admin, Member } from './people';

/** Bytes of their own that the tests' scanner objects to. */
export const infected = () => Buffer.from(`${uniqueTitle('Infected')}\n${MARK}\n`);
export const clean = () => makePdf(uniqueTitle('Clean'));

/** The files there are: on disk, in the database; and the submissions. */
export async function kept(app: TestApp): Promise<unknown> {
  const [rows] = await app.sql(
    'select (select count(*) from files) as files, (select count(*) from review_submissions) as submissions',
  );
  const stored = await readdir(`${app.publicFolder}/uploads`);
  return [stored.length, rows];
}

export async function send(
  app: TestApp,
  member: Member,
  bytes: Buffer,
  name = 'notes.txt',
): Promise<Answer<Envelope<SubmissionView>>> {
  const title = uniqueTitle('Scanned');
  const body = documentForm({ title, description: 'About it' }, bytes, name);
  return api(app.url).as(member.jwt).post('/api/submissions/documents', body);
}

/** Submitted while the scanner does not answer. */
export async function submitUnscanned(
  app: TestApp,
  clamd: Clamd,
  member: Member,
  given?: Buffer,
): Promise<SubmissionView> {
  await clamd.stop();
  const { body, status } = await send(app, member, given ?? (await clean()));
  if (status !== 201) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  return body.data;
}

/** Does what waits, the next tries of files to scan included. */
export async function runScans(app: TestApp): Promise<void> {
  await app.sql(`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs
    where task_identifier in ('scanFile', 'scanWaiting')), run_at => now())`);
  await app.strapi.plugin('review').service<{ runDue(): Promise<void> }>('jobs').runDue();
}

export async function approveNow(
  app: TestApp,
  admin: Admin,
  { id }: { id: string },
): Promise<Answer<Envelope<unknown>>> {
  const { digest } = await detail(app, admin, id);
  return decide(app, admin, id, { decision: 'approve', digest });
}
