import { closed, listOf, ref, type Schema, text } from './schema';

const address = (description: string): Schema => text(description, { format: 'uri' });

const ORGANISATION = closed<{ '@type': string; name: string }>({
  '@type': { const: 'Organization' },
  name: { type: 'string' },
});

const PROVIDER = closed<{ '@type': string; name: string; url: string }>({
  '@type': { const: 'Organization' },
  name: { type: 'string' },
  url: { type: 'string' },
});

const TERM = closed<{ '@type': string; name: string; termCode: string }>({
  '@type': { const: 'DefinedTerm' },
  name: { type: 'string' },
  termCode: text('The documentId of the category.'),
});

const MEDIA_OBJECT = closed<
  Record<'@type' | 'name' | 'contentUrl' | 'encodingFormat' | 'contentSize' | 'sha256', string>
>({
  '@type': { const: 'MediaObject' },
  name: { type: 'string' },
  contentUrl: address('The file.'),
  encodingFormat: text('Its media type.'),
  contentSize: text('In bytes.', { pattern: '^\\d+ B$' }),
  sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
});

const OPTIONAL_IN_JSON_LD = [
  'inLanguage',
  'datePublished',
  'publisher',
  'provider',
  'encoding',
] as const;

type JsonLdField =
  | '@context'
  | '@type'
  | '@id'
  | 'identifier'
  | 'name'
  | 'description'
  | 'url'
  | 'mainEntityOfPage'
  | 'dateModified'
  | 'sdDatePublished'
  | 'about'
  | (typeof OPTIONAL_IN_JSON_LD)[number];

const JSON_LD = closed<Record<JsonLdField, unknown>>(
  {
    '@context': { const: 'https://schema.org' },
    '@type': { type: 'string', enum: ['DigitalDocument', 'CreativeWork'] },
    '@id': address('The item, for ever.'),
    identifier: text('Its documentId.'),
    name: { type: 'string' },
    description: { type: 'string' },
    url: address('The page of a document, or the work a link leads to.'),
    mainEntityOfPage: address('Its page.'),
    inLanguage: text('BCP 47.'),
    datePublished: ref('PartialDate'),
    dateModified: ref('Moment'),
    sdDatePublished: ref('Day'),
    publisher: ORGANISATION,
    provider: PROVIDER,
    about: listOf(TERM),
    encoding: MEDIA_OBJECT,
  },
  OPTIONAL_IN_JSON_LD,
);

const ATTACHMENT = closed<{
  url: string;
  mime_type: string;
  title: string;
  size_in_bytes: number;
}>({
  url: address('The file.'),
  mime_type: { type: 'string' },
  title: { type: 'string' },
  size_in_bytes: { type: 'integer', minimum: 0 },
});

const AUTHORS = listOf(closed<{ name: string }>({ name: { type: 'string' } }));

const OPTIONAL_IN_FEED = ['external_url', 'authors', 'language', 'attachments'] as const;

type FeedField =
  | 'id'
  | 'url'
  | 'title'
  | 'content_html'
  | 'content_text'
  | 'date_published'
  | 'date_modified'
  | 'tags'
  | (typeof OPTIONAL_IN_FEED)[number];

const FEED_ITEM = closed<Record<FeedField, unknown>>(
  {
    id: address('The item, for ever.'),
    url: address('Its page.'),
    external_url: text('Where a link leads.', { format: 'uri-reference' }),
    title: { type: 'string' },
    content_html: { type: 'string' },
    content_text: { type: 'string' },
    date_published: { type: 'string', format: 'date-time' },
    date_modified: ref('Moment'),
    authors: AUTHORS,
    language: { type: 'string' },
    tags: listOf({ type: 'string' }),
    attachments: listOf(ATTACHMENT),
  },
  OPTIONAL_IN_FEED,
);

type Feed = Record<
  'version' | 'title' | 'home_page_url' | 'feed_url' | 'authors' | 'items',
  unknown
>;

/** The same items in the words of others: schema.org and JSON Feed. */
export const SYNDICATION_SCHEMAS: Readonly<Record<string, Schema>> = {
  JsonLd: JSON_LD,
  JsonFeed: closed<Feed>({
    version: { const: 'https://jsonfeed.org/version/1.1' },
    title: { type: 'string' },
    home_page_url: address('This library.'),
    feed_url: address('This feed.'),
    authors: AUTHORS,
    items: { ...listOf(FEED_ITEM), description: 'The newest first.' },
  }),
};
