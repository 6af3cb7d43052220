import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import {
  type Contender,
  libraryContender,
  stockContender,
  timeInProcess,
  timeOverHttp,
} from './contender';
import { throwIfInterrupted } from '../../processes';
import { openScratchDatabase } from '../../verify/database';
import { roundsFrom, tellProgress } from '../../verify/run';
import { startServer } from '../../verify/server';

const DEFAULT_ROUNDS = 200;
const WARM_UP = 20;

/**
 * `npm run bench -- approval [rounds]`: what approving a document costs beside what publishing the same document costs on a
 * plain Strapi with the same content types, both on the same PostgreSQL. The two take turns, so that whatever else
 * the machine does falls on both alike. Prints figures and judges none.
 */
export async function benchApproval(args: string[]): Promise<number> {
  const rounds = roundsFrom(args, DEFAULT_ROUNDS, 5000);
  await withContenders(async (library, stock) => {
    const both = [library, stock];
    const http = await takeTurns(both, rounds, 'HTTP', timeOverHttp);
    report(`Over HTTP, ${String(rounds)} each`, http);
    const statements = new Map<string, number>();
    const inside = await takeTurns(both, rounds, 'inside', async (contender, item) => {
      const measured = await timeInProcess(contender, item);
      statements.set(contender.name, measured.statements);
      return measured.milliseconds;
    });
    report(`Inside the server, ${String(rounds)} each`, inside);
    console.log('\nSQL statements of the last one inside, those of its transaction included');
    console.table(Object.fromEntries(statements));
  });
  return 0;
}

async function withContenders(
  work: (library: Contender, stock: Contender) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'accession-bench-'));
  const databases = [await openScratchDatabase(), await openScratchDatabase()] as const;
  const [ours, theirs] = databases;
  const program = (name: string) => resolve('dist', 'scripts', 'bench', 'approval', name);
  const running: { kill: () => Promise<void> }[] = [];
  const start = async (name: string, url: string) => {
    const server = await startServer(program(name), url, join(folder, name));
    running.push(server);
    return server;
  };
  try {
    const library = await libraryContender(await start('library-server.js', ours.url));
    const stock = await stockContender(await start('stock-server.js', theirs.url));
    await work(library, stock);
  } finally {
    for (const server of running) await server.kill();
    for (const database of databases) await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Time = (contender: Contender, item: { id: string; digest: string }) => Promise<number>;

/** Makes an item on each side, then publishes both, the first to go alternating; only publishing is timed. */
async function takeTurns(
  contenders: Contender[],
  rounds: number,
  label: string,
  time: Time,
): Promise<Map<string, number[]>> {
  const times = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = -WARM_UP; round < rounds; round += 1) {
    throwIfInterrupted();
    if (round % 50 === 0) tellProgress(round, rounds);
    const order = round % 2 === 0 ? contenders : [...contenders].reverse();
    const ready = [];
    for (const contender of order) {
      ready.push({ contender, item: await contender.makeItem(`${label} ${String(round)}`) });
    }
    for (const { contender, item } of ready) {
      const milliseconds = await time(contender, item);
      if (round >= 0) times.get(contender.name)?.push(milliseconds);
    }
  }
  return times;
}

function quantile(sorted: number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

function report(title: string, times: Map<string, number[]>): void {
  const rows = [...times].map(([name, values]) => {
    const sorted = [...values].sort((a, b) => a - b);
    return { name, median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
  });
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  console.log(`\n${title}`);
  console.table(
    Object.fromEntries(rows.map((row) => [row.name, { median: ms(row.median), p95: ms(row.p95) }])),
  );
  const [ours, stock] = rows;
  if (ours && stock) console.log(`Ratio of medians: ${(ours.median / stock.median).toFixed(2)}`);
}
