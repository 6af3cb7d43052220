import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { constants } from 'node:os';

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
 *
 * @param codeOfInterrupt what a signal ends with; by default, as usual, a failure that tells which signal it was.
 */
export async function main(
  body: (args: string[]) => Promise<number>,
  codeOfInterrupt?: number,
): Promise<void> {
  for (const signal of SIGNALS) process.on(signal, interrupt);
  if (process.env.npm_lifecycle_event) watchParent();
  process.exitCode = await body(process.argv.slice(3)).catch((error: unknown) =>
    interruptedBy ? (codeOfInterrupt ?? codeOf(interruptedBy)) : report(error),
  );
  process.exit();
}

function interrupt(signal: Signal): void {
  interruptedBy ??= signal;
  for (const child of children) child.kill(signal);
}

/** Ends with the npm that started us, also when that was killed and could tell nobody. */
function watchParent(): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    interrupt('SIGTERM');
  }, 500);
  watch.unref();
}

function codeOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

/** Prints a sentence that was meant for the reader as it stands, anything else with its stack. */
export function report(error: unknown): number {
  const known = error instanceof Error && ['SentenceError', 'SettingsError'].includes(error.name);
  console.error(known ? error.message : error);
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
        resolve(exitCode ?? (signal ? codeOf(signal) : 1));
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
