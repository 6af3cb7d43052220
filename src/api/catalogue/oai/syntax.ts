import { OaiError } from './error';

export type ArgumentName =
  'identifier' | 'metadataPrefix' | 'from' | 'until' | 'set' | 'resumptionToken';

export interface Moment {
  at: Date;
  /** How long what was named lasts, in milliseconds. */
  lasts: number;
}

/** Days, or seconds; nothing between, and always UTC (3.3). */
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SECOND = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const DAY_MS = 86_400_000;
const SECOND_MS = 1000;

const NAME = String.raw`[A-Za-z0-9\-_.!~*'()]+`;
const PREFIX = new RegExp(`^${NAME}$`);
const SET_SPEC = new RegExp(`^${NAME}(?::${NAME})*$`);

/** References as in RFC 3986, but for addresses in brackets and passwords, which identify nothing. */
const PLAIN = String.raw`(?:[A-Za-z0-9\-._~!$&'()*+,;=@]|%[0-9A-Fa-f]{2})`;
const REST = `(?:${PLAIN}|[:/?])*`;
const HOST = String.raw`//${PLAIN}*(?::\d{1,5})?(?=[/?#]|$)`;
const WITH_SCHEME = `[A-Za-z][A-Za-z0-9+.-]*:(?:${HOST}|(?!//))${REST}`;
const WITHOUT_SCHEME = `(?!//)${PLAIN}*(?:[/?]${REST})?`;
const IDENTIFIER = new RegExp(`^(?=.)(?:${WITH_SCHEME}|${WITHOUT_SCHEME})(?:#${REST})?$`);

function readMoment(value: string): Moment | null {
  const isDay = DAY.test(value);
  const at = isDay || SECOND.test(value) ? new Date(value) : new Date(NaN);
  const isReal = !Number.isNaN(at.valueOf()) && at.toISOString().startsWith(value.replace('Z', ''));
  // XML Schema has no year 0.
  if (!isReal || at.getUTCFullYear() < 1) return null;
  return { at, lasts: isDay ? DAY_MS : SECOND_MS };
}

const DATE = 'a date such as 2024-03-09 or 2024-03-09T10:00:00Z';
/** Of each argument, what it must be where it is given. */
const SYNTAX: Readonly<Record<ArgumentName, [(value: string) => boolean, string]>> = {
  identifier: [(value) => IDENTIFIER.test(value), 'a URI (RFC 3986)'],
  metadataPrefix: [(value) => PREFIX.test(value), 'a name that ListMetadataFormats gives'],
  set: [(value) => SET_SPEC.test(value), 'a name that ListSets gives'],
  from: [(value) => readMoment(value) !== null, DATE],
  until: [(value) => readMoment(value) !== null, DATE],
  // What is wrong with a token has an error code of its own.
  resumptionToken: [() => true, ''],
};

export function isArgumentName(name: string): name is ArgumentName {
  return Object.hasOwn(SYNTAX, name);
}

/**
 * Answers repeat the arguments and must be valid by OAI-PMH.xsd, so whatever does not fit there is refused before
 * anything else is looked at.
 * @throws OaiError `badArgument`
 */
export function assertSyntax(name: ArgumentName, value: string): void {
  const [isWellFormed, expected] = SYNTAX[name];
  if (!isWellFormed(value)) throw new OaiError('badArgument', `"${name}" must be ${expected}.`);
}

/** @throws OaiError `badArgument` */
export function momentOf(name: ArgumentName, value: string): Moment {
  const moment = readMoment(value);
  if (moment !== null) return moment;
  throw new OaiError('badArgument', `"${name}" must be ${SYNTAX[name][1]}.`);
}
