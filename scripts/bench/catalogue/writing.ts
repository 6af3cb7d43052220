import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import type { SubmissionView } from '../../../src/plugins/review/shared/wire';
import { throwIfInterrupted } from '../../processes';
import { decide, submit } from '../../verify/submission';
import type { Contenders } from './contenders';
import { figuresOf } from './load';
import type { Result } from './report';

const LIST = '/api/catalogue?pagination[pageSize]=10';

async function approve({ kept }: Contenders, submission: SubmissionView): Promise<number> {
  const [reviewer] = kept.reviewers;
  if (reviewer === undefined) throw new Error('The server has no reviewers');
  const start = performance.now();
  const { status, body } = await decide(reviewer, submission, 'approve');
  if (status !== 200) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  return performance.now() - start;
}

async function shows(url: string, { item }: SubmissionView): Promise<boolean> {
  const response = await fetch(url + LIST);
  return (await response.text()).includes(item.documentId);
}

export async function benchVisible(contenders: Contenders): Promise<Result[]> {
  const { kept, other } = contenders;
  const delays: number[] = [];
  let missedHere = 0;
  for (let round = 0; round < 100; round += 1) {
    throwIfInterrupted();
    const submission = await submit(kept, `Seen at once ${round}`);
    // Both have the list as it was, and would go on sending it.
    await Promise.all([kept, other].map(({ url }) => fetch(url + LIST).then((r) => r.text())));
    await approve(contenders, submission);
    const start = performance.now();
    const [here] = await Promise.all([
      shows(kept.url, submission),
      (async () => {
        while (!(await shows(other.url, submission))) await sleep(1);
        delays.push(performance.now() - start);
      })(),
    ]);
    if (!here) missedHere += 1;
  }
  const { p50, p99 } = figuresOf(delays, 1);
  return [
    {
      work: 'approve to visible',
      figure: `here: missed by the next request ${missedHere} of 100; elsewhere: p99 ${p99.toFixed(0)} ms`,
      mustReach: 'the next request; p99 under 1,000 ms',
      reached: missedHere === 0 && p99 < 1000,
      details: { 'elsewhere, p50 ms': p50, 'elsewhere, p99 ms': p99 },
    },
  ];
}

async function setReadModel({ database }: Contenders, isOn: boolean): Promise<void> {
  const { rows } = await database.pool.query<{ statement: string }>(
    `select format('alter table %s ${isOn ? 'enable' : 'disable'} trigger %I', tgrelid::regclass, tgname) as statement
     from pg_trigger where tgname like 'catalogue_%' and not tgisinternal`,
  );
  for (const { statement } of rows) await database.pool.query(statement);
}

/** Last of all: what is approved without the read model is not in it. */
export async function benchPublishing(contenders: Contenders): Promise<Result[]> {
  const taken: Record<'with' | 'without', number[]> = { with: [], without: [] };
  const WARM_UP = 5;
  for (let round = -WARM_UP; round < 100; round += 1) {
    throwIfInterrupted();
    for (const which of round % 2 === 0
      ? (['with', 'without'] as const)
      : (['without', 'with'] as const)) {
      const submission = await submit(contenders.kept, `Published ${which} ${round}`);
      await setReadModel(contenders, which === 'with');
      const milliseconds = await approve(contenders, submission);
      if (round >= 0) taken[which].push(milliseconds);
    }
  }
  await setReadModel(contenders, true);
  const [on, off] = [figuresOf(taken.with, 1), figuresOf(taken.without, 1)];
  const ratio = on.p50 / off.p50;
  return [
    {
      work: 'publish with the read model',
      figure: `${ratio.toFixed(2)} × publish without it`,
      mustReach: 'at most 1.5 ×',
      reached: ratio <= 1.5,
      details: { 'with, p50 ms': on.p50, 'without, p50 ms': off.p50 },
    },
  ];
}
