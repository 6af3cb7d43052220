import { execFile } from 'node:child_process';

import type { TestApp } from './app';

export interface Told {
  code: number;
  /** What was printed, line by line. */
  lines: string[];
}

/** Runs `npm run review -- …` on the application's database. */
export function reviewCommand(app: TestApp, ...args: string[]): Promise<Told> {
  const env = { ...process.env, DATABASE_URL: app.databaseUrl };
  return new Promise((resolve) => {
    const command = ['scripts/run.mjs', 'review', ...args];
    execFile(process.execPath, command, { env }, (error, stdout, stderr) => {
      const lines = (stdout + stderr).split('\n').filter((line) => line !== '');
      resolve({ code: error === null ? 0 : Number(error.code), lines });
    });
  });
}

export function verifyLog(app: TestApp, ...options: string[]): Promise<Told> {
  return reviewCommand(app, 'verify-log', ...options);
}

/** The head that `verify-log` prints last. */
export function headIn({ lines }: Told): string {
  return /head ([0-9a-f]{64})$/.exec(lines.at(-1) ?? '')?.[1] ?? 'none';
}

/** Does to the log what its triggers forbid. */
export async function tamper(app: TestApp, ...statements: string[]): Promise<void> {
  await app.sql(
    [
      'begin',
      'alter table review_events disable trigger user',
      'alter table review_log_head disable trigger user',
      ...statements,
      'alter table review_events enable trigger user',
      'alter table review_log_head enable trigger user',
      'commit',
    ].join(';'),
  );
}
