import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import { makeBook } from './bench/reading/book';
import { main, throwIfInterrupted } from './processes';
import {
  installCounters,
  isRead,
  jobsDone,
  jobsLeft,
  serverConnections,
  unread,
  withoutJob,
  wrongReadings,
  wrongSubmissions,
} from './verify/effects';
import { endsWithin, killReader, readerOf, untilItReads } from './verify/reader-process';
import {
  countEach,
  roundsFrom,
  tellProgress,
  type Verification,
  withVerification,
} from './verify/run';
import type { Server } from './verify/server';
import { ageStored, loggedRemovals, strays, withoutBytes } from './verify/stored-files';
import { type SentFile, submit } from './verify/submission';

const DEFAULT_ROUNDS = 30;
/** So many that its reading takes long enough to be caught at it. */
const PAGES = 80;
/** Or as long as a submission takes on this machine now, and a little more, where that is longer. */
const LATEST_KILL_MS = 60;
const LIMIT_MS = 120_000;
/** Of a reader whose server is gone. */
const READER_LIMIT_MS = 2000;

/** What each round in turn kills, and when. */
const ROUNDS = ['the reader', 'the server, submitting', 'the server, up to the reading'] as const;

interface Running {
  server: Server;
  pid: number;
  /** How long a submission takes in it, and how long until its file is read; in milliseconds. */
  submission: number;
  reading: number;
}

class Crashes {
  readonly outcomes: string[] = [];
  readonly violations: string[] = [];
  readonly answered: string[] = [];
  private running: Running | null = null;
  private books = 0;

  constructor(private readonly to: Verification) {}

  async round(number: number): Promise<void> {
    const kind = ROUNDS[number % ROUNDS.length] ?? ROUNDS[0];
    this.running ??= await this.start();
    const { server, pid, submission, reading } = this.running;
    const title = `Killed in ${String(number)}`;
    if (kind === 'the reader') return this.killReader(this.running, title);
    const isEarly = kind === 'the server, submitting';
    const latest = isEarly
      ? Math.max(LATEST_KILL_MS, 1.2 * submission)
      : submission + 1.2 * reading;
    const book = await this.nextBook();
    const answer = this.submit(server, title, book);
    await sleep((isEarly ? 0 : submission) + Math.random() * (latest - (isEarly ? 0 : submission)));
    const reader = await readerOf(pid);
    await server.kill();
    this.running = null;
    const wasAnswered = await answer;
    const moment = reader === null ? await this.momentOf(title) : 'at reading';
    this.outcomes.push(`${kind}: ${wasAnswered ? 'answered' : 'not answered'}, ${moment}`);
    await this.lookAtOnce(reader);
  }

  /** A server that has read all there is, and what it takes it to submit and to read. */
  private async start(): Promise<Running> {
    const server = await this.to.start({ ACCESSION_JOBS: 'on' });
    const { pid } = server.process;
    if (pid === undefined) throw new Error('The server has no process');
    await installCounters(this.to.pool);
    const running = { server, pid, submission: 0, reading: 0 };
    // The first of a fresh process takes longer.
    for (const time of ['first', 'second']) {
      await until(async () => (await unread(this.to.pool)) === 0, 'All files were read');
      const book = await this.nextBook();
      const start = performance.now();
      await this.submit(server, `Warming up ${String(this.books)}, ${time}`, book);
      running.submission = performance.now() - start;
      await until(async () => (await unread(this.to.pool)) === 0, 'A file was read');
      running.reading = performance.now() - start - running.submission;
    }
    return running;
  }

  private async nextBook(): Promise<SentFile> {
    this.books += 1;
    return { name: 'book.pdf', bytes: new Uint8Array(await makeBook(PAGES, this.books)) };
  }

  /** @returns whether it was answered */
  private submit(server: Server, title: string, file: SentFile): Promise<boolean> {
    return submit(server, title, file).then(
      () => this.answered.push(title) > 0,
      () => false,
    );
  }

