import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

import type { FindingCode } from '../../../shared/reading';
import { READING_LIMITS, type ReadingLimits } from './limits';
import { parseLine, type ReadingLine, type ReadingOrder } from './lines';
import { Outcome, type Reading } from './outcome';

const PROGRAM = path.join(__dirname, 'reader.js');
/** Of V8 alone; PDFs and pictures lie beside it. */
const HEAP_MEGABYTES = 256;
/** Of one line: a part in JSON, or a thumbnail. */
const MAX_LINE = 4 * 1024 ** 2;
/** Of all it may say beside its text, and in JSON a character may take six. */
const MAX_OUTPUT_BESIDE = 16 * 1024 ** 2;
const MAX_COMPLAINT = 4096;

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** Knows nothing of this server: no address of the database, no secret. */
function startReader(program: string, order: ReadingOrder): Child {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${HEAP_MEGABYTES}`, '--no-warnings', program],
    { cwd: tmpdir(), env: { UV_THREADPOOL_SIZE: '1' }, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  // It may be gone before it has read its order; how it ended tells.
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(order));
  return child;
}

/** What it says of its end: the last of it, whatever it said before. */
function listen(child: Child): { complaint: string } {
  const heard = { complaint: '' };
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    heard.complaint = (heard.complaint + text).slice(-MAX_COMPLAINT);
  });
  return heard;
}

/** Why this process ended the reader, where it did. */
interface Stop {
  reason: 'late' | 'unruly' | null;
}

function stopReader(child: Child, stop: Stop, reason: Stop['reason']): void {
  stop.reason ??= reason;
  child.kill('SIGKILL');
}

/** Yields what the reader tells until it ends; more than a reader of ours would tell is an error. */
async function* linesOf(
  child: Child,
  limits: ReadingLimits,
  stop: Stop,
): AsyncGenerator<ReadingLine> {
  let bytes = 0;
  const most = limits.characters * 6 + MAX_OUTPUT_BESIDE;
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > most) stopReader(child, stop, 'unruly');
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.length > MAX_LINE) throw new Error('A line of the reader is too long');
    yield parseLine(line);
  }
}

/** Why it did not come to its end. */
function reasonOf(complaint: string, hasFacts: boolean): FindingCode {
  const last = complaint.trim().split('\n').at(-1) ?? '';
  if (last === 'tookTooLong' || last === 'tookTooMuchMemory') return last;
  if (/heap out of memory|Allocation failed|Cannot enlarge memory/iu.test(complaint)) {
    return 'tookTooMuchMemory';
  }
  return hasFacts ? 'damaged' : 'unreadable';
}

/** With these an operator or the system ends a program. Of its own doing a program ends otherwise. */
const FROM_OUTSIDE: ReadonlySet<unknown> = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP']);

export interface ReadOptions {
  limits?: ReadingLimits;
  /** The compiled reader. */
  program?: string;
  /** Told what the reader complains of, for the log. */
  onComplaint?: (complaint: string) => void;
}

/**
 * Reads a file in a process of its own, which is ended where it costs more than the limits, and tells what it found,
 * be it little: of a hostile file that is a finding. It never does harm to this process.
 * @param file.path absolute
 * @throws Error where no process can be started
 */
export async function readDocument(
  file: { path: string; mime: string },
  options: ReadOptions = {},
): Promise<Reading> {
  const { limits = READING_LIMITS, program = PROGRAM, onComplaint } = options;
  const outcome = new Outcome();
  const child = startReader(program, { ...limits, path: file.path, mime: file.mime });
  const heard = listen(child);
  const closed = once(child, 'close');
  const stop: Stop = { reason: null };
  const timer = setTimeout(() => {
    stopReader(child, stop, 'late');
  }, limits.wallSeconds * 1000);
  try {
    for await (const line of linesOf(child, limits, stop)) outcome.take(line);
  } catch (error) {
    // One that was killed while it wrote left half a line.
    if (!child.stdout.readableEnded) stop.reason ??= 'unruly';
    heard.complaint += `\n${String(error)}`;
  } finally {
    child.kill('SIGKILL');
    clearTimeout(timer);
  }
  const [, signal] = (await closed) as [unknown, unknown]; // of the event `close`
  if (!outcome.isWhole) {
    const isLate = stop.reason === 'late';
    const reason = isLate ? 'tookTooLong' : reasonOf(heard.complaint, outcome.hasFacts);
    outcome.find(reason, null);
    // The watchdog, too, ends its process so, and says before what took too much.
    const isBeyondLimits = reason === 'tookTooLong' || reason === 'tookTooMuchMemory';
    outcome.wasKilled = stop.reason === null && !isBeyondLimits && FROM_OUTSIDE.has(signal);
    onComplaint?.(heard.complaint);
  }
  return outcome.reading();
}
