import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import { testEnvironment } from '../tests/environment';
import { type Client, clientOf } from './client';

/** Of everyone who uses a server. */
export const PASSWORD = 'Known-password-1';

/** Tokens of those who use a server. */
export interface People {
  member: string;
  /** May do everything. */
  editor: string;
  reviewers: string[];
}

export interface Server {
  url: string;
  tokens: People;
  member: Client;
  editor: Client;
  reviewers: Client[];
  process: ChildProcess;
  /** Ends it at once, as a crash would, and waits until it is gone. */
  kill: () => Promise<void>;
}

export const LIBRARY_SERVER = resolve('dist', 'scripts', 'verify', 'library-server.js');

const START_LIMIT_MS = 60_000;

/** Starts a server process of our own on the database, and waits until it answers. */
export async function startServer(
  program: string,
  databaseUrl: string,
  publicFolder: string,
  settings: Record<string, string> = {},
): Promise<Server> {
  const places = { DATABASE_URL: databaseUrl, ACCESSION_PUBLIC_FOLDER: publicFolder };
  const child = fork(program, [], {
    env: testEnvironment({ ...places, ...settings }),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  const limit = AbortSignal.timeout(START_LIMIT_MS);
  const ready = once(child, 'message', { signal: limit });
  const ended = exited.then(() => {
    throw new Error('The server ended while it started');
  });
  // After it has started, its end is whoever kills it to expect.
  ended.catch(() => undefined);
  const [message] = (await Promise.race([ready, ended]).catch(async (error: unknown) => {
    await kill();
    throw error;
  })) as [{ url: string; people: People }];
  const { url, people } = message;
  return {
    url,
    tokens: people,
    member: clientOf(url, people.member),
    editor: clientOf(url, people.editor),
    reviewers: people.reviewers.map((token) => clientOf(url, token)),
    process: child,
    kill,
  };
}
