import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

import Negotiator from 'negotiator';

export type Encoding = 'br' | 'gzip' | 'identity';

/** The smallest first: of what a client accepts it gets the first. */
const COMPRESSED = ['br', 'gzip'] as const;
/** Below this a compressed answer saves nothing, in bytes. */
const MIN_SIZE = 1024;
const MAX_KNOWN = 500;
const known = new Map<string, Encoding>();

/** What to send to a client with this Accept-Encoding (RFC 9110, 12.5.3). */
export function chooseEncoding(accepted: string | undefined): Encoding {
  if (accepted === undefined) return 'identity';
  const before = known.get(accepted);
  if (before !== undefined) return before;
  const negotiator = new Negotiator({ headers: { 'accept-encoding': accepted } });
  const chosen = COMPRESSED.find((name) => negotiator.encodings([name]).length > 0) ?? 'identity';
  // Clients send a handful of these; whoever sends others all the time shall not fill the memory.
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(accepted, chosen);
  return chosen;
}

export function isWorthCompressing(body: Buffer): boolean {
  return body.length >= MIN_SIZE;
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

export async function compress(body: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  if (encoding === 'gzip') return zip(body);
  // 5 of 11: near the size of the highest, at the time of gzip.
  return brotli(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 5,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  });
}
