import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import fresh from 'fresh';

import { compress, type Encoding, isWorthCompressing } from './encoding';

/** A finished answer in one encoding, with all its headers, ready to be sent any number of times. */
export interface Representation {
  body: Buffer;
  etag: string;
  /** Names and values by turns, as `writeHead` takes them. */
  headers: string[];
  /** Of a 304: the same without those that describe a body (RFC 9110, 15.4.5). */
  headersUnchanged: string[];
}

/** A finished answer. Further encodings are added when somebody wants them. */
export interface Answer {
  status: number;
  /** `undefined` where nobody can tell: then there is no asking by date either. */
  lastModified: string | undefined;
  /** Headers common to all encodings. */
  common: string[];
  hash: string;
  identity: Representation;
  br?: Representation;
  gzip?: Representation;
}

const SUFFIX: Readonly<Record<Encoding, string>> = { br: '-br', gzip: '-gz', identity: '' };
const OF_A_BODY: ReadonlySet<string> = new Set([
  'content-length',
  'content-type',
  'content-encoding',
  'content-security-policy',
]);

function represent(
  { common, hash, lastModified }: Pick<Answer, 'common' | 'hash' | 'lastModified'>,
  body: Buffer,
  encoding: Encoding,
): Representation {
  const etag = `"${hash}${SUFFIX[encoding]}"`;
  const headers = [
    ...common,
    'ETag',
    etag,
    ...(lastModified === undefined ? [] : ['Last-Modified', lastModified]),
    'Content-Length',
    String(body.length),
    ...(encoding === 'identity' ? [] : ['Content-Encoding', encoding]),
  ];
  const headersUnchanged: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    const [name = '', value = ''] = headers.slice(i, i + 2);
    if (!OF_A_BODY.has(name.toLowerCase())) headersUnchanged.push(name, value);
  }
  return { body, etag, headers, headersUnchanged };
}

/** @param common names and values by turns, `Content-Type` among them */
export function createAnswer(
  status: number,
  body: Buffer,
  common: string[],
  lastModified: string | undefined,
): Answer {
  // The status belongs to it: a redirect and an error may have one body.
  const hash = createHash('sha256')
    .update(`${status}\n`)
    .update(body)
    .digest('base64url')
    .slice(0, 27);
  const base = { status, common, hash, lastModified };
  return { ...base, identity: represent(base, body, 'identity') };
}

/** The answer in this encoding, where it is at hand. */
export function representationOf(answer: Answer, encoding: Encoding): Representation | undefined {
  if (encoding === 'identity' || !isWorthCompressing(answer.identity.body)) return answer.identity;
  return answer[encoding];
}

/** The same, made where it is not at hand, and kept with the answer. */
export async function prepare(answer: Answer, encoding: Encoding): Promise<Representation> {
  const ready = representationOf(answer, encoding);
  if (ready !== undefined || encoding === 'identity') return ready ?? answer.identity;
  const body = await compress(answer.identity.body, encoding);
  return (answer[encoding] ??= represent(answer, body, encoding));
}

/** Bytes it occupies, bodies and a guess for the rest. */
export function sizeOf({ identity, br, gzip }: Answer): number {
  return 2000 + identity.body.length + (br?.body.length ?? 0) + (gzip?.body.length ?? 0);
}

/**
 * Whether the client has this already (RFC 9110, 13.2.2). A `Cache-Control: no-cache` beside the condition changes
 * nothing: asking the origin is all that it demands (RFC 9111, 5.2.1.4), and every `fetch` with a condition of its own
 * adds it (Fetch standard, 4.5).
 */
export function isUnchanged(
  request: IncomingHttpHeaders,
  etag: string,
  lastModified: string | undefined,
): boolean {
  const { 'if-none-match': tags, 'if-modified-since': since } = request;
  if (tags === etag) return true;
  const conditions = { 'if-none-match': tags, 'if-modified-since': since };
  return fresh(conditions, { etag, ...(lastModified && { 'last-modified': lastModified }) });
}

/** Whether an `If-None-Match` names this very ETag, which only who has had the answer can. */
export function isNamed(tags: string, etag: string): boolean {
  return tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

export function isFresh(
  request: IncomingHttpHeaders,
  { etag }: Representation,
  { status, lastModified }: Answer,
): boolean {
  return status === 200 && isUnchanged(request, etag, lastModified);
}
