import { killReader, untilItReads } from '../../scripts/verify/reader-process';
import type { SubmissionView } from '../../src/plugins/review/shared/wire';
import { startApp, type TestApp } from '../helpers/app';
import { makePdf } from '../helpers/files';
import { submitDocument, uniqueTitle } from '../helpers/library';
import { createAdmin, createMember, type Admin, type Member } from '../helpers/people';
import { jobsWaiting, readingOf, runDue } from '../helpers/reading-files';

let app: TestApp;
let reviewer: Admin;
let member: Member;
beforeAll(async () => {
  app = await startApp();
  reviewer = await createAdmin(app, 'review-reviewer');
  member = await createMember(app);
});
afterAll(async () => {
  await app.stop();
});

/** A submission whose reader is ended if it is still at work when it is found. */
async function submitAndInterrupt(): Promise<SubmissionView> {
  const file = await makePdf(uniqueTitle('Read in the end'));
  const submission = await submitDocument(app, member, {}, file);
  const work = runDue(app);
  const reader = await Promise.race([untilItReads(process.pid, 20_000), work]);
  if (typeof reader === 'number') killReader(reader);
  await work;
  return submission;
}

/** Whether its reader was the quicker one, as it may be on a busy machine. */
async function isReadAllTheSame(submission: SubmissionView): Promise<boolean> {
  const { state, pages, findings } = await readingOf(app, reviewer, submission);
  return state === 'done' && pages === 1 && findings.every(({ code }) => code !== 'damaged');
}

describe('a submitted file', () => {
  it('whose reader somebody ended is read again, and is not called damaged', async () => {
    let submission = await submitAndInterrupt();
    for (let tries = 1; tries < 5 && (await isReadAllTheSame(submission)); tries += 1) {
      submission = await submitAndInterrupt();
    }
    expect(await readingOf(app, reviewer, submission)).toMatchObject({ state: 'waiting' });
    expect(await jobsWaiting(app)).toEqual(['readFile']);
    await app.sql('update graphile_worker._private_jobs set run_at = now()');
    await runDue(app);
    expect(await readingOf(app, reviewer, submission)).toMatchObject({ state: 'done', pages: 1 });
    expect(await jobsWaiting(app)).toEqual([]);
  });
});
