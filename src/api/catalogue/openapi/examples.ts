import type { CatalogueItem, Tombstone } from '../item';
import { encodeCursor } from '../params/cursor';

interface Example {
  summary: string;
  value: unknown;
}
type Examples = Readonly<Record<string, Example>>;

const CATEGORY = {
  id: 'dewv4i8bb3scbsiab77qekgn',
  name: 'Partnership how-to guides',
  slug: 'partnership-how-to-guides',
};

const ITEM: CatalogueItem = {
  id: 'jw78zfa7xe76480cjohijb8w',
  documentId: 'jw78zfa7xe76480cjohijb8w',
  kind: 'document',
  title: 'Meetings that lead to decisions',
  slug: 'meetings-that-lead-to-decisions',
  description: 'How to plan an agenda and send out actions within two days.',
  descriptionHtml: '<p>How to plan an agenda and send out actions within two days.</p>',
  categories: [
    {
      ...CATEGORY,
      path: [
        {
          id: 'kcml9hn983tth8m10hpyhvt3',
          name: 'Working in partnership',
          slug: 'working-in-partnership',
        },
        CATEGORY,
      ],
    },
  ],
  source: null,
  publisher: 'Example Partnership',
  publishedDate: '2024-02',
  dateAdded: '2026-11-24',
  language: 'en',
  url: '/api/documents/jw78zfa7xe76480cjohijb8w/file',
  file: {
    name: 'meetings.pdf',
    mediaType: 'application/pdf',
    size: 1376,
    sha256: 'bf5ea755c0c5218484c46660ebf44bd522feba47284ab0ed3dc7a76f761400cf',
    immutableUrl:
      '/api/documents/jw78zfa7xe76480cjohijb8w/file/bf5ea755c0c5218484c46660ebf44bd522feba47284ab0ed3dc7a76f761400cf/meetings.pdf',
  },
  pages: 2,
  words: 214,
  thumbnail:
    '/api/documents/jw78zfa7xe76480cjohijb8w/thumbnail/5d9474c0309b7ca09a182d888f73b37a8fe1362c8e2f5a4f3b1a0f4d2c7e9b61.webp',
  updatedAt: '2026-11-24T02:44:04.757Z',
};

const TOMBSTONE: Tombstone = {
  id: 'rwezbalixovbw69alx787u7w',
  documentId: 'rwezbalixovbw69alx787u7w',
  kind: 'link',
  title: 'A directory of funders',
  slug: 'a-directory-of-funders',
  withdrawnAt: '2026-11-25T09:00:00.000Z',
  reason: 'unpublished',
  successor: null,
};

const LIST: Examples = {
  browsed: {
    summary: 'The first of two pages',
    value: {
      data: [ITEM],
      meta: {
        pagination: {
          page: 1,
          pageSize: 1,
          pageCount: 2,
          total: 2,
          relation: 'eq',
          next: encodeCursor(['kVp0G2xQ', ITEM.dateAdded, 17]),
        },
      },
    },
  },
  searched: {
    summary: 'A search that put a misspelling right, with one facet',
    value: {
      data: [
        {
          ...ITEM,
          highlight: {
            title: '<mark>Meetings</mark> that lead to decisions',
            description: ITEM.description,
            body: null,
            file: { page: 2, snippet: 'Minutes of <mark>meetings</mark> go out within two days.' },
          },
        },
      ],
      meta: {
        pagination: { page: 1, pageSize: 25, pageCount: 1, total: 1, relation: 'eq', next: null },
        facets: { kind: { values: [{ value: 'document', count: 1 }], relation: 'eq' } },
        search: { query: 'meetings', correctedFrom: 'meetigns', compared: 'all' },
      },
    },
  },
};

/** Answers as they are, by what they answer. */
export const EXAMPLES = {
  list: LIST,
  item: {
    document: {
      summary: 'A document',
      value: {
        data: {
          ...ITEM,
          body: 'Send the **agenda** early.',
          bodyHtml: '<p>Send the <strong>agenda</strong> early.</p>',
        },
        meta: {},
      },
    },
  },
  suggestions: {
    completed: {
      summary: 'The beginning of a word',
      value: {
        data: { completions: [{ text: 'partnership', entries: 3 }], didYouMean: null },
        meta: {},
      },
    },
  },
  changes: {
    both: {
      summary: 'An item that entered and one that was withdrawn',
      value: {
        data: [
          { seq: 17, change: 'entered', at: ITEM.updatedAt, item: ITEM, tombstone: null },
          {
            seq: 18,
            change: 'withdrawn',
            at: TOMBSTONE.withdrawnAt,
            item: null,
            tombstone: TOMBSTONE,
          },
        ],
        meta: { cursor: encodeCursor([18, Date.parse(TOMBSTONE.withdrawnAt)]), hasMore: false },
      },
    },
  },
} as const satisfies Record<string, Examples>;
