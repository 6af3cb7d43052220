import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where clamd is, named by the test command; absent where the machine has none. */
export const CLAMD = process.env.CLAMD_PATH;

/** Any file with these words is infected to this clamd, so that each test can have bytes of its own. */
export const MARK = 'THESE WORDS STAND FOR A VIRUS';

const SIGNATURES = {
  'test.hdb': '44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n',
  'test.ndb': `Words-Test-Signature:0:*:${Buffer.from(MARK).toString('hex')}\n`,
};

export interface Clamd {
  host: string;
  port: number;
  /** Of its socket. */
  path: string;
  /** Starts it, where it does not run. */
  start: () => Promise<void>;
  /** Ends it as an operator would, or `SIGKILL` as a crash does. */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
  /** Keeps it from answering, though it still takes connections. */
  pause: () => void;
  resume: () => void;
  /** Ends it, and removes what it left. */
  remove: () => Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  socket.end('zPING\0');
  try {
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      if (chunk.toString().startsWith('PONG')) return true;
    }
    return false;
  } catch {
    return false; // refused: it is not there yet
  }
}

async function configure(folder: string, port: number, megabytes: number): Promise<string> {
  for (const [name, lines] of Object.entries(SIGNATURES))
    await writeFile(join(folder, name), lines);
  const file = join(folder, 'clamd.conf');
  const lines = [
    'Foreground yes',
    `DatabaseDirectory ${folder}`,
    `LocalSocket ${join(folder, 'clamd.ctl')}`,
    'TCPAddr 127.0.0.1',
    `TCPSocket ${port}`,
    `StreamMaxLength ${megabytes}M`,
    'MaxThreads 4',
    'AlertExceedsMax yes',
  ];
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

/**
 * A real clamd with two signatures of its own, on a port and a socket. Not started yet.
 * @param megabytes the longest file it looks at
 */
export async function prepareClamd(megabytes = 25): Promise<Clamd> {
  const folder = await mkdtemp(join(tmpdir(), 'clamd-test-'));
  const port = await freePort();
  const config = await configure(folder, port, megabytes);
  let child: ChildProcess | undefined;
  const stop: Clamd['stop'] = async (signal = 'SIGTERM') => {
    if (child?.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    if (signal !== 'SIGKILL') child.kill('SIGCONT'); // a paused process hears of it now
    await ended;
    child = undefined;
  };
  return {
    host: '127.0.0.1',
    port,
    path: join(folder, 'clamd.ctl'),
    async start() {
      for (let tries = 0; tries < 300; tries += 1) {
        // The port of one that was killed may be taken for a moment.
        if (child?.exitCode !== null) {
          child = spawn(CLAMD ?? '', ['--config-file', config], { stdio: 'ignore' });
        }
        if (await answers(port)) return;
        await sleep(50);
      }
      throw new Error('clamd does not start');
    },
    stop,
    pause: () => child?.kill('SIGSTOP'),
    resume: () => child?.kill('SIGCONT'),
    async remove() {
      await stop('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
