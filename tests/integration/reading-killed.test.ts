import { killReader, untilItReads } from '../../scripts/verify/reader-process';
import { startApp, type TestApp } from '../helpers/app';
import { makePdf } from '../helpers/files';
import { submitDocument } from '../helpers/library';
import { createAdmin, createMember } from '../helpers/people';
import { jobsWaiting, readingOf, runDue } from '../helpers/reading-files';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await app.stop();
});

describe('a submitted file', () => {
  it('whose reader somebody ended is read again, and is not called damaged', async () => {
    const reviewer = await createAdmin(app, 'review-reviewer');
    const member = await createMember(app);
    const submission = await submitDocument(app, member, {}, await makePdf('Read in the end'));
    const work = runDue(app);
    killReader(await untilItReads(process.pid, 10_000));
    await work;
    expect(await readingOf(app, reviewer, submission)).toMatchObject({ state: 'waiting' });
    expect(await jobsWaiting(app)).toEqual(['readFile']);
    await app.sql('update graphile_worker._private_jobs set run_at = now()');
    await runDue(app);
    expect(await readingOf(app, reviewer, submission)).toMatchObject({ state: 'done', pages: 1 });
    expect(await jobsWaiting(app)).toEqual([]);
  });
});
