import type { IncomingHttpHeaders } from 'node:http';

export type Verdict = 'send' | 'notModified' | 'preconditionFailed';

/** The opaque part of each entity tag of a list, with whether it is weak; `null` for `*`. */
function tagsOf(header: string): { opaque: string; weak: boolean }[] | null {
  if (header.trim() === '*') return null;
  return [...header.matchAll(/(W\/)?("[^"]*")/g)].map(([, weak, opaque = '']) => ({
    opaque,
    weak: weak !== undefined,
  }));
}

/**
 * What the conditions of a GET or HEAD make of it (RFC 9110, 13.2.2), for what has a strong entity tag
 * and no date of modification: conditions on dates are then to be ignored.
 * @param etag with its quotation marks
 */
export function verdictOf(headers: IncomingHttpHeaders, etag: string): Verdict {
  const ifMatch = headers['if-match'];
  if (ifMatch !== undefined) {
    const tags = tagsOf(ifMatch);
    const matches = tags === null || tags.some(({ opaque, weak }) => !weak && opaque === etag);
    if (!matches) return 'preconditionFailed';
  }
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch === undefined) return 'send';
  const tags = tagsOf(ifNoneMatch);
  const has = tags === null || tags.some(({ opaque }) => opaque === etag);
  return has ? 'notModified' : 'send';
}
