import type { CatalogueItem, CategoryRef, ItemCategory, ItemFile, ItemSource } from '../item';
import { KINDS } from '../kinds';
import type { FileHighlight } from '../queries/file-highlights';
import type { Highlight } from '../queries/highlights';
import { closed, listOf, orNull, ref, type Schema, text } from './schema';

const FILE = closed<ItemFile>({
  name: text('As it was uploaded.'),
  mediaType: text('RFC 6838, told from the bytes.', { examples: ['application/pdf'] }),
  size: { type: 'integer', minimum: 0, description: 'Bytes.' },
  sha256: text('Of the bytes.', { pattern: '^[0-9a-f]{64}$' }),
  immutableUrl: text(
    'Where these very bytes are, to be kept for a year: a path on this server. `url` always leads to the newest.',
    { format: 'uri-reference' },
  ),
});

const CATEGORY_REF = {
  id: text('Its documentId.'),
  name: { type: 'string' },
  slug: { type: 'string' },
} satisfies Record<keyof CategoryRef, Schema>;

const SOURCE = closed<ItemSource>({
  ...CATEGORY_REF,
  url: text('Where the source is.', { format: 'uri-reference' }),
});

const ITEM = {
  id: text('The documentId, which no renaming changes.', { minLength: 1 }),
  documentId: text('The same as `id`, for clients of Strapi.', { minLength: 1 }),
  kind: ref('Kind'),
  title: { type: 'string' },
  slug: text('Its name in addresses. It may change; the old one then redirects to the new one.'),
  description: text('Plain text as it was written.'),
  descriptionHtml: text('The same as HTML: paragraphs and line breaks, all else escaped.'),
  categories: listOf(ref('ItemCategory')),
  source: orNull(ref('ItemSource')),
  publisher: { type: ['string', 'null'] },
  publishedDate: orNull(ref('PartialDate')),
  dateAdded: ref('Day'),
  language: { type: ['string', 'null'], description: 'BCP 47.', examples: ['en-GB'] },
  url: text(
    "Where the work is: a document's file, as a path on this server, or the address of a link.",
    { format: 'uri-reference' },
  ),
  file: orNull(ref('ItemFile')),
  pages: {
    type: ['integer', 'null'],
    minimum: 0,
    description: 'Pages, slides or sheets of its file; null where it has none or was not read.',
  },
  words: { type: ['integer', 'null'], minimum: 0, description: 'In its file.' },
  thumbnail: {
    type: ['string', 'null'],
    format: 'uri-reference',
    description:
      'A picture (WebP) of the first page of its file, as a path on this server. Another picture has another address.',
  },
  updatedAt: ref('Moment'),
} satisfies Record<keyof CatalogueItem, Schema>;

/** What an item has wherever it is printed; each place closes it with what it adds. */
const ITEM_FIELDS: Schema = {
  type: 'object',
  properties: ITEM,
  required: Object.keys(ITEM),
};

function itemWith(properties: Record<string, Schema>, required: readonly string[]): Schema {
  return {
    type: 'object',
    allOf: [ref('ItemFields')],
    properties,
    required,
    unevaluatedProperties: false,
  };
}

export const ITEM_SCHEMAS: Readonly<Record<string, Schema>> = {
  Kind: { type: 'string', enum: KINDS.map(({ kind }) => kind) },
  Day: { type: 'string', format: 'date', examples: ['2024-03-09'] },
  Moment: {
    type: 'string',
    format: 'date-time',
    description: 'UTC, with milliseconds.',
    examples: ['2024-03-09T10:20:30.456Z'],
  },
  PartialDate: {
    type: 'string',
    pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$',
    description: 'ISO 8601, as precise as it is known.',
    examples: ['2024', '2024-03', '2024-03-09'],
  },
  CategoryRef: closed<CategoryRef>(CATEGORY_REF),
  ItemCategory: closed<ItemCategory>({
    ...CATEGORY_REF,
    path: { ...listOf(ref('CategoryRef')), minItems: 1, description: 'From the outermost down.' },
  }),
  ItemSource: SOURCE,
  ItemFile: FILE,
  ItemFields: ITEM_FIELDS,
  Item: itemWith({}, []),
  ListedItem: itemWith({ highlight: ref('Highlight') }, []),
  WholeItem: itemWith(
    {
      body: { type: ['string', 'null'], description: 'Markdown.' },
      bodyHtml: {
        type: ['string', 'null'],
        description: 'The body as HTML that is safe in any page.',
      },
    },
    ['body', 'bodyHtml'],
  ),
  FileHighlight: closed<FileHighlight>({
    page: {
      type: ['integer', 'null'],
      minimum: 1,
      description: 'Of the file: a page, slide or sheet; null where it has none.',
    },
    snippet: text('HTML, as in the rest of the highlight.'),
  }),
  Highlight: {
    description: 'What a search found, as HTML: `<mark>` around the words, all else escaped.',
    ...closed<Highlight>({
      title: { type: 'string' },
      description: { type: 'string' },
      body: {
        type: ['string', 'null'],
        description: 'Of the body, where neither title nor description holds the words.',
      },
      file: orNull(ref('FileHighlight')),
    }),
  },
};
