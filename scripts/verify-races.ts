import { setTimeout as sleep } from 'node:timers/promises';

import { main, throwIfInterrupted } from './processes';
import {
  countEach,
  roundsFrom,
  tellProgress,
  type Verification,
  withVerification,
} from './verify/run';
import type { Server } from './verify/server';
import { decide, factsOf, revise, submit, violationsOf } from './verify/submission';

const AT_ONCE = 50;
const DEFAULT_ROUNDS = 200;

/**
 * `npm run verify:races [-- rounds]`: against a server process on real PostgreSQL, fifty decisions at once on one
 * submission, and rounds of an approval raced with a revision by the submitter. Fails on any violation.
 */
void main(async (args) => {
  const rounds = roundsFrom(args, DEFAULT_ROUNDS, 10_000);
  const violations = await withVerification(async (verification) => {
    const server = await verification.start();
    return [
      ...(await decisionsAtOnce(verification, server)),
      ...(await approvalsAgainstRevisions(verification, server, rounds)),
    ];
  });
  for (const violation of violations) console.error(`Violation: ${violation}`);
  console.log(
    violations.length === 0 ? 'No violation.' : `${String(violations.length)} violations.`,
  );
  return violations.length === 0 ? 0 : 1;
});

function reviewerFor({ reviewers }: Server, i: number): Server['member'] {
  const reviewer = reviewers[i % reviewers.length];
  if (reviewer === undefined) throw new Error('The server has no reviewers');
  return reviewer;
}

async function decisionsAtOnce({ pool }: Verification, server: Server): Promise<string[]> {
  const submission = await submit(server, 'Decided by fifty');
  const answers = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, i) =>
      decide(reviewerFor(server, i), submission, i % 4 < 2 ? 'approve' : 'reject'),
    ),
  );
  const statuses = countEach(answers.map(({ status }) => status));
  const { state, live, events } = await factsOf(pool, submission);
  console.log(`\n${String(AT_ONCE)} decisions at once on one submission`);
  console.table({
    ...statuses,
    state,
    'events of a decision': events.length - 1,
    'live rows': live,
  });
  const found = await violationsOf(pool, reviewerFor(server, 0), submission);
  if (statuses[200] !== 1) found.push(`${String(statuses[200] ?? 0)} decisions won`);
  if (statuses[409] !== AT_ONCE - 1) found.push(`${String(statuses[409] ?? 0)} conflicts`);
  if (events.length !== 2) found.push(`${String(events.length - 1)} events of a decision`);
  return found;
}

async function approvalsAgainstRevisions(
  { pool }: Verification,
  server: Server,
  rounds: number,
): Promise<string[]> {
  const found: string[] = [];
  const outcomes: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    throwIfInterrupted();
    tellProgress(round, rounds);
    const submission = await submit(server, `Round ${String(round)}`);
    const reviewer = reviewerFor(server, round);
    const [approval, revision] = await Promise.all([
      // Which comes first changes from round to round; a revision needs some time to check its file.
      sleep(Math.random() * 90).then(() => decide(reviewer, submission, 'approve')),
      sleep(Math.random() * 10).then(() => revise(server, submission, `Revised ${String(round)}`)),
    ]);
    const { state, live, approvedDigest } = await factsOf(pool, submission);
    outcomes.push(
      `approval ${String(approval.status)}, revision ${String(revision.status)}, ${String(state)}, ${String(live)} live`,
    );
    const wrong = await violationsOf(pool, reviewer, submission);
    if (![200, 409].includes(approval.status))
      wrong.push(`approval answered ${String(approval.status)}`);
    if (live === 1 && approvedDigest !== submission.digest) wrong.push('approved unseen');
    if (revision.status !== 200) wrong.push(`revision answered ${String(revision.status)}`);
    if ((approval.status === 200) !== (live === 1))
      wrong.push('the answer and the live row disagree');
    found.push(...wrong.map((sentence) => `round ${String(round)}: ${sentence}`));
  }
  console.log(`\n${String(rounds)} rounds of an approval raced with a revision`);
  console.table(countEach(outcomes));
  return found;
}
