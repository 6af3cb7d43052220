import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { throwIfInterrupted } from '../processes';

/** What a file that may be gone by now says; empty where it is. */
async function told(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

/** The process in which a server reads a file at the moment, from what Linux tells of its children. */
export async function readerOf(server: number): Promise<number | null> {
  const tasks = await readdir(`/proc/${String(server)}/task`).catch(() => []);
  for (const task of tasks) {
    const children = await told(`/proc/${String(server)}/task/${task}/children`);
    for (const child of children.split(' ').filter(Boolean)) {
      if (await isReader(Number(child))) return Number(child);
    }
  }
  return null;
}

/** Whether such a process runs; one that has ended and that nobody has asked about has no command line. */
export async function isReader(pid: number): Promise<boolean> {
  return (await told(`/proc/${String(pid)}/cmdline`)).includes('reader.js');
}

/** @throws Error where it does not come to read within that time */
export async function untilItReads(server: number, limitMs: number): Promise<number> {
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    throwIfInterrupted();
    const reader = await readerOf(server);
    if (reader !== null) return reader;
    await sleep(2);
  }
  throw new Error('The server read no file in time');
}

/** @returns whether it was there to be killed */
export function killReader(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false; // it had come to its end
  }
}

/** Whether a reader ends within that time. */
export async function endsWithin(pid: number, limitMs: number): Promise<boolean> {
  const end = Date.now() + limitMs;
  while (await isReader(pid)) {
    if (Date.now() > end) return false;
    await sleep(10);
  }
  return true;
}
