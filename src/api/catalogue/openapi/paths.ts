import { EXAMPLES } from './examples';
import { OAI, OAI_FORM } from './oai-parameters';
import { CHANGES, CONDITIONAL, LIST, SELECTION, SUGGEST } from './parameters';
import {
  answers,
  answersAtRoot,
  answersToHarvesters,
  references,
  type Content,
  json,
  ok,
  type Responses,
} from './responses';
import { type Schema, text } from './schema';

interface Operation {
  id: string;
  tag: string;
  summary: string;
  description?: string;
  parameters?: readonly Schema[];
  responses: Responses;
  /** Where Strapi is not asked who it is. */
  isOpen?: true;
}

function operation({ id, tag, parameters = [], isOpen, ...rest }: Operation): Schema {
  return {
    operationId: id,
    tags: [tag],
    ...rest,
    parameters: [...parameters, ...CONDITIONAL],
    ...(isOpen && { security: [] }),
  };
}

const xml = (type: string, what: string): Content => ({ [type]: { schema: text(what) } });

const ITEM_NAME: Schema = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The documentId or the slug.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9._-]{1,255}$' },
  example: 'meetings-that-lead-to-decisions',
};

const PART_NUMBER: Schema = {
  name: 'number',
  in: 'path',
  required: true,
  description: 'As /sitemap.xml names it.',
  schema: { type: 'integer', minimum: 0, maximum: 999_999 },
};

const READING: Readonly<Record<string, Schema>> = {
  '/api/catalogue': operation({
    id: 'listItems',
    tag: 'Reading',
    summary: 'Items, filtered, searched, sorted, a page at a time',
    parameters: LIST,
    responses: answers(ok('A page of items.', json('List', { examples: EXAMPLES.list })), {
      503: 'Busy',
    }),
  }),
  '/api/catalogue/{id}': operation({
    id: 'findItem',
    tag: 'Reading',
    summary: 'One item, whole',
    parameters: [ITEM_NAME],
    responses: answers(
      ok('The item.', {
        ...json('WholeItemAnswer', { examples: EXAMPLES.item }),
        'application/ld+json': { schema: { $ref: '#/components/schemas/JsonLd' } },
      }),
      { 301: 'Moved', 404: 'NotFound', 410: 'Gone' },
    ),
  }),
  '/api/catalogue/categories': operation({
    id: 'categoryTree',
    tag: 'Reading',
    summary: 'All categories as a tree, with the number of items in each',
    responses: answers(ok('The outermost categories.', json('Categories'))),
  }),
  '/api/catalogue/suggest': operation({
    id: 'suggest',
    tag: 'Reading',
    summary: 'Completions of what is being typed',
    parameters: SUGGEST,
    responses: answers(
      ok('Completions.', json('SuggestionsAnswer', { examples: EXAMPLES.suggestions })),
    ),
  }),
};

const COPYING: Readonly<Record<string, Schema>> = {
  '/api/catalogue/changes': operation({
    id: 'listChanges',
    tag: 'Copying',
    summary: 'What entered, was altered or was withdrawn since',
    description: 'Each item once, with what it is now.',
    parameters: CHANGES,
    responses: answers(ok('Changes.', json('Changes', { examples: EXAMPLES.changes }))),
  }),
  '/api/catalogue/export': operation({
    id: 'exportItems',
    tag: 'Copying',
    summary: 'Every item, a line of JSON each',
    description: 'The last line holds the cursor from which to follow the changes.',
    responses: answers(
      ok('Lines, each as described.', {
        'application/x-ndjson': { schema: { $ref: '#/components/schemas/ExportLine' } },
      }),
      { 503: 'Busy' },
    ),
  }),
  '/oai': operation({
    id: 'harvest',
    tag: 'Copying',
    summary: 'OAI-PMH 2.0',
    description: 'Errors of the protocol are answered with 200, as it demands.',
    parameters: OAI,
    responses: answersToHarvesters(ok('An OAI-PMH document.', xml('text/xml', 'OAI-PMH 2.0'))),
    isOpen: true,
  }),
};

const FOLLOWING: Readonly<Record<string, Schema>> = {
  '/api/catalogue/feed.atom': operation({
    id: 'atomFeed',
    tag: 'Following',
    summary: 'The newest items, as Atom',
    parameters: SELECTION,
    responses: answers(ok('The feed.', xml('application/atom+xml', 'RFC 4287')), { 503: 'Busy' }),
  }),
  '/api/catalogue/feed.json': operation({
    id: 'jsonFeed',
    tag: 'Following',
    summary: 'The newest items, as JSON Feed',
    parameters: SELECTION,
    responses: answers(
      ok('The feed.', {
        'application/feed+json': { schema: { $ref: '#/components/schemas/JsonFeed' } },
      }),
      { 503: 'Busy' },
    ),
  }),
  '/sitemap.xml': operation({
    id: 'sitemap',
    tag: 'Following',
    summary: 'The pages of all items, or where their lists are',
    responses: answersAtRoot(ok('The sitemap.', xml('application/xml', 'sitemaps.org 0.9'))),
    isOpen: true,
  }),
  '/sitemap-{number}.xml': operation({
    id: 'sitemapPart',
    tag: 'Following',
    summary: 'A part of the sitemap of a large library',
    parameters: [PART_NUMBER],
    responses: answersAtRoot(ok('The part.', xml('application/xml', 'sitemaps.org 0.9')), {
      404: 'NotFound',
    }),
    isOpen: true,
  }),
};

const HARVEST_BY_POST: Schema = {
  operationId: 'harvestByPost',
  tags: ['Copying'],
  summary: 'OAI-PMH 2.0, its arguments as a form',
  requestBody: {
    required: true,
    content: { 'application/x-www-form-urlencoded': { schema: OAI_FORM } },
  },
  responses: {
    200: { description: 'An OAI-PMH document.', content: xml('text/xml', 'OAI-PMH 2.0') },
    400: { description: 'A NUL in the address.', content: json('BadRequest') },
    403: { description: 'Not open to everybody.', content: json('ForbiddenAtRoot') },
    ...references({ 503: 'TooManyHarvested' }),
  },
  security: [],
};

export const PATHS: Readonly<Record<string, Schema>> = Object.fromEntries(
  Object.entries({ ...READING, ...COPYING, ...FOLLOWING }).map(([path, get]) => [
    path,
    path === '/oai' ? { get, post: HARVEST_BY_POST } : { get },
  ]),
);
