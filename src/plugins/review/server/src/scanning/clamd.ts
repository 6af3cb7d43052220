import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { ScannerAddress } from '../config';
import { property } from '../parse/unknown';

/** What a scanner says of bytes. */
export type Scan = { engine: string } & (
  { state: 'clean'; signature: null } | { state: 'infected'; signature: string }
);

/** The scanner gave no verdict, for whatever reason; the bytes are then as unknown as before. */
export class ScannerSilent extends Error {
  override name = 'ScannerSilent';
}

/** `z` commands end, and are answered, with a NUL (clamd(8)). */
const END = '\0';
const LONGEST_REPLY = 4096;
const VERDICT = /^stream: (?:(OK)|(.+) FOUND)$/u;
/** With `AlertExceedsMax`, what says that a limit kept clamd from looking at all of it. */
const NOT_ALL = 'Heuristics.Limits.Exceeded';

async function* frames(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from(`zINSTREAM${END}`);
  for await (const chunk of bytes) {
    if (chunk.length === 0) continue; // a length of 0 would end the stream
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    yield length;
    yield chunk;
  }
  yield Buffer.alloc(4);
}

async function readReply(socket: Socket): Promise<string> {
  let reply = '';
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    reply += chunk.toString('latin1'); // no encoding is set
    const end = reply.indexOf(END);
    if (end >= 0) return reply.slice(0, end);
    if (reply.length > LONGEST_REPLY) throw new Error('it talks and does not end');
  }
  throw new Error('it hung up without an answer');
}

function reasonOf(error: unknown): string {
  // What it last said is lost with the connection, when it ends that in the middle of a file.
  if (['EPIPE', 'ECONNRESET'].includes(String(property(error, 'code')))) {
    return 'it hung up, which it does where a file is longer than its StreamMaxLength';
  }
  return String(property(error, 'message') ?? error);
}

async function ask(
  { timeout, ...where }: ScannerAddress,
  request: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<string> {
  const socket = connect(where);
  socket.setTimeout(timeout, () => {
    socket.destroy(new Error(`it said nothing for ${timeout} ms`));
  });
  try {
    const sent = pipeline(Readable.from(request), socket, { end: false });
    // It may answer before it has everything, and hang up. The answer counts, not the sending.
    sent.catch(() => undefined);
    return await readReply(socket);
  } catch (cause) {
    throw new ScannerSilent(`The virus scanner gave no answer: ${reasonOf(cause)}.`, { cause });
  } finally {
    socket.destroy();
  }
}

/** Name and version of the program, of its signatures, and their date. @throws ScannerSilent */
export async function engineOf(address: ScannerAddress): Promise<string> {
  const reply = await ask(address, [Buffer.from(`zVERSION${END}`)]);
  if (/^ClamAV [\x20-\x7E]{1,200}$/u.test(reply)) return reply;
  throw new ScannerSilent('What answers there is no ClamAV.');
}

/**
 * Has clamd look at bytes as they are read, in bounded memory. Own code and no package: it is this short, and
 * the packages there are have had no release for years.
 * @throws ScannerSilent for anything that is no verdict: no answer, a limit exceeded, an error of its own
 */
export async function scanBytes(
  address: ScannerAddress,
  open: () => AsyncIterable<Buffer>,
): Promise<Scan> {
  const engine = await engineOf(address);
  const reply = await ask(address, frames(open()));
  const [, clean, signature] = VERDICT.exec(reply) ?? [];
  if (clean !== undefined) return { state: 'clean', signature: null, engine };
  if (signature === undefined || signature.startsWith(NOT_ALL)) {
    throw new ScannerSilent(`The virus scanner gave no verdict: ${reply.slice(0, 200)}`);
  }
  return { state: 'infected', signature, engine };
}
