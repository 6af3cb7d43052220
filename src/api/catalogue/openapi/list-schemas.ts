import type { ChangeType, Tombstone } from '../item';
import { FACETS, type Facet } from '../params/list';
import type { SearchMeta } from '../presenters/list';
import type { CategoryNode } from '../queries/category-tree';
import type { FacetAnswer, FacetCounts, FacetValue } from '../queries/facets';
import type { Suggestions } from '../queries/spelling';
import { closed, count, envelope, listOf, NOTHING, orNull, ref, type Schema, text } from './schema';

interface Pagination {
  page: number;
  pageSize: number;
  pageCount: number;
  total: number;
  relation: string;
  next: string | null;
}

interface ListMeta {
  pagination: Pagination;
  facets: FacetAnswer;
  search: SearchMeta;
}

interface Change {
  seq: number;
  change: ChangeType;
  at: string;
  item: unknown;
  tombstone: unknown;
}

const COMPARED: Schema = {
  description: 'Whether all that was found was compared by relevance, or so many, the newest.',
  oneOf: [{ const: 'all' }, closed<{ newest: number }>({ newest: { type: 'integer' } })],
};

const FACET_PROPERTIES: Record<Facet, Schema> = {
  kind: ref('FacetCounts'),
  category: ref('FacetCounts'),
  language: ref('FacetCounts'),
  year: ref('FacetCounts'),
};

const CURSOR = text('Opaque: hand it back as it is.', {
  pattern: '^[A-Za-z0-9_-]+$',
});

function change(types: readonly ChangeType[], item: Schema, tombstone: Schema): Schema {
  return closed<Change>({
    seq: { type: 'integer', minimum: 1, description: 'Grows with every change.' },
    change: { type: 'string', enum: types },
    at: ref('Moment'),
    item,
    tombstone,
  });
}

const LIST_META = closed<ListMeta>(
  { pagination: ref('Pagination'), facets: ref('Facets'), search: ref('SearchMeta') },
  ['facets', 'search'],
);

export const LIST_SCHEMAS: Readonly<Record<string, Schema>> = {
  Cursor: CURSOR,
  Relation: {
    type: 'string',
    enum: ['eq', 'gte'],
    description: '`eq`: exactly so many. `gte`: at least so many; counting ended there.',
  },
  Pagination: closed<Pagination>(
    {
      page: { type: 'integer', minimum: 1, description: 'Missing where a cursor was sent.' },
      pageSize: { type: 'integer', minimum: 1 },
      pageCount: count('Missing, as `total` and `relation`, where counting was declined.'),
      total: count('How many items match.'),
      relation: ref('Relation'),
      next: { ...orNull(ref('Cursor')), description: 'Send it as `pagination[after]`.' },
    },
    ['page', 'pageCount', 'total', 'relation'],
  ),
  FacetValue: closed<FacetValue>(
    {
      value: text('What to filter by. Of a category, its documentId.'),
      name: text('Of a category.'),
      slug: text('Of a category.'),
      count: { type: 'integer', minimum: 1 },
    },
    ['name', 'slug'],
  ),
  FacetCounts: closed<FacetCounts>({
    values: listOf(ref('FacetValue')),
    relation: ref('Relation'),
  }),
  Facets: {
    description: 'Each counted as if it were not filtered by itself.',
    ...closed<Record<Facet, FacetCounts>>(FACET_PROPERTIES, FACETS),
  },
  SearchMeta: closed<SearchMeta>({
    query: text('What was looked for.'),
    correctedFrom: {
      type: ['string', 'null'],
      description: 'What was typed, where nothing was found and a misspelling was put right.',
    },
    compared: COMPARED,
  }),
  List: envelope(listOf(ref('ListedItem')), LIST_META),
  WholeItemAnswer: envelope(ref('WholeItem')),
  Moved: envelope(
    { type: 'null' },
    closed<{ slug: string }>({ slug: text('What the item is called now.') }),
  ),
  CategoryNode: closed<CategoryNode>({
    id: text('Its documentId.'),
    documentId: text('The same as `id`, for clients of Strapi.'),
    name: { type: 'string' },
    slug: { type: 'string' },
    description: { type: ['string', 'null'] },
    position: { type: 'integer' },
    dateAdded: ref('Day'),
    count: count('Live items filed here or anywhere below.'),
    children: listOf(ref('CategoryNode')),
  }),
  Categories: envelope(listOf(ref('CategoryNode'))),
  SuggestionsAnswer: envelope(
    closed<Suggestions>({
      completions: listOf(
        closed<{ text: string; entries: number }>({
          text: text('What was typed, its last word completed.'),
          entries: { type: 'integer', minimum: 1, description: 'Items with that word.' },
        }),
      ),
      didYouMean: { type: ['string', 'null'] },
    }),
  ),
  Tombstone: {
    description: 'What is left of a withdrawn item, for ever.',
    ...closed<Tombstone>({
      id: { type: 'string' },
      documentId: { type: 'string' },
      kind: ref('Kind'),
      title: { type: 'string' },
      slug: { type: 'string' },
      withdrawnAt: ref('Moment'),
      reason: { type: 'string', enum: ['unpublished', 'deleted'] },
      successor: { type: ['string', 'null'], description: 'The item that takes its place.' },
    }),
  },
  Change: {
    oneOf: [
      change(['entered', 'altered'], ref('Item'), { type: 'null' }),
      change(['withdrawn'], { type: 'null' }, ref('Tombstone')),
    ],
  },
  Changes: envelope(
    listOf(ref('Change')),
    closed<{ cursor: string; hasMore: boolean }>({
      cursor: { ...ref('Cursor'), description: 'Send it as `after`, now or at any later time.' },
      hasMore: { type: 'boolean', description: 'Whether more can be had at once.' },
    }),
  ),
  ExportLine: {
    description: 'One line: an item, and on the last line the end.',
    oneOf: [ref('Item'), ref('ExportEnd')],
  },
  ExportEnd: closed<{ cursor: string; entries: number }>({
    cursor: { ...ref('Cursor'), description: 'Follow /api/catalogue/changes from here.' },
    entries: count('Lines before this one. With fewer, the export was cut off.'),
  }),
  Nothing: NOTHING,
};
