import { EventEmitter } from 'node:events';

import type { Core } from '@strapi/strapi';
import {
  type JobHelpers,
  Logger,
  parseCronItems,
  run,
  runMigrations,
  runOnce,
  type LogLevel,
  type Runner,
  type RunnerOptions,
  type WorkerEvents,
} from 'graphile-worker';
import { Pool, type PoolConfig } from 'pg';

import { watchForAbandoned } from './abandoned';
import { TASKS } from './tasks';

/** So many at once in one process: what is heavy has a process of its own, and the machine has few cores. */
const CONCURRENCY = 2;
/** Each job holds one, one listens for new ones, and one is the sign of life. */
const CONNECTIONS = CONCURRENCY + 2;
/** Of what comes again by itself: enough that the end of a process does not cost it its turn. */
const SCHEDULED_ATTEMPTS = 2;

interface Started {
  pool: Pool;
  runner: Runner | null;
  endWatch: () => Promise<void>;
}

const runners = new WeakMap<Core.Strapi, Started>();

function loggerOf(strapi: Core.Strapi): Logger {
  // A job that fails is an error to the queue as well; what it says of its own doings interests nobody.
  const levels: Partial<Record<LogLevel, 'error' | 'warn'>> = { error: 'error', warning: 'warn' };
  return new Logger(() => (level, message) => {
    strapi.log[levels[level] ?? 'debug'](`Jobs: ${message}`);
  });
}

function openPool(strapi: Core.Strapi): Pool {
  const connection = strapi.config.get<PoolConfig>('database.connection.connection');
  const pool = new Pool({ ...connection, max: CONNECTIONS });
  // A connection may be lost, in use or not; the next use opens another. Unheard, such an error ends the process.
  const lost = (error: Error) => strapi.log.warn(`Jobs: ${error.message}`);
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
}

function optionsOf(strapi: Core.Strapi, pool: Pool): RunnerOptions {
  const tasks = Object.entries(TASKS);
  const scheduled = tasks.flatMap(([task, { schedule }]) =>
    schedule === undefined
      ? []
      : [{ task, match: schedule, options: { maxAttempts: SCHEDULED_ATTEMPTS } }],
  );
  return {
    pgPool: pool,
    concurrency: CONCURRENCY,
    // Strapi ends the process itself, and asks us first.
    noHandleSignals: true,
    logger: loggerOf(strapi),
    taskList: Object.fromEntries(
      tasks.map(([name, { run: work }]) => [
        name,
        (payload: unknown, { job }: JobHelpers) =>
          work(strapi, payload, { isLast: job.attempts >= job.max_attempts }),
      ]),
    ),
    parsedCronItems: parseCronItems(scheduled),
  };
}

/** Begins to take jobs. @returns the runner, and what the queue calls it */
async function takeJobs(options: RunnerOptions): Promise<{ runner: Runner; name: string }> {
  const events: WorkerEvents = new EventEmitter();
  const names: string[] = [];
  events.on('pool:create', ({ workerPool }) => names.push(workerPool.id));
  const runner = await run({ ...options, events });
  const [name] = names;
  if (name === undefined) throw new Error('The queue did not tell what it calls this process');
  return { runner, name };
}

/**
 * Makes the tables of the queue, and starts on what is in it unless this process is to leave that to
 * others. For bootstrap.
 * @throws Error where the role may not create the schema `graphile_worker`
 */
export async function startJobs(strapi: Core.Strapi): Promise<void> {
  const pool = openPool(strapi);
  runners.set(strapi, { pool, runner: null, endWatch: () => Promise.resolve() });
  const options = optionsOf(strapi, pool);
  await runMigrations(options);
  if (strapi.plugin('review').config('jobs') !== true) return;
  const { runner, name } = await takeJobs(options);
  runners.set(strapi, { pool, runner, endWatch: watchForAbandoned(strapi, pool, name) });
}

/** Waits some seconds for what is being done; another instance takes up what is not. */
export async function stopJobs(strapi: Core.Strapi): Promise<void> {
  const started = runners.get(strapi);
  if (started === undefined) return;
  runners.delete(strapi);
  await started.runner?.stop();
  await started.endWatch();
  await started.pool.end();
}

/** For tests and scripts: does what is due now, and waits for it. */
export function jobsService({ strapi }: { strapi: Core.Strapi }) {
  return {
    async runDue(): Promise<void> {
      const pool = openPool(strapi);
      try {
        await runOnce(optionsOf(strapi, pool));
      } finally {
        await pool.end();
      }
    },
  };
}
