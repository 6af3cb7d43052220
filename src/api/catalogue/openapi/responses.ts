import { ref, type Schema } from './schema';

type Headers = Readonly<Record<string, Schema>>;

const header = (description: string, schema: Schema, required = true): Schema => ({
  description,
  required,
  schema,
});
const SECONDS: Schema = { type: 'string', pattern: '^\\d+$' };
const HTTP_DATE: Schema = { type: 'string', pattern: '^[A-Z][a-z]{2}, \\d{2} .* GMT$' };

/** Numbers and dates are described as the texts that headers are. */
const HEADERS = {
  ETag: header('Send it as If-None-Match.', { type: 'string', pattern: '^"[A-Za-z0-9_-]+"$' }),
  'Last-Modified': header(
    'Send it as If-Modified-Since. Missing while the server cannot tell what is new.',
    HTTP_DATE,
    false,
  ),
  'Cache-Control': header('How long it may be used.', { type: 'string', minLength: 1 }),
  Vary: header('What the answer depends on besides the address.', { type: 'string' }),
  Location: header('Where it is now, as a path on this server.', {
    type: 'string',
    pattern: '^/api/catalogue/[^/]+$',
  }),
  'Retry-After': header('Seconds to wait.', SECONDS),
} as const satisfies Headers;

const rateLimit = (required: boolean): Headers => ({
  'RateLimit-Limit': header('New answers for one address in a minute.', SECONDS, required),
  'RateLimit-Remaining': header('How many are left.', SECONDS, required),
  'RateLimit-Reset': header('Seconds until all are there again.', SECONDS, required),
});
/** Missing where an answer that was kept costs nothing. */
const BUDGET = rateLimit(false);

function headers(...names: (keyof typeof HEADERS)[]): Headers {
  return Object.fromEntries(names.map((name) => [name, HEADERS[name]]));
}

const LASTING = headers('ETag', 'Last-Modified', 'Cache-Control', 'Vary');
const PASSING = headers('Cache-Control');

export type Content = Readonly<Record<string, Schema>>;

export function json(schema: string, more: Schema = {}): Content {
  return { 'application/json': { schema: ref(schema), ...more } };
}

export function ok(description: string, content: Content): Schema {
  return { description, headers: { ...LASTING, ...BUDGET }, content };
}

function refused(description: string, schema: string, more: Headers = {}): Schema {
  return { description, headers: { ...PASSING, ...BUDGET, ...more }, content: json(schema) };
}

/** The answers that many addresses have in common. */
export const RESPONSES: Readonly<Record<string, Schema>> = {
  Unchanged: {
    description: 'What the client has already is still right.',
    headers: { ...LASTING, ...BUDGET },
  },
  BadRequest: refused(
    'A parameter is unknown or wrong; `details` names it, and the nearest that is right.',
    'BadRequest',
  ),
  Unauthorized: refused('The token is none of this library’s, or has expired.', 'Unauthorized'),
  Forbidden: refused('This library is not open to whoever asked.', 'Forbidden'),
  ForbiddenAtRoot: refused('This library is not open to everybody.', 'ForbiddenAtRoot'),
  NotFound: refused('There is no such thing, and none that may be spoken of.', 'NotFound'),
  Moved: {
    description: 'The item has another slug now.',
    headers: { ...LASTING, ...BUDGET, ...headers('Location') },
    content: json('Moved'),
  },
  Gone: {
    description: 'The item was withdrawn. Its tombstone stays.',
    headers: { ...LASTING, ...BUDGET },
    content: json('Gone'),
  },
  TooManyRequests: {
    description: 'The address has asked for too many new answers in a minute.',
    headers: { ...PASSING, ...rateLimit(true), ...headers('Retry-After') },
    content: json('TooManyRequests'),
  },
  TooManyHarvested: {
    description: 'The same, as harvesters know it (OAI-PMH 2.0, 3.1.2.2).',
    headers: { ...PASSING, ...rateLimit(true), ...headers('Retry-After') },
    content: json('TooManyHarvested'),
  },
  Busy: refused(
    'Others are exporting, or the question took too long and was given up.',
    'Busy',
    headers('Retry-After'),
  ),
};

const COMMON = {
  304: 'Unchanged',
  400: 'BadRequest',
  429: 'TooManyRequests',
} as const;

export type Responses = Readonly<Record<string, Schema>>;

export function references(names: Readonly<Record<string, string>>): Responses {
  return Object.fromEntries(
    Object.entries(names).map(([status, name]) => [
      status,
      { $ref: `#/components/responses/${name}` },
    ]),
  );
}

/** Of an address under /api, where Strapi knows who asks. @param more statuses and names of responses */
export function answers(success: Schema, more: Readonly<Record<string, string>> = {}): Responses {
  const signedIn = { 401: 'Unauthorized', 403: 'Forbidden' };
  return { 200: success, ...references({ ...COMMON, ...signedIn, ...more }) };
}

/** Of an address at the root, where nobody is signed in. */
export function answersAtRoot(
  success: Schema,
  more: Readonly<Record<string, string>> = {},
): Responses {
  return { 200: success, ...references({ ...COMMON, 403: 'ForbiddenAtRoot', ...more }) };
}

/** Of the address of harvesters, to whom too much is a 503. */
export function answersToHarvesters(success: Schema): Responses {
  const responses = answersAtRoot(success, { 503: 'TooManyHarvested' });
  return Object.fromEntries(Object.entries(responses).filter(([status]) => status !== '429'));
}
