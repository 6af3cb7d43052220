import { decodeCursor, encodeCursor } from '../params/cursor';
import { CatalogueError } from '../errors';

/** The protocol's own errors (OAI-PMH 2.0, 3.6). */
export type OaiErrorCode =
  | 'badVerb'
  | 'badArgument'
  | 'badResumptionToken'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noRecordsMatch'
  | 'noSetHierarchy';

export class OaiError extends Error {
  override name = 'OaiError';
  constructor(
    readonly code: OaiErrorCode,
    message: string,
  ) {
    super(message);
  }
}

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

export type OaiRequest =
  | { verb: 'Identify' }
  | { verb: 'ListMetadataFormats'; identifier: string | null }
  | { verb: 'ListSets' }
  | { verb: 'GetRecord'; identifier: string }
  | { verb: 'ListIdentifiers' | 'ListRecords'; part: ListPart; isFirst: boolean };

export const METADATA_PREFIX = 'oai_dc';

type Verb = OaiRequest['verb'];
export type ArgumentName =
  'identifier' | 'metadataPrefix' | 'from' | 'until' | 'set' | 'resumptionToken';

interface VerbArguments {
  required: readonly ArgumentName[];
  optional: readonly ArgumentName[];
}

const LIST: VerbArguments = {
  required: ['metadataPrefix'],
  optional: ['from', 'until', 'set', 'resumptionToken'],
};
export const ARGUMENTS: Readonly<Record<Verb, VerbArguments>> = {
  Identify: { required: [], optional: [] },
  ListMetadataFormats: { required: [], optional: ['identifier'] },
  ListSets: { required: [], optional: ['resumptionToken'] },
  GetRecord: { required: ['identifier', 'metadataPrefix'], optional: [] },
  ListIdentifiers: LIST,
  ListRecords: LIST,
};

/** Days, or seconds; nothing between, and always UTC (3.3). */
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SECOND = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const DAY_MS = 86_400_000;
const SECOND_MS = 1000;

function isVerb(verb: string | undefined): verb is Verb {
  return verb !== undefined && Object.hasOwn(ARGUMENTS, verb);
}

function single(parameters: URLSearchParams): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of parameters) {
    if (found.has(name)) throw new OaiError('badArgument', `The argument "${name}" came twice.`);
    if (value.includes('\0')) throw new OaiError('badArgument', `"${name}" holds a NUL.`);
    found.set(name, value);
  }
  return found;
}

function dateOf(name: string, value: string): { at: Date; lasts: number } {
  const isDay = DAY.test(value);
  const at = isDay || SECOND.test(value) ? new Date(value) : new Date(NaN);
  const isReal = !Number.isNaN(at.valueOf()) && at.toISOString().startsWith(value.replace('Z', ''));
  if (!isReal) {
    throw new OaiError(
      'badArgument',
      `"${name}" must be a date such as 2024-03-09 or 2024-03-09T10:00:00Z.`,
    );
  }
  return { at, lasts: isDay ? DAY_MS : SECOND_MS };
}

function firstPart(given: ReadonlyMap<string, string>, now: Date): ListPart {
  if (given.get('metadataPrefix') !== METADATA_PREFIX) {
    throw new OaiError('cannotDisseminateFormat', `The only format here is ${METADATA_PREFIX}.`);
  }
  const [from, until] = (['from', 'until'] as const).map((name) => {
    const value = given.get(name);
    return value === undefined ? null : dateOf(name, value);
  });
  if (from && until) {
    if (from.lasts !== until.lasts) {
      throw new OaiError('badArgument', '"from" and "until" must be of the same granularity.');
    }
    if (from.at > until.at)
      throw new OaiError('badArgument', '"from" must not be later than "until".');
  }
  return {
    set: given.get('set') ?? null,
    from: from?.at ?? null,
    before: until
      ? new Date(Math.min(until.at.valueOf() + until.lasts, now.valueOf() + 1))
      : new Date(now.valueOf() + 1),
    afterSeq: 0,
    cursor: 0,
    completeListSize: -1,
  };
}

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

/** The years of four digits, which is what the protocol's own dates have. */
function isMoment(ms: number): boolean {
  return ms >= Date.UTC(-1, 0) && ms < Date.UTC(10_000, 0);
}

function resumedPart(token: string): ListPart {
  try {
    const types = ['string', 'number', 'number', 'number', 'number', 'number'] as const;
    const [set, ...numbers] = decodeCursor('resumptionToken', token, types);
    const [from = -1, before = 0, afterSeq = 0, cursor = 0, completeListSize = -1] =
      numbers.map(Number);
    if (![from, before].every(isMoment) || afterSeq < 1 || cursor < 1) {
      throw new CatalogueError('bad-cursor', 'Not one of ours');
    }
    return {
      set: set === '' ? null : String(set),
      from: from === -1 ? null : new Date(from),
      before: new Date(before),
      afterSeq,
      cursor,
      completeListSize,
    };
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    throw new OaiError('badResumptionToken', 'This resumption token is not one of this library.');
  }
}

function assertArguments(verb: Verb, given: ReadonlyMap<string, string>): void {
  const { required, optional } = ARGUMENTS[verb];
  const names = [...given.keys()].filter((name) => name !== 'verb');
  const known: readonly string[] = [...required, ...optional];
  const illegal = names.find((name) => !known.includes(name));
  if (illegal !== undefined) {
    throw new OaiError('badArgument', `${verb} takes no argument "${illegal}".`);
  }
  if (given.has('resumptionToken')) {
    if (names.length === 1) return;
    throw new OaiError('badArgument', 'A resumptionToken stands alone beside the verb.');
  }
  const missing = required.find((name) => !given.has(name));
  if (missing !== undefined) throw new OaiError('badArgument', `${verb} needs "${missing}".`);
}

/**
 * Reads a request of the protocol.
 * @param now what a list without `until` ends with
 * @throws OaiError
 */
export function parseOaiRequest(parameters: URLSearchParams, now: Date): OaiRequest {
  const verbs = parameters.getAll('verb');
  const [verb] = verbs;
  if (verbs.length !== 1 || !isVerb(verb)) {
    throw new OaiError('badVerb', `The verb must be one of ${Object.keys(ARGUMENTS).join(', ')}.`);
  }
  const given = single(parameters);
  assertArguments(verb, given);
  const token = given.get('resumptionToken');
  switch (verb) {
    case 'Identify':
      return { verb };
    case 'ListMetadataFormats':
      return { verb, identifier: given.get('identifier') ?? null };
    case 'ListSets':
      // All sets come at once, so no token of theirs was ever given out.
      if (token !== undefined)
        throw new OaiError('badResumptionToken', 'ListSets gives out no tokens.');
      return { verb };
    case 'GetRecord':
      if (given.get('metadataPrefix') !== METADATA_PREFIX) {
        throw new OaiError(
          'cannotDisseminateFormat',
          `The only format here is ${METADATA_PREFIX}.`,
        );
      }
      return { verb, identifier: given.get('identifier') ?? '' };
    default:
      return token === undefined
        ? { verb, part: firstPart(given, now), isFirst: true }
        : { verb, part: resumedPart(token), isFirst: false };
  }
}
