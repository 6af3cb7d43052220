import type { IncomingHttpHeaders } from 'node:http';

import { Agent, request } from 'undici';

import { connectorWithin } from './connector';
import { faultOf } from './fault';
import type { Reach } from './reach';

const MAX_HEADER_BYTES = 16 * 1024;

export interface Question {
  url: URL;
  method: 'HEAD' | 'GET';
  userAgent: string;
  /** For everything: name, connection, headers, body. */
  timeoutMs: number;
  /** How much of the body is read; 0 reads none of it. */
  maxBytes: number;
}

export interface Answer {
  status: number;
  location: string | null;
  setsCookie: boolean;
  /** The beginning of the body, up to `maxBytes`. */
  body: Buffer;
}

/** Of a header given once. Servers write UTF-8 into it, as browsers know; undici gives a character for each byte. */
function only(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? Buffer.from(value, 'latin1').toString('utf8') : null;
}

async function beginningOf(body: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    parts.push(part.subarray(0, maxBytes - size));
    size += part.length;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(parts);
}

/**
 * One request within reach: no redirect is followed, nothing is decompressed, no cookie or credential is sent, and the
 * connection ends with it.
 * @throws LinkFault
 */
export async function ask(reach: Reach, question: Question): Promise<Answer> {
  const { url, method, userAgent, timeoutMs, maxBytes } = question;
  const agent = new Agent({
    connect: connectorWithin(reach),
    connections: 1,
    pipelining: 0,
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: agent,
      method,
      signal: AbortSignal.timeout(timeoutMs),
      headers: { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': 'identity' },
    });
    // What comes after we stopped listening is nobody's error.
    body.on('error', () => undefined);
    return {
      status: statusCode,
      location: only(headers, 'location'),
      setsCookie: headers['set-cookie'] !== undefined,
      body: maxBytes === 0 ? Buffer.alloc(0) : await beginningOf(body, maxBytes),
    };
  } catch (error) {
    throw faultOf(error);
  } finally {
    await agent.destroy();
  }
}
