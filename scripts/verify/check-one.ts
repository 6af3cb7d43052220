import { readFileSync } from 'node:fs';

import { ReviewError } from '../../src/plugins/review/server/src/errors';
import { checkFile } from '../../src/plugins/review/server/src/file/check-file';

/** What a process of its own tells of one file. */
export interface Checked {
  verdict: string;
  milliseconds: number;
  /** The most memory the process ever had, and what it had before it looked, in megabytes. */
  peak: number;
  before: number;
}

const LIMITS = { maxFileSize: 50 * 1024 ** 2, allowMacros: false };

function memory(): number {
  // Of this process alone: what the system's accounting says begins with what the parent had.
  const peak = /VmHWM:\s+(\d+) kB/u.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Math.round(Number(peak) / 1024);
}

async function verdictOf(path: string, name: string): Promise<string> {
  try {
    return `accepted as ${(await checkFile({ path, name, size: 0 }, LIMITS)).ext}`;
  } catch (error) {
    if (error instanceof ReviewError) return error.message;
    throw error;
  }
}

async function run(path: string, name: string): Promise<void> {
  await import('file-type'); // loaded once in a server, too
  const before = memory();
  const start = performance.now();
  const verdict = await verdictOf(path, name);
  const milliseconds = Math.round(performance.now() - start);
  process.send?.({ verdict, milliseconds, before, peak: memory() } satisfies Checked);
}

run(process.argv[2] ?? '', process.argv[3] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
