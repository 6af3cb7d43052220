import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { Client } from 'pg';

import { openScratchDatabase, type ScratchDatabase } from '../../verify/database';
import { LIBRARY_SERVER, type Server, startServer } from '../../verify/server';
import { fillLibrary } from './library';

/** Everything that is measured, on one PostgreSQL. */
export interface Contenders {
  /** As it is started in production, twice on one database. */
  kept: Server;
  other: Server;
  /** Without a store of finished answers. */
  anew: Server;
  stock: Server;
  /** Starts a server that sends these bytes and does nothing else. */
  startRaw: (body: string) => Promise<string>;
  database: ScratchDatabase;
  /** The largest resident memory of `kept` so far, in megabytes. */
  peakMemory: () => number;
}

const RAW_SERVER = resolve('dist', 'scripts', 'bench', 'catalogue', 'raw-server.js');
const STOCK_SERVER = resolve('dist', 'scripts', 'bench', 'catalogue', 'stock-server.js');
/** All load comes from one address here. */
const WITHOUT_LIMIT = { ACCESSION_REQUESTS_PER_MINUTE: '1000000' };

async function fill(database: ScratchDatabase, items: number, isOurs: boolean): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  client.on('notice', ({ message }) => {
    if (message?.includes('items read') === true) console.log(`  ${message}`);
  });
  await fillLibrary(client, items, isOurs);
  await client.end();
}

function memoryOf({ pid }: ChildProcess): number {
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(kilobytes) / 1024;
}

type End = () => unknown;

export async function withContenders(
  items: number,
  work: (contenders: Contenders) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'accession-bench-'));
  const ends: End[] = [() => rm(folder, { recursive: true, force: true })];
  const later = <T>(value: T, end: End): T => {
    ends.push(end);
    return value;
  };
  const start = async (program: string, url: string, settings: Record<string, string> = {}) => {
    const server = await startServer(program, url, folder, settings);
    return later(server, () => server.kill());
  };
  const scratch = async () => {
    const database = await openScratchDatabase();
    return later(database, () => database.drop());
  };
  try {
    const [ours, theirs] = [await scratch(), await scratch()];
    const kept = await start(LIBRARY_SERVER, ours.url, WITHOUT_LIMIT);
    const stock = await start(STOCK_SERVER, theirs.url);
    console.log(`Writing ${String(items)} items into both libraries …`);
    await fill(ours, items, true);
    await fill(theirs, items, false);
    const other = await start(LIBRARY_SERVER, ours.url, WITHOUT_LIMIT);
    const anew = await start(LIBRARY_SERVER, ours.url, {
      ...WITHOUT_LIMIT,
      ACCESSION_CACHE_MB: '0',
    });
    let peak = 0;
    const sampling = setInterval(() => {
      peak = Math.max(peak, memoryOf(kept.process));
    }, 500);
    ends.push(() => {
      clearInterval(sampling);
    });
    const startRaw = async (body: string) => {
      const file = join(folder, 'body.json');
      await writeFile(file, body);
      const child = fork(RAW_SERVER, [file]);
      later(child, () => child.kill());
      const [{ url }] = (await once(child, 'message')) as [{ url: string }];
      return url;
    };
    await work({ kept, other, anew, stock, startRaw, database: ours, peakMemory: () => peak });
  } finally {
    for (const end of ends.reverse()) await end();
  }
}
