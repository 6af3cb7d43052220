import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { constants } from 'node:os';

import { SentenceError } from './sentence-error';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Signal = (typeof SIGNALS)[number];

const children = new Set<ChildProcess>();
let interruptedBy: Signal | undefined;

/** Thrown out of `run` and `throwIfInterrupted` after a signal, so that every `finally` on the way is taken. */
class Interrupted extends Error {
  override name = 'Interrupted';
}

/**
 * Runs a command's main function. A signal goes to the running child and then unwinds the function instead of ending
 * the process, so that the database is released. Ends the process with the function's exit code.
 */
export async function main(body: (args: string[]) => Promise<number>): Promise<void> {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      interruptedBy ??= signal;
      for (const child of children) child.kill(signal);
    });
  }
  process.exitCode = await body(process.argv.slice(3)).catch(exitCodeOf);
  process.exit();
}

function exitCodeOf(error: unknown): number {
  if (interruptedBy) return 128 + constants.signals[interruptedBy];
  const known = error instanceof SentenceError || (error as Error).name === 'SettingsError';
  console.error(known ? (error as Error).message : error);
  return 1;
}

export function throwIfInterrupted(): void {
  if (interruptedBy) throw new Interrupted(interruptedBy);
}

/** Runs a program to its end. @returns its exit code. @throws when a signal asked us to stop meanwhile. */
export async function run(
  command: string,
  args: string[],
  options: SpawnOptions = {},
): Promise<number> {
  throwIfInterrupted();
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  children.add(child);
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (exitCode, signal) => {
        resolve(exitCode ?? 128 + (signal ? constants.signals[signal] : 1));
      });
    });
    throwIfInterrupted();
    return code;
  } finally {
    children.delete(child);
  }
}

/** Runs a JavaScript file with this Node. */
export function runNode(file: string, args: string[] = [], options: SpawnOptions = {}) {
  return run(process.execPath, [file, ...args], options);
}
