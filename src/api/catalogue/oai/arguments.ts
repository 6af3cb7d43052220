import { OaiError } from './error';
import { type ListPart, resumedPart } from './resumption';
import { type ArgumentName, assertSyntax, isArgumentName, momentOf } from './syntax';

export type OaiRequest =
  | { verb: 'Identify' }
  | { verb: 'ListMetadataFormats'; identifier: string | null }
  | { verb: 'ListSets' }
  | { verb: 'GetRecord'; identifier: string }
  | { verb: 'ListIdentifiers' | 'ListRecords'; part: ListPart; isFirst: boolean };

export const METADATA_PREFIX = 'oai_dc';

type Verb = OaiRequest['verb'];

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

function assertFormat(given: ReadonlyMap<string, string>): void {
  if (given.get('metadataPrefix') === METADATA_PREFIX) return;
  throw new OaiError('cannotDisseminateFormat', `The only format here is ${METADATA_PREFIX}.`);
}

/** The end of a list that goes on until now: moments are known to the millisecond. */
export function afterAll(now: Date): Date {
  return new Date(now.valueOf() + 1);
}

function earlier(one: Date | null | undefined, other: Date): Date {
  return one && one < other ? one : other;
}

function firstPart(given: ReadonlyMap<string, string>, now: Date): ListPart {
  const [from, until] = (['from', 'until'] as const).map((name) => {
    const value = given.get(name);
    return value === undefined ? null : momentOf(name, value);
  });
  if (from && until) {
    if (from.lasts !== until.lasts) {
      throw new OaiError('badArgument', '"from" and "until" must be of the same granularity.');
    }
    if (from.at > until.at)
      throw new OaiError('badArgument', '"from" must not be later than "until".');
  }
  assertFormat(given);
  return {
    set: given.get('set') ?? null,
    from: from?.at ?? null,
    before: earlier(until && new Date(until.at.valueOf() + until.lasts), afterAll(now)),
    afterSeq: 0,
    cursor: 0,
    completeListSize: -1,
  };
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
  for (const [name, value] of given) if (isArgumentName(name)) assertSyntax(name, value);
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
      assertFormat(given);
      return { verb, identifier: given.get('identifier') ?? '' };
    default:
      return token === undefined
        ? { verb, part: firstPart(given, now), isFirst: true }
        : { verb, part: resumedPart(token), isFirst: false };
  }
}
