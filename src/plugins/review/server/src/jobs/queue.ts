import type { Knex } from 'knex';

/** Every kind of work that is done later. `tasks.ts` says how each is done. */
export type JobName =
  | 'checkLink'
  | 'forgetUnusedLinks'
  | 'queueDueLinks'
  | 'queueUnread'
  | 'readFile'
  | 'removeExpired'
  | 'removeUnusedFiles'
  | 'scanFile'
  | 'scanWaiting'
  | 'sweepStorage';

export interface JobOptions {
  /** A job with the same key that still waits is replaced by this one. */
  key?: string;
  /** Not before this moment. */
  runAt?: Date;
  /** After so many failures it is given up; each wait is longer than the one before. 25 where it is not given. */
  maxAttempts?: number;
  /** Jobs of one queue are done one after the other. */
  queue?: string;
  /** What has less is done first. 0 where it is not given. */
  priority?: number;
  /** Only where this, asked in the same statement, finds nothing. */
  unless?: Knex.QueryBuilder;
}

/**
 * Has something done later, once, on whichever instance comes to it first. It is written by the
 * caller's transaction: if that rolls back, there is no job.
 */
export async function addJob(
  db: Knex,
  name: JobName,
  payload: Readonly<Record<string, unknown>>,
  { key, runAt, maxAttempts, queue, priority, unless }: JobOptions = {},
): Promise<void> {
  await db.raw(
    `select graphile_worker.add_job(identifier => ?, payload => ?::json, queue_name => ?, run_at => ?,
       max_attempts => ?, job_key => ?, priority => ?)${unless ? ' where not exists (?)' : ''}`,
    [
      name,
      JSON.stringify(payload),
      queue ?? null,
      runAt ?? null,
      maxAttempts ?? null,
      key ?? null,
      priority ?? null,
      ...(unless ? [unless] : []),
    ],
  );
}
