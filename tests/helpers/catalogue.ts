import type { CatalogueItem, CategoryRef } from '../../src/api/catalogue/item';
import type { TestApp } from './app';
import { api } from './http';
import { contentManager, DOCUMENT, LINK, uniqueTitle, type Envelope } from './library';
import type { Admin } from './people';

export const CATEGORY = 'api::category.category';
export const SOURCE = 'api::information-source.information-source';

/** An item without the moment of its latest change. */
export type TimelessItem = Omit<CatalogueItem, 'updatedAt'>;

interface StoredCategory {
  id: number;
  documentId: string;
  name: string;
  slug: string;
  parent: { id: number } | null;
}

interface StoredItem {
  documentId: string;
  title: string;
  slug: string;
  description: string;
  publisher: string | null;
  publishedDate: string | null;
  language: string | null;
  dateAdded: string;
  url?: string;
  categories: { id: number }[];
  source: { documentId: string; name: string; slug: string; url: string } | null;
  file?: { name: string; mime: string; sizeInBytes: number; sha256: string } | null;
}

function refOf({ documentId, name, slug }: StoredCategory): CategoryRef {
  return { id: documentId, name, slug };
}

function pathOf(categories: Map<number, StoredCategory>, id: number): CategoryRef[] {
  const category = categories.get(id);
  if (category === undefined) throw new Error(`There is no category ${id}`);
  const above = category.parent === null ? [] : pathOf(categories, category.parent.id);
  return [...above, refOf(category)];
}

function htmlOf(plain: string): string {
  const escaped = plain
    .replaceAll('\r', '')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  const paragraphs = escaped.split(/\n[ \t]*\n\s*/);
  return paragraphs.map((text) => `<p>${text.replaceAll('\n', '<br>')}</p>`).join('');
}

interface StoredReading {
  sha256: string;
  pages: number | null;
  words: number;
  thumbnail_sha256: string | null;
}

/** What is known of the file of an item, and where its picture is. */
function readingOf(
  documentId: string,
  reading: StoredReading | undefined,
): Pick<CatalogueItem, 'pages' | 'words' | 'thumbnail'> {
  if (reading === undefined) return { pages: null, words: null, thumbnail: null };
  const { pages, words, thumbnail_sha256: picture } = reading;
  const thumbnail =
    picture === null ? null : `/api/documents/${documentId}/thumbnail/${picture}.webp`;
  return { pages, words, thumbnail };
}

function itemOf(
  kind: CatalogueItem['kind'],
  stored: StoredItem,
  categories: Map<number, StoredCategory>,
  readings: Map<string, StoredReading>,
): TimelessItem {
  const { documentId, title, slug, description, source, file } = stored;
  const { publisher, publishedDate, dateAdded, language } = stored;
  return {
    id: documentId,
    documentId,
    kind,
    title,
    slug,
    description,
    descriptionHtml: htmlOf(description),
    categories: stored.categories.map(({ id }) => {
      const path = pathOf(categories, id);
      const last = path.at(-1);
      if (last === undefined) throw new Error('A path holds its category');
      return { ...last, path };
    }),
    source:
      source === null
        ? null
        : { id: source.documentId, name: source.name, slug: source.slug, url: source.url },
    publisher,
    publishedDate,
    dateAdded,
    language,
    url: stored.url ?? `/api/documents/${documentId}/file`,
    file: file
      ? {
          name: file.name,
          mediaType: file.mime,
          size: file.sizeInBytes,
          sha256: file.sha256,
          immutableUrl: `/api/documents/${documentId}/file/${file.sha256}/${encodeURIComponent(file.name)}`,
        }
      : null,
    ...readingOf(documentId, file ? readings.get(file.sha256) : undefined),
  };
}

/** Every live item as the catalogue must print it, read from Strapi and put together here, by documentId. */
export async function liveItems(app: TestApp): Promise<Map<string, TimelessItem>> {
  const stored = (await app.strapi.db
    .query(CATEGORY)
    .findMany({ populate: { parent: true } })) as StoredCategory[];
  const categories = new Map(stored.map((category) => [category.id, category]));
  const read = await app.sql<StoredReading>(`select * from review_readings where state = 'done'`);
  const readings = new Map(read.map((reading) => [reading.sha256, reading]));
  const items = new Map<string, TimelessItem>();
  for (const [kind, uid] of [
    ['document', DOCUMENT],
    ['link', LINK],
  ] as const) {
    const live = (await app.strapi.documents(uid).findMany({
      status: 'published',
      populate: '*',
      limit: 10_000,
    })) as unknown as StoredItem[];
    for (const one of live) items.set(one.documentId, itemOf(kind, one, categories, readings));
  }
  return items;
}

/** Every entry as it is printed, by documentId. */
export async function entries(app: TestApp): Promise<Map<string, TimelessItem>> {
  const rows = await app.sql<{ printed: string }>('select printed from catalogue_entry');
  return new Map(
    rows.map(({ printed }) => {
      const { updatedAt, ...item } = JSON.parse(printed) as CatalogueItem;
      if (Number.isNaN(Date.parse(updatedAt))) throw new Error(`No moment: ${updatedAt}`);
      return [item.documentId, item];
    }),
  );
}

/** What `npm run catalogue -- verify` finds, a sentence each. */
export async function differences(app: TestApp): Promise<string[]> {
  const rows = await app.sql<{ document_id: string | null; difference: string }>(
    `select * from catalogue_item_differences(array(select catalogue_known_ids()))
     union all select * from catalogue_whole_differences()`,
  );
  return rows.map(({ document_id, difference }) => `${document_id ?? 'catalogue'}: ${difference}`);
}

export interface ChangeRow {
  seq: number;
  change: string;
  document_id: string;
  title: string;
  reason: string | null;
  is_latest: boolean;
}

/** The changes after the numbered one, or all of them, in their order. */
export async function changes(app: TestApp, after = 0): Promise<ChangeRow[]> {
  const rows = await app.sql<ChangeRow & { seq: string }>(
    'select * from catalogue_change where seq > $1 order by seq',
    [after],
  );
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

export async function lastSeq(app: TestApp): Promise<number> {
  const [row] = await app.sql<{ seq: string }>('select seq from catalogue_state');
  return Number(row?.seq);
}

export interface Reference {
  id: number;
  documentId: string;
  name: string;
}

/** A category, made in the content manager. */
export async function createCategory(
  app: TestApp,
  admin: Admin,
  parent?: Reference,
): Promise<Reference> {
  return createReference(app, admin, CATEGORY, {
    name: uniqueTitle('Category'),
    ...(parent && { parent: { connect: [{ documentId: parent.documentId }] } }),
  });
}

/** An information source, made in the content manager. */
export async function createSource(app: TestApp, admin: Admin): Promise<Reference> {
  const values = { name: uniqueTitle('Source'), url: 'https://example.org/source' };
  return createReference(app, admin, SOURCE, values);
}

async function createReference(
  app: TestApp,
  admin: Admin,
  uid: string,
  values: object,
): Promise<Reference> {
  const { status, body } = await api(app.url)
    .as(admin.token)
    .post<Envelope<Reference>>(contentManager(uid), values);
  if (status !== 201) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  return body.data;
}