  private async killReader(running: Running, title: string): Promise<void> {
    const sent = this.submit(running.server, title, await this.nextBook());
    const reader = await untilItReads(running.pid, LIMIT_MS);
    await sleep(Math.random() * running.reading);
    const wasKilled = killReader(reader);
    const answer = (await sent) ? 'answered' : 'not answered';
    this.outcomes.push(`the reader: ${answer}, ${wasKilled ? 'at reading' : 'after it'}`);
    // By the same server: nothing of it was harmed.
    await until(() => isRead(this.to.pool, title), `The file of "${title}" was read`);
  }

  private async momentOf(title: string): Promise<string> {
    return (await isRead(this.to.pool, title)) ? 'after it' : 'before it';
  }

  /** What must hold as soon as a server is gone, before another puts anything right. */
  private async lookAtOnce(reader: number | null): Promise<void> {
    const { pool } = this.to;
    await until(async () => (await serverConnections(pool)) === 0, 'The server was gone');
    this.violations.push(...(await withoutJob(pool)));
    if (reader !== null && !(await endsWithin(reader, READER_LIMIT_MS))) {
      this.violations.push('a reader goes on without its server');
    }
  }

  /** Has a last server do all that is left, and sweep. @returns what lay there without a row, before and after */
  async end(): Promise<{ before: number; after: number }> {
    const { to } = this;
    const { server } = (this.running ??= await this.start());
    await inTime(async () => (await jobsLeft(to.pool)).length === 0);
    this.violations.push(...(await jobsLeft(to.pool)));
    const before = await strays(to);
    await ageStored(to.folder);
    await to.pool.query(
      `select graphile_worker.add_job('sweepStorage', '{}'::json, job_key => 'sweep')`,
    );
    await until(async () => (await jobsDone(to.pool)).sweepStorage === 1, 'The storage was swept');
    await server.kill();
    const after = await strays(to);
    this.violations.push(...after.map((name) => `${name} belongs to nothing after the sweep`));
    const logged = await loggedRemovals(to.pool);
    if (logged !== before.length) {
      this.violations.push(`${String(logged)} removals are in the log`);
    }
    return { before: before.length, after: after.length };
  }
}

async function inTime(isSo: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + LIMIT_MS;
  while (!(await isSo())) {
    throwIfInterrupted();
    if (Date.now() > end) return false;
    await sleep(10);
  }
  return true;
}

/** @param what for the error, where it is not so in time */
async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  if (!(await inTime(isSo))) throw new Error(`${what}: not within ${String(LIMIT_MS / 1000)} s`);
}

/**
 * `npm run verify:file-crash [-- rounds]`: starts servers that do their jobs, sends them submissions with a file, and
 * kills them, or the process that reads the file, at any moment from the submission to the end of the reading. Then has
 * a last one do what is left and sweep the storage, and looks whether every submission has its file, every row its
 * bytes and its reading, once, whether nothing else lies there, and whether no job is left.
 */
void main(async (args) => {
  const rounds = roundsFrom(args, DEFAULT_ROUNDS, 1000);
  return withVerification(async (verification) => {
    const crashes = new Crashes(verification);
    for (let round = 0; round < rounds; round += 1) {
      throwIfInterrupted();
      tellProgress(round, rounds);
      await crashes.round(round);
    }
    const { before, after } = await crashes.end();
    const found = [
      ...crashes.violations,
      ...(await withoutBytes(verification)),
      ...(await wrongSubmissions(verification.pool, crashes.answered)),
      ...(await wrongReadings(verification.pool, PAGES)),
    ];
    console.log(`\n${String(rounds)} rounds: what was killed, and when`);
    console.table(countEach(crashes.outcomes));
    console.log('Jobs done');
    console.table(await jobsDone(verification.pool));
    console.log(
      `Left in storage without a row: ${String(before)}, after the sweep: ${String(after)}.`,
    );
    for (const violation of found) console.error(`Violation: ${violation}`);
    console.log(found.length === 0 ? 'No violation.' : `${String(found.length)} violations.`);
    return found.length === 0 ? 0 : 1;
  });
});
