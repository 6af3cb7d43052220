import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { throwIfInterrupted } from '../processes';
import { wholeNumber } from '../whole-number';
import { openScratchDatabase, type ScratchDatabase } from './database';
import { LIBRARY_SERVER, type Server, startServer } from './server';

export interface Verification extends ScratchDatabase {
  /** Absolute path of the public folder that every server started has. */
  folder: string;
  start: (settings?: Record<string, string>) => Promise<Server>;
}

/** Runs `work` with a database of its own; every server it started is ended with it, however it ends. */
export async function withVerification<T>(work: (to: Verification) => Promise<T>): Promise<T> {
  const database = await openScratchDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'accession-verify-'));
  const started: Server[] = [];
  try {
    return await work({
      ...database,
      folder,
      start: async (settings) => {
        throwIfInterrupted();
        const server = await startServer(LIBRARY_SERVER, database.url, folder, settings);
        started.push(server);
        return server;
      },
    });
  } finally {
    for (const server of started) await server.kill();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws SentenceError unless the argument is a whole number within bounds */
export function roundsFrom([given]: string[], fallback: number, max: number): number {
  return wholeNumber(given, 'Say how many rounds:', { fallback, min: 1, max });
}

/** One line now and then, so that a long run is seen to go on. */
export function tellProgress(round: number, rounds: number): void {
  if (round > 0 && round % 10 === 0) console.log(`${String(round)} of ${String(rounds)} rounds …`);
}

export function countEach(values: readonly (string | number)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
