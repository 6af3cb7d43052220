import { ARGUMENTS, METADATA_PREFIX } from '../oai/arguments';
import type { ArgumentName } from '../oai/syntax';
import type { Schema } from './schema';

const WORDS: Readonly<Record<ArgumentName, { description: string; schema: Schema }>> = {
  identifier: {
    description: 'Of one record, such as `oai:library.example.org:jw78zfa7xe76480cjohijb8w`.',
    schema: { type: 'string' },
  },
  metadataPrefix: {
    description: 'The format of the records.',
    schema: { type: 'string', enum: [METADATA_PREFIX] },
  },
  from: {
    description: 'Changed then or later: a day or a second, in UTC.',
    schema: { type: 'string', examples: ['2024-03-09', '2024-03-09T10:00:00Z'] },
  },
  until: {
    description: 'Changed then or earlier, as precise as `from`.',
    schema: { type: 'string', examples: ['2024-03-09', '2024-03-09T10:00:00Z'] },
  },
  set: {
    description: 'A category and all below it, as ListSets names it.',
    schema: { type: 'string' },
  },
  resumptionToken: {
    description: 'Of the part before. It stands alone beside the verb.',
    schema: { type: 'string' },
  },
};

function isArgument(name: string): name is ArgumentName {
  return Object.hasOwn(WORDS, name);
}

const verbs = Object.keys(ARGUMENTS);
const VERB: Schema = {
  description: 'What is asked for.',
  schema: { type: 'string', enum: verbs },
};

function usedBy(name: ArgumentName): string {
  const users = Object.entries(ARGUMENTS).filter(([, { required, optional }]) =>
    [...required, ...optional].includes(name),
  );
  return `For ${users.map(([verb]) => verb).join(', ')}.`;
}

/** Each argument of the protocol, in the words of OpenAPI. */
export const OAI: readonly Schema[] = [
  { name: 'verb', in: 'query', required: true, ...VERB },
  ...Object.keys(WORDS)
    .filter(isArgument)
    .map((name) => ({
      name,
      in: 'query',
      description: `${WORDS[name].description} ${usedBy(name)}`,
      schema: WORDS[name].schema,
    })),
];

/** The same as the body of a POST. */
export const OAI_FORM: Schema = {
  type: 'object',
  properties: {
    verb: VERB.schema,
    ...Object.fromEntries(Object.entries(WORDS).map(([name, { schema }]) => [name, schema])),
  },
  required: ['verb'],
};
