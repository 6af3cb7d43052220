import { parseArgs } from 'node:util';

import type { Client } from 'pg';

import { ChainCheck, type LogHead } from '../src/plugins/review/server/src/log-chain/check';
import { describe, type Finding } from '../src/plugins/review/server/src/log-chain/diagnose';
import {
  BEFORE_ALL,
  SELECT_RECORD,
  type ChainedRecord,
} from '../src/plugins/review/server/src/log-chain/record';
import { readSettings } from '../src/settings';
import { openDatabase, withClient } from './database';
import { loadEnvFile } from './env-file';
import { main, throwIfInterrupted } from './processes';
import { SentenceError } from './sentence-error';

const USAGE = 'Say what to do: verify-log [--expect <hash>] [--redacted <event>,<event> …].';

/** Events read at a time, so that a log of any length fits in memory. */
const BATCH = 2000;

interface Options {
  /** A hash that was noted as the head of the log, at whatever time. */
  expect: string | null;
  /** Ids of events that were changed on purpose, as the law may demand. */
  redacted: ReadonlySet<string>;
}

/**
 * `npm run review -- verify-log` holds the review log to its hash chain and names each event that was changed,
 * removed, moved or written past the application; exit code 1 if there is any. It may run at any time.
 */
void main(async ([what, ...args]) => {
  if (what !== 'verify-log') throw new SentenceError(USAGE);
  const options = readOptions(args);
  loadEnvFile();
  const { databaseSsl } = readSettings(process.env);
  const database = await openDatabase(process.cwd(), 'accession');
  try {
    return await withClient({ url: database.url, ssl: databaseSsl }, async (client) => {
      await assertInstalled(client);
      return verifyLog(client, options);
    });
  } finally {
    await database.release();
  }
});

function readOptions(args: string[]): Options {
  const { expect, redacted } = parse(args);
  if (expect !== undefined && !/^[0-9a-f]{64}$/.test(expect)) {
    throw new SentenceError('--expect takes the 64 hexadecimal digits that verify-log printed.');
  }
  const ids = redacted?.split(',') ?? [];
  if (ids.some((id) => !/^\d+$/.test(id))) {
    throw new SentenceError('--redacted takes the numbers of events, separated by commas.');
  }
  return { expect: expect ?? null, redacted: new Set(ids) };
}

function parse(args: string[]): { expect?: string; redacted?: string } {
  try {
    const options = { expect: { type: 'string' }, redacted: { type: 'string' } } as const;
    return parseArgs({ args, options, strict: true }).values;
  } catch {
    throw new SentenceError(USAGE);
  }
}

async function assertInstalled(client: Client): Promise<void> {
  const { rows } = await client.query<{ head: string | null }>(
    `select to_regclass('review_log_head')::text as head`,
  );
  if (typeof rows[0]?.head !== 'string') {
    throw new SentenceError(
      'This database has no review log of this version yet: start the server on it once.',
    );
  }
}

/** One snapshot for all of it, so that what is logged meanwhile is no difference. */
async function verifyLog(client: Client, { expect, redacted }: Options): Promise<number> {
  await client.query('begin isolation level repeatable read read only');
  const head = await readHead(client);
  const check = new ChainCheck(expect);
  await readEvents(client, check);
  const found = check.finish(head).filter((finding) => !isRedaction(finding, redacted));
  await client.query('rollback');
  for (const finding of found) console.log(describe(finding));
  if (check.untold > 0) console.log(`${String(check.untold)} more events do not fit the chain.`);
  if (found.length === 0) {
    const known = redacted.size === 0 ? '' : ', but for what you named as redacted';
    console.log(`The review log is as it was written${known}.`);
  }
  console.log(`${String(check.events)} events, head ${head?.hash ?? 'missing'}`);
  return found.length === 0 ? 0 : 1;
}

function isRedaction(finding: Finding, redacted: ReadonlySet<string>): boolean {
  return finding.kind === 'changed' && redacted.has(finding.id);
}

async function readHead(client: Client): Promise<LogHead | null> {
  const { rows } = await client.query<{ last_id: string; hash: string; events: string }>(
    'select last_id, hash, events from review_log_head',
  );
  const [head] = rows;
  if (head === undefined) return null;
  return { lastId: head.last_id, hash: head.hash, events: Number(head.events) };
}

async function readEvents(client: Client, check: ChainCheck): Promise<void> {
  let last: string | undefined = BEFORE_ALL;
  while (last !== undefined) {
    throwIfInterrupted();
    const { rows }: { rows: ChainedRecord[] } = await client.query<ChainedRecord>(
      `select ${SELECT_RECORD} from review_events e where e.id > $1 order by e.id limit ${String(BATCH)}`,
      [last],
    );
    for (const event of rows) check.add(event);
    last = rows.at(-1)?.id;
  }
}
