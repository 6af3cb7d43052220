import { randomBytes } from 'node:crypto';

import type { Kind } from '../../src/api/catalogue/kinds';
import type { TestApp } from './app';
import { api } from './http';

/** What a live item is made of; what is left out is empty, or made up where it must be its own. */
export interface LiveItem {
  kind?: Kind;
  documentId?: string;
  title?: string;
  slug?: string;
  description?: string;
  body?: string | null;
  publisher?: string | null;
  publishedDate?: string | null;
  language?: string | null;
  dateAdded?: string;
  url?: string;
  /** documentIds */
  categories?: string[];
  /** documentId */
  source?: string;
}

const TABLES = [
  { kind: 'document', table: 'library_documents', column: 'library_document_id' },
  { kind: 'link', table: 'external_links', column: 'external_link_id' },
] as const satisfies readonly { kind: Kind; table: string; column: string }[];

/**
 * Lets live rows be written by SQL in the database of this test, where a submission each would take
 * minutes. What is live without approval is of no interest to the catalogue.
 */
export async function openForSql({ sql }: TestApp): Promise<void> {
  for (const { table } of TABLES) {
    await sql(`alter table ${table} disable trigger review_guard_row`);
    for (const relation of ['categories', 'source']) {
      await sql(`alter table ${table}_${relation}_lnk disable trigger review_guard_relation`);
    }
  }
}

/**
 * Waits until the application knows of every commit there was. Of what is written past it, it is told a moment
 * later; before it answers a POST it asks.
 */
export async function caughtUp({ url }: TestApp): Promise<void> {
  const { status } = await api(url).post('/oai?verb=Identify');
  if (status === 503) throw new Error('Nothing is left of the budget, and nothing was waited for');
}

/** Strapi takes a name that begins with a digit for the number of a row. */
export function newId(): string {
  return `i${randomBytes(12).toString('hex')}`;
}

type Whole = LiveItem & { documentId: string };

function complete(item: LiveItem): Whole {
  const documentId = item.documentId ?? newId();
  const title = item.title ?? `Item ${documentId.slice(0, 6)}`;
  return {
    title,
    slug: `item-${documentId}`,
    description: 'Of no importance',
    dateAdded: '2024-01-01',
    ...item,
    documentId,
  };
}

/** One statement, so one transaction and one settling, with the items in the order given. */
function insertSql({ kind, table, column }: (typeof TABLES)[number]): string {
  const url = kind === 'link' ? ', url' : '';
  const values = kind === 'link' ? `, coalesce(url, 'https://example.org/')` : '';
  return `with given as (select * from jsonb_to_recordset($1) as g ("documentId" text, title text, slug text,
      description text, body text, publisher text, "publishedDate" text, language text, "dateAdded" date, url text,
      categories text[], source text)),
    added as (insert into ${table} (document_id, title, slug, description, body, publisher, published_date, language,
        date_added, created_at, updated_at, published_at${url})
      select "documentId", title, slug, description, body, publisher, "publishedDate", language, "dateAdded", now(),
        now(), now()${values} from given returning id, document_id),
    filed as (insert into ${table}_categories_lnk (${column}, category_id, category_ord)
      select a.id, c.id, f.place from added a join given g on g."documentId" = a.document_id
      cross join lateral unnest(g.categories) with ordinality as f (name, place)
      join categories c on c.document_id = f.name)
    insert into ${table}_source_lnk (${column}, information_source_id)
      select a.id, s.id from added a join given g on g."documentId" = a.document_id
      join information_sources s on s.document_id = g.source`;
}

/** @returns the documentIds, in the order given */
export async function addLive(app: TestApp, items: readonly LiveItem[]): Promise<string[]> {
  const whole = items.map(complete);
  for (const place of TABLES) {
    const ofKind = whole.filter(({ kind = 'link' }) => kind === place.kind);
    if (ofKind.length > 0) await app.sql(insertSql(place), [JSON.stringify(ofKind)]);
  }
  await caughtUp(app);
  return whole.map(({ documentId }) => documentId);
}

export async function removeLive(app: TestApp, ids: readonly string[]): Promise<void> {
  for (const { table } of TABLES) {
    await app.sql(`delete from ${table} where document_id = any ($1)`, [ids]);
  }
  await caughtUp(app);
}

/** @param parent its documentId. @returns the documentId */
export async function addCategory(app: TestApp, slug: string, parent?: string): Promise<string> {
  const documentId = newId();
  await app.sql(
    `with added as (insert into categories (document_id, name, slug, position, created_at, updated_at, published_at)
       values ($1, $2, $3, 0, now(), now(), now()) returning id)
     insert into categories_parent_lnk (category_id, inv_category_id)
       select added.id, c.id from added join categories c on c.document_id = $4`,
    [documentId, `The shelf ${slug}`, slug, parent ?? null],
  );
  await caughtUp(app);
  return documentId;
}

/** @returns the documentId */
export async function addSource(app: TestApp, slug: string): Promise<string> {
  const documentId = newId();
  await app.sql(
    `insert into information_sources (document_id, name, slug, url, created_at, updated_at, published_at)
     values ($1, $2, $3, 'https://example.org/', now(), now(), now())`,
    [documentId, `The source ${slug}`, slug],
  );
  await caughtUp(app);
  return documentId;
}
