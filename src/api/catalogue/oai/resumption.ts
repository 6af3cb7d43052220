import { CatalogueError } from '../errors';
import { decodeCursor, encodeCursor } from '../params/cursor';
import { OaiError } from './error';

/** Part of a list: what was asked, and where the last part ended. `until` is frozen at the first request. */
export interface ListPart {
  set: string | null;
  /** Included. */
  from: Date | null;
  /** Not included. */
  before: Date;
  afterSeq: number;
  /** Records in the parts before. */
  cursor: number;
  /** Of the whole list, counted at the first request; -1 where it was not. */
  completeListSize: number;
}

/** The first moment that can be asked for, and the first that cannot: years have four digits. */
const EARLIEST = Date.parse('0001-01-01');
const TOO_LATE = Date.UTC(10_000, 0, 2);

/** Everything is in the token, so that any instance can go on, at any time. */
export function resumptionToken(part: ListPart): string {
  const { set, from, before, afterSeq, cursor, completeListSize } = part;
  return encodeCursor([
    set ?? '',
    from?.valueOf() ?? -1,
    before.valueOf(),
    afterSeq,
    cursor,
    completeListSize,
  ]);
}

function partOf(token: string): ListPart | null {
  const types = ['string', 'number', 'number', 'number', 'number', 'number'] as const;
  const [set, ...numbers] = decodeCursor('resumptionToken', token, types);
  const [from = -1, before = 0, afterSeq = 0, cursor = 0, completeListSize = -1] =
    numbers.map(Number);
  const isMoment = (at: number) => at >= EARLIEST && at < TOO_LATE;
  const isCount = (count: number) => count >= 1;
  if (!isMoment(from) || !isMoment(before) || !isCount(afterSeq) || !isCount(cursor)) return null;
  if (completeListSize !== -1 && !isCount(completeListSize)) return null;
  return {
    set: set === '' ? null : String(set),
    from: from === -1 ? null : new Date(from),
    before: new Date(before),
    afterSeq,
    cursor,
    completeListSize,
  };
}

/** @throws OaiError `badResumptionToken` for what `resumptionToken` did not make */
export function resumedPart(token: string): ListPart {
  let part: ListPart | null = null;
  try {
    part = partOf(token);
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
  }
  if (part !== null) return part;
  throw new OaiError('badResumptionToken', 'This resumption token is not one of this library.');
}
