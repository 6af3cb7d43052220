import { FACETS, LIST_PARAMETERS, MAX_DEPTH, MAX_PAGE_SIZE, SORTS } from '../params/list';
import {
  CHANGES_PARAMETERS,
  DEFAULT_CHANGES,
  MAX_CHANGES,
  MAX_SUGGEST,
  SUGGEST_PARAMETERS,
} from '../params/others';
import type { RangeOperator } from '../params/ranges';
import {
  MAX_SEARCH,
  MAX_VALUES,
  type RangeFilter,
  SELECTION_LISTS,
  SELECTION_PARAMETERS,
  type ValueFilter,
} from '../params/selection';
import { ref, type Schema } from './schema';

/** A parameter without its name and place. */
type Described = Readonly<Record<string, unknown>> & { description: string; schema: Schema };

const VALUE_SCHEMAS: Readonly<Record<ValueFilter, Described>> = {
  kind: { description: 'Only this kind.', schema: ref('Kind') },
  category: {
    description: 'Filed in this category or anywhere below it. Its documentId or slug.',
    schema: { type: 'string', minLength: 1, maxLength: 1000 },
  },
  source: {
    description: 'From this information source. Its documentId or slug.',
    schema: { type: 'string', minLength: 1, maxLength: 1000 },
  },
  language: {
    description: 'A language range (RFC 4647, basic filtering): `en` takes in `en-GB`.',
    schema: { type: 'string', minLength: 1, maxLength: 1000, examples: ['en', 'en-GB'] },
  },
  publisher: {
    description: 'Of this publisher, exactly as written.',
    schema: { type: 'string', minLength: 1, maxLength: 1000 },
  },
  link: {
    description: 'Links that were found so; documents are none.',
    schema: ref('ItemLinkState'),
  },
};

const RANGE_SCHEMAS: Readonly<Record<RangeFilter, Described>> = {
  dateAdded: { description: 'The day it entered the library', schema: ref('Day') },
  published: {
    description:
      'The date of the work, as precise as it is known; a year or a month stands for all its days',
    schema: ref('PartialDate'),
  },
};

const OPERATOR_WORDS: Readonly<Record<RangeOperator, string>> = {
  $eq: 'is',
  $gte: 'is, or is later than',
  $gt: 'is later than',
  $lte: 'is, or is earlier than',
  $lt: 'is earlier than',
};

const SEARCH: Described = {
  description:
    'Words to look for in title, description, publisher and body, stemmed by the language of each item. `"…"` looks for a phrase, `-word` excludes, `or` allows either.',
  schema: { type: 'string', maxLength: MAX_SEARCH },
  example: 'partnership -meetings',
};

const OTHER: Readonly<Record<string, Described>> = {
  _q: SEARCH,
  sort: {
    description:
      'The order. `relevance`, which needs `_q`, is the usual one with it, `dateAdded:desc` without.',
    schema: { type: 'string', enum: SORTS },
  },
  facets: {
    description: 'What to count the values of, separated by commas.',
    schema: { type: 'array', items: { type: 'string', enum: FACETS } },
    style: 'form',
    explode: false,
  },
  'pagination[page]': {
    description: `The page, where no cursor is sent. Pages reach to item ${MAX_DEPTH}; cursors reach to the end.`,
    schema: { type: 'integer', minimum: 1, maximum: MAX_DEPTH, default: 1 },
  },
  'pagination[pageSize]': {
    description: 'Items on a page.',
    schema: { type: 'integer', minimum: 1, maximum: MAX_PAGE_SIZE, default: 25 },
  },
  'pagination[after]': {
    description:
      'The cursor of `meta.pagination.next`, sent with the same search, filters and sort.',
    schema: ref('Cursor'),
  },
  'pagination[withCount]': {
    description: 'Whether to count what matches.',
    schema: { type: 'boolean', default: true },
  },
};

const FILTER = /^filters\[(\w+)\](?:\[(\$\w+)\])?$/;

function isOf<Name extends string>(
  table: Readonly<Record<Name, unknown>>,
  name: string,
): name is Name {
  return Object.hasOwn(table, name);
}

function describeFilter(name: string): Described | undefined {
  const [, field = '', operator = '$eq'] = FILTER.exec(name) ?? [];
  if (isOf(RANGE_SCHEMAS, field) && isOf(OPERATOR_WORDS, operator)) {
    const { description, schema } = RANGE_SCHEMAS[field];
    return { description: `${description} ${OPERATOR_WORDS[operator]} this one.`, schema };
  }
  if (!isOf(VALUE_SCHEMAS, field)) return undefined;
  const { description, schema } = VALUE_SCHEMAS[field];
  if (!SELECTION_LISTS.includes(name)) return { description, schema };
  return {
    description: `Any of these, at most ${MAX_VALUES}: ${description} Members may be numbered too, as in \`${name}[0]\`.`,
    schema: { type: 'array', items: schema, minItems: 1, maxItems: MAX_VALUES },
    style: 'form',
    explode: true,
  };
}

/** @throws Error for a parameter that the catalogue reads and nobody has described */
function describe(name: string, described: Readonly<Record<string, Described>>): Schema {
  const found = described[name] ?? describeFilter(name);
  if (found === undefined) throw new Error(`The parameter "${name}" has no description`);
  return { name: SELECTION_LISTS.includes(name) ? `${name}[]` : name, in: 'query', ...found };
}

const IF_NONE_MATCH: Schema = {
  name: 'If-None-Match',
  in: 'header',
  description: 'The ETag of the answer there is already; 304 if it still holds.',
  schema: { type: 'string' },
};
const IF_MODIFIED_SINCE: Schema = {
  name: 'If-Modified-Since',
  in: 'header',
  description: 'The Last-Modified of the answer there is already. ETags are more exact.',
  schema: { type: 'string' },
};

export const CONDITIONAL: readonly Schema[] = [IF_NONE_MATCH, IF_MODIFIED_SINCE];

export const LIST: readonly Schema[] = LIST_PARAMETERS.map((name) => describe(name, OTHER));

export const SELECTION: readonly Schema[] = SELECTION_PARAMETERS.map((name) =>
  describe(name, OTHER),
);

export const SUGGEST: readonly Schema[] = SUGGEST_PARAMETERS.map((name) => ({
  ...describe(name, {
    _q: {
      description: 'The beginning of a search.',
      schema: { type: 'string', minLength: 1, maxLength: MAX_SUGGEST },
      example: 'partn',
    },
  }),
  required: true,
}));

export const CHANGES: readonly Schema[] = CHANGES_PARAMETERS.map((name) =>
  describe(name, {
    after: {
      description:
        'The cursor of the answer before, or of the end of an export. `latest` begins to follow here and now; without it everything comes from the beginning.',
      schema: ref('Cursor'),
    },
    limit: {
      description: 'Changes in one answer.',
      schema: { type: 'integer', minimum: 1, maximum: MAX_CHANGES, default: DEFAULT_CHANGES },
    },
  }),
);
