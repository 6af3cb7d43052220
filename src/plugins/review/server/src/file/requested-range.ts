import type { IncomingHttpHeaders } from 'node:http';

import type { ByteRange } from './storage/storage';

/** What one part of a `Range` header names, `null` where that begins after the end, `undefined` where it is no part. */
function partOf(spec: string, size: number): ByteRange | null | undefined {
  const [, first = '', last = ''] = /^(\d{0,15})-(\d{0,15})$/.exec(spec) ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    // The last so many bytes; of a shorter file, all.
    const length = Math.min(Number(last), size);
    return length === 0 ? null : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Number(last);
  if (last !== '' && end < start) return undefined;
  return start >= size ? null : { start, end: Math.min(end, size - 1) };
}

/** The one part that these make together, or `null` where something lies between them. */
function joined(parts: readonly ByteRange[]): ByteRange | null {
  const [first, ...rest] = [...parts].sort((a, b) => a.start - b.start);
  let whole = first ?? null;
  for (const part of rest) {
    if (whole === null || part.start > whole.end + 1) return null;
    whole = { start: whole.start, end: Math.max(whole.end, part.end) };
  }
  return whole;
}

/**
 * The part of a file that a GET asks for (RFC 9110, 14.2): `whole` where it asks for all, in another
 * unit, in no unit, for several parts that do not touch, or for a part of a version that is not this one.
 * Several parts may be answered with the whole, and readers of PDFs, which ask for them, take it.
 * @param etag strong, with its quotation marks
 * @param size bytes
 */
export function requestedRange(
  headers: IncomingHttpHeaders,
  etag: string,
  size: number,
): ByteRange | 'whole' | 'unsatisfiable' {
  const ifRange = headers['if-range'];
  // A date never matches, as there is none of ours to compare; nor does a weak tag (RFC 9110, 13.1.5).
  if (ifRange !== undefined && ifRange !== etag) return 'whole';
  const [, list = ''] = /^bytes=(.*)$/is.exec(headers.range ?? '') ?? [];
  const specs = list.split(',').flatMap((spec) => (spec.trim() === '' ? [] : [spec.trim()]));
  const parts = specs.map((spec) => partOf(spec, size));
  if (parts.length === 0 || parts.includes(undefined)) return 'whole';
  const within = parts.filter((part) => part !== null && part !== undefined);
  return within.length === 0 ? 'unsatisfiable' : (joined(within) ?? 'whole');
}
