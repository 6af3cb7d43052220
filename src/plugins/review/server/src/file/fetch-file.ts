import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import contentDisposition from 'content-disposition';
import { Agent, request, type Dispatcher } from 'undici';

import { ReviewError } from '../errors';
import { connectorWithin } from '../links/connector';
import { faultOf, LinkFault } from '../links/fault';
import { REDIRECTS, refusalOf, targetOf } from '../links/hops';
import { parseAddress } from '../links/parse-address';
import type { Reach } from '../links/reach';
import { cleanFileName } from './file-name';

/** For everything: names, redirects, the whole body. */
const TIMEOUT_MS = 60_000;
const MAX_REDIRECTS = 5;
const INSTEAD = 'Download the file and upload it from your computer.';

/** What Strapi's upload plugin makes of an address: a file as a form would have brought it. */
export interface FetchedFile {
  filepath: string;
  originalFilename: string;
  /** A claim of the server, as a browser's is. */
  mimetype: string;
  size: number;
  tmpWorkingDirectory: string;
}

export interface Fetching {
  reach: Reach;
  userAgent: string;
  /** Where the bytes are put; whoever asks removes it. */
  folder: string;
  maxBytes: number;
  onProgress: ((progress: { bytesWritten: number; totalBytes: number | null }) => void) | undefined;
}

interface Found {
  url: URL;
  answer: Dispatcher.ResponseData;
}

async function followed(agent: Agent, start: URL, { reach, userAgent }: Fetching): Promise<Found> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url = start;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const refusal = refusalOf(reach, url);
    if (refusal !== null) throw new LinkFault(refusal);
    const headers = { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': 'identity' };
    const answer = await request(url, { dispatcher: agent, signal, headers });
    if (!REDIRECTS.has(answer.statusCode)) return { url, answer };
    answer.body.on('error', () => undefined).destroy(); // nobody listens to the rest
    const { location } = answer.headers;
    url = targetOf(url, typeof location === 'string' ? location : null);
  }
  throw new LinkFault('redirects');
}

function tooLarge(maxBytes: number): ReviewError {
  const megabytes = Math.floor(maxBytes / 1024 ** 2);
  return new ReviewError(
    'fileTooLarge',
    `The file at this address is larger than ${megabytes} MB.`,
  );
}

/** What the server calls it, else how its address ends. */
function nameIn(url: URL, { 'content-disposition': header }: IncomingHttpHeaders): string {
  try {
    const { filename } = contentDisposition.parse(header ?? '').parameters;
    if (filename !== undefined) return cleanFileName(filename);
  } catch {
    // Servers write anything there; then the address says.
  }
  const last = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  try {
    return cleanFileName(decodeURIComponent(last));
  } catch {
    return cleanFileName(last);
  }
}

async function save({ url, answer }: Found, fetching: Fetching): Promise<FetchedFile> {
  const { folder, maxBytes, onProgress } = fetching;
  const { statusCode, headers, body } = answer;
  if (statusCode < 200 || statusCode > 299) {
    throw new ReviewError(
      'invalidFile',
      `The server at this address answers ${statusCode} and sends no file. ${INSTEAD}`,
    );
  }
  const declared = Number(headers['content-length'] ?? NaN);
  const totalBytes = Number.isSafeInteger(declared) ? declared : null;
  if (totalBytes !== null && totalBytes > maxBytes) throw tooLarge(maxBytes);
  onProgress?.({ bytesWritten: 0, totalBytes });
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size <= maxBytes) onProgress?.({ bytesWritten: size, totalBytes });
      done(size > maxBytes ? tooLarge(maxBytes) : null, chunk);
    },
  });
  // Under a name of ours: what a stranger's server calls it is no path here.
  const filepath = path.join(folder, randomUUID());
  await pipeline(body, counted, createWriteStream(filepath));
  const mimetype = String(headers['content-type'] ?? 'application/octet-stream').split(';', 1)[0];
  return {
    filepath,
    originalFilename: nameIn(url, headers),
    mimetype: mimetype ?? '',
    size,
    tmpWorkingDirectory: folder,
  };
}

/** What is said of a fault. Of what lies inside no more than of what is not there. */
function refusalOfFault({ reason }: LinkFault): ReviewError {
  const why =
    reason === 'timeout' || reason === 'redirects'
      ? 'The server at this address sends no file in time.'
      : 'No file can be fetched from this address: it must be on the public web, by http or https, and on its usual port.';
  return new ReviewError('invalidFile', `${why} ${INSTEAD}`);
}

/**
 * Fetches a file from an address that an editor gives, in place of Strapi's own, which looks up a name once and then
 * connects to whatever it finds when it asks again, and follows redirects wherever they lead.
 * @throws ReviewError `invalidFile` for what is not on the public web or sends no file, `fileTooLarge`
 */
export async function fetchFile(address: unknown, fetching: Fetching): Promise<FetchedFile> {
  const url = typeof address === 'string' ? parseAddress(address.trim()) : null;
  if (url === null) throw refusalOfFault(new LinkFault('location'));
  const agent = new Agent({ connect: connectorWithin(fetching.reach), pipelining: 0 });
  try {
    return await save(await followed(agent, url, fetching), fetching);
  } catch (error) {
    throw error instanceof ReviewError ? error : refusalOfFault(faultOf(error));
  } finally {
    await agent.destroy();
  }
}
