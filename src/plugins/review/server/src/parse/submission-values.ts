import { ReviewError } from '../errors';

/** The part of a reviewable type that says what a registered user may send. */
export interface Accepts {
  submit: readonly string[];
  attributes: readonly {
    name: string;
    kind: 'scalar' | 'relation' | 'file';
    type: string;
    many: boolean;
    required: boolean;
  }[];
}

export type SubmissionValues = Record<string, unknown>;

const TEXTS: ReadonlySet<string> = new Set([
  'string',
  'text',
  'richtext',
  'email',
  'enumeration',
  'date',
]);

/** White space and what Unicode calls format characters: a title of these looks like none. */
const INVISIBLE = /[\s\p{Cf}]/gu;
/** Control characters, line breaks among them, and marks that turn the direction of what follows. */
const NOT_ONE_LINE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

function invalidValue(name: string, expected: string): ReviewError {
  return new ReviewError('invalidValue', `"${name}" must be ${expected}.`, { key: name });
}

function relationValue(name: string, many: boolean, value: unknown): unknown {
  const isId = (id: unknown): id is string =>
    typeof id === 'string' && /^[a-z0-9]{1,64}$/i.test(id);
  if (!many) {
    if (value === null || isId(value)) return value;
    throw invalidValue(name, 'a documentId, or null');
  }
  if (!Array.isArray(value) || value.length > 100 || !value.every(isId)) {
    throw invalidValue(name, 'a list of up to 100 documentIds');
  }
  return [...new Set(value)];
}

function acceptedValue(attribute: Accepts['attributes'][number], value: unknown): unknown {
  const { name, kind, type, many, required } = attribute;
  if (kind === 'relation') return relationValue(name, many, value);
  if (value === null && !required) return null;
  if (TEXTS.has(type)) {
    if (typeof value !== 'string') throw invalidValue(name, 'a text');
    // PostgreSQL cannot store it, and no text of a person holds it.
    if (value.includes('\u0000')) throw invalidValue(name, 'a text without NUL characters');
    if (required && value.replace(INVISIBLE, '') === '') {
      throw invalidValue(name, 'a text that is not empty');
    }
    if (type === 'string' && NOT_ONE_LINE.test(value.trim())) {
      throw invalidValue(name, 'one line of text without control characters');
    }
    return value.trim();
  }
  throw new ReviewError('invalidKey', `Invalid key ${name}: it cannot be submitted.`, {
    key: name,
  });
}

/**
 * What a registered user sent, against the type's allow-list.
 * @param whole a first submission, which must bring every required attribute; otherwise a revision
 * @throws ReviewError `invalidKey` for an attribute off the list, `invalidValue`, `incomplete`
 */
export function parseSubmissionValues(
  accepts: Accepts,
  data: unknown,
  whole: boolean,
): SubmissionValues {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new ReviewError('invalidValue', 'Send the item as an object under "data".', {
      key: 'data',
    });
  }
  const values: SubmissionValues = {};
  for (const [name, value] of Object.entries(data)) {
    const attribute = accepts.attributes.find((candidate) => candidate.name === name);
    if (attribute === undefined || !accepts.submit.includes(name)) {
      const list = accepts.submit.join(', ');
      throw new ReviewError(
        'invalidKey',
        `Invalid key ${name}. What can be submitted is: ${list}.`,
        { key: name },
      );
    }
    values[name] = acceptedValue(attribute, value);
  }
  if (whole) assertComplete(accepts, values);
  return values;
}

function assertComplete({ submit, attributes }: Accepts, values: SubmissionValues): void {
  const missing = attributes
    .filter(({ name, required }) => required && submit.includes(name) && values[name] === undefined)
    .map(({ name }) => name);
  if (missing.length > 0) {
    throw new ReviewError('incomplete', `Missing: ${missing.join(', ')}.`, { keys: missing });
  }
}
